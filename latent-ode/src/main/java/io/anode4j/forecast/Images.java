package io.anode4j.forecast;

import io.anode4j.forecast.StandardMixture.Image;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the mixtures of a forecast are images of.
 *
 * @param of one for each point, [times · channels]; null where that is not known
 */
record Images(@Nullable Image[] of) {
  static Images unknown(int points) {
    return new Images(new @Nullable Image[points]);
  }

  @Nullable Image at(int point) {
    return of[point];
  }

  /** Those of other points, as many as here. */
  Images with(String id, @Nullable Image[] others) {
    if (others.length != of.length) {
      throw new IllegalArgumentException(
          String.format(
              "Forecast of series '%s' is given %d images for %d points; expected one for each.",
              id, others.length, of.length));
    }
    return new Images(others.clone());
  }

  /** The same, moved as far as their channels. */
  Images moved(double[] by) {
    @Nullable Image[] moved = of.clone();
    Arrays.setAll(moved, i -> moved[i] == null ? null : moved[i].moved(by[i % by.length]));
    return new Images(moved);
  }
}
