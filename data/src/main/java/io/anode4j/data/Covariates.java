package io.anode4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a series beside its values: covariates, each read at its own irregular times,
 * those that are {@linkplain Covariate.Kind#isAhead known ahead} also after the last value of the
 * series. Immutable. Before its first reading a covariate has the value of that reading, after its
 * last that of the last; how it runs in between says its {@link Covariate.Kind}.
 */
public final class Covariates {
  /** Nothing is told. */
  public static final Covariates NONE = new Covariates(List.of(), null, List.of(), null);

  private final List<Covariate> all;
  private final @Nullable TimeSeries readings;
  private final List<CovariateTrack> tracks;
  private final @Nullable ValueScaler scaler;

  private Covariates(
      List<Covariate> all,
      @Nullable TimeSeries readings,
      List<CovariateTrack> tracks,
      @Nullable ValueScaler scaler) {
    this.all = all;
    this.readings = readings;
    this.tracks = tracks;
    this.scaler = scaler;
  }

  /**
   * Covariates of one series.
   *
   * @param all what they are
   * @param readings their values, a channel each in the order of {@code all}, NaN where not read
   * @return the covariates
   * @throws IllegalArgumentException when there are not as many channels, or a static one has
   *     several values
   */
  public static Covariates of(List<Covariate> all, TimeSeries readings) {
    if (readings.channels() != all.size()) {
      throw new IllegalArgumentException(
          "Series '%s' has %d channels of covariates; expected %d, one for each of %s: leave none out"
              .formatted(readings.id(), readings.channels(), all.size(), all));
    }
    List<CovariateTrack> tracks =
        IntStream.range(0, all.size())
            .mapToObj(c -> CovariateTrack.of(all.get(c).kind(), readings, c))
            .toList();
    for (int c = 0; c < all.size(); c++) {
      if (all.get(c).kind() == Covariate.Kind.STATIC) {
        requireOne(all.get(c), readings.id(), tracks.get(c).values());
      }
    }
    return new Covariates(List.copyOf(all), readings, tracks, null);
  }

  private static void requireOne(Covariate one, String id, double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        throw new IllegalArgumentException(
            "Series '%s' has the static covariate %s of %s and of %s; expected one value a series; mend it, or call it known or past"
                .formatted(id, one.name(), values[0], value));
      }
    }
  }

  /** What they are. */
  public List<Covariate> all() {
    return all;
  }

  /** Number of covariates. */
  public int size() {
    return all.size();
  }

  /** Their values as given, whatever their scale is. */
  public TimeSeries readings() {
    return readings == null ? TimeSeries.empty("", 0) : readings;
  }

  /** Time of a covariate's last reading; NaN when it has none. */
  public double until(int covariate) {
    return tracks.get(covariate).until();
  }

  /** Until when all of those that are known ahead are known; +∞ where there is none. */
  public double until() {
    return IntStream.range(0, size())
        .filter(c -> all.get(c).kind().isAhead())
        .mapToDouble(c -> Double.isNaN(until(c)) ? Double.NEGATIVE_INFINITY : until(c))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * The same on scales of their own.
   *
   * @param scales of each covariate
   * @return a view
   */
  public Covariates scaled(ValueScaler scales) {
    return new Covariates(all, readings, tracks, scales);
  }

  /**
   * Value of a covariate.
   *
   * @param covariate which one
   * @param time when
   * @param present the time at which it is asked: of what was measured later nothing is known
   * @return the value; the centre of its scale when it has no reading that is known
   */
  public double at(int covariate, double time, double present) {
    return onScale(covariate, tracks.get(covariate).at(time, present));
  }

  /**
   * Mean of a covariate over a span of time.
   *
   * @param covariate which one
   * @param from begin of the span
   * @param to its end, later
   * @param present the time at which it is asked
   * @return the mean; the centre of its scale when it has no reading that is known
   */
  public double mean(int covariate, double from, double to, double present) {
    return onScale(covariate, tracks.get(covariate).mean(from, to, present));
  }

  private double onScale(int covariate, double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return scaler == null ? value : scaler.toScaled(covariate, value);
  }

  /**
   * Times within a span at which a covariate bends or jumps.
   *
   * @param from begin of the span
   * @param to its end
   * @param present the time at which it is asked
   * @return distinct and increasing, above {@code from} and below {@code to}
   */
  public double[] knots(double from, double to, double present) {
    double[] knots = new double[tracks.stream().mapToInt(t -> t.mostKnots(from, to)).sum()];
    int count = 0;
    for (CovariateTrack track : tracks) {
      count = track.knots(from, to, present, knots, count);
    }
    return Arrays.stream(knots, 0, count).sorted().distinct().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Covariates that
        && all.equals(that.all)
        && Objects.equals(readings, that.readings)
        && Objects.equals(scaler, that.scaler);
  }

  @Override
  public int hashCode() {
    return Objects.hash(all, readings);
  }

  @Override
  public String toString() {
    return "Covariates" + all;
  }
}
