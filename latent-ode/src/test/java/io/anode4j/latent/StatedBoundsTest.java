package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Forecast;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatedBoundsTest {
  private static final List<Boolean> FRACTIONS = List.of(false, false);
  private static final double NONE = Double.POSITIVE_INFINITY;
  private static final List<String> CHANNELS = List.of("wave", "slope");
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);

  @Test
  void whatIsStatedStandsAboveWhatIsFound() {
    List<Bounds> found = List.of(new Bounds(0, NONE), new Bounds(-1, 1));
    StatedBounds stated = StatedBounds.NONE.lower("wave", -NONE).upper("slope", 2);
    assertEquals(List.of(Bounds.NONE, new Bounds(-1, 2)), stated.over(CHANNELS, found, FRACTIONS));
    assertEquals(found, StatedBounds.NONE.over(CHANNELS, found, FRACTIONS));
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    StatedBounds other = StatedBounds.NONE.lower("wafe", 0);
    List<Bounds> none = List.of(Bounds.NONE, Bounds.NONE);
    String message =
        assertThrows(IllegalArgumentException.class, () -> other.over(CHANNELS, none, FRACTIONS))
            .getMessage();
    assertTrue(message.contains("'wafe'; expected one of wave, slope"), message);
    assertThrows(IllegalArgumentException.class, () -> other.lower("wave", Double.NaN));
    StatedBounds crossed = StatedBounds.NONE.lower("wave", 3).upper("wave", 2);
    assertThrows(IllegalArgumentException.class, () -> crossed.over(CHANNELS, none, FRACTIONS));
    LatentOdeTrainer free = LatentOdeTrainer.with(TinyModels.config().build()).lower("wave", 0);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> free.fit(WAVES))
            .getMessage()
            .contains("state a horizon"));
  }

  /** Waves between 7 and 13 that are said never to leave 9 to 11, in every quantile. */
  @Test
  void forecastsKeepToThem() {
    LatentOde model =
        TinyModels.trainer(TinyModels.anchored().build())
            .lower("wave", 9)
            .upper("wave", 11)
            .fit(WAVES);
    TimeSeries history = TimeSeries.of("calm", new double[] {1, 2, 3}, calm());
    Forecast forecast = model.forecast(history, new double[] {3.5, 4, 5});
    for (int t = 0; t < 3; t++) {
      assertTrue(forecast.quantile(0.001, t, 0) >= 9);
      assertTrue(forecast.quantile(0.999, t, 0) <= 11);
      assertTrue(forecast.mean(t, 0) >= 9 && forecast.mean(t, 0) <= 11);
    }
  }

  private static double[][] calm() {
    return new double[][] {{10, 0}, {10.5, 0.1}, {10.2, 0}};
  }

  @Test
  void wholeNumbersAboveAStatedBoundAreCounts() {
    List<Bounds> found = List.of(Bounds.NONE, Bounds.NONE);
    List<Boolean> whole = List.of(true, false);
    StatedBounds stated = StatedBounds.NONE.lower("wave", 0).lower("slope", 0);
    assertEquals(
        List.of(new Bounds(0, NONE, true), new Bounds(0, NONE)),
        stated.over(CHANNELS, found, whole));
    assertEquals(
        List.of(new Bounds(0.5, NONE), Bounds.NONE),
        StatedBounds.NONE.lower("wave", 0.5).over(CHANNELS, found, whole));
    List<Bounds> counts = List.of(new Bounds(0, NONE, true), Bounds.NONE);
    assertEquals(
        List.of(Bounds.NONE, Bounds.NONE),
        StatedBounds.NONE.lower("wave", Double.NEGATIVE_INFINITY).over(CHANNELS, counts, whole));
    assertEquals(
        List.of(new Bounds(0, 9, true), Bounds.NONE),
        StatedBounds.NONE.upper("wave", 9.7).over(CHANNELS, counts, whole));
  }

  @Test
  void boundsAreSaid() {
    assertEquals(
        "Forecasts stay within bounds: wave (from 0 on)",
        StatedBounds.words(CHANNELS, List.of(new Bounds(0, NONE), Bounds.NONE)).orElseThrow());
    assertTrue(StatedBounds.words(CHANNELS, List.of(Bounds.NONE, Bounds.NONE)).isEmpty());
  }
}
