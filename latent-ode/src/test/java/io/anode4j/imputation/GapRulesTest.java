package io.anode4j.imputation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapRulesTest {
  private static final double HOLE = Double.NaN;
  private static final TimeSeries SERIES =
      TimeSeries.of(
          "s",
          new double[] {0, 1, 3, 4},
          new double[][] {{HOLE, 1}, {2, HOLE}, {6, HOLE}, {HOLE, HOLE}});
  private static final GapRules RULES =
      GapRules.of(
          new SeriesSet(List.of("a", "b"), List.of(SERIES), TimeFormat.number(), "made here"));

  /** Worked out by hand: line, last value, mean. */
  @Test
  void linesAreBetweenNeighboursAndFlatBeyondThem() {
    double[] times = {0, 1.5, 3, 10};
    assertArrayEquals(
        new double[][] {{2, 2, 4}, {3, 2, 4}, {6, 6, 4}, {6, 6, 4}},
        RULES.answers(SERIES, 0, times));
    assertArrayEquals(new double[] {1, 0.5, 0, 7}, GapRules.distances(SERIES, 0, times));
  }

  @Test
  void oneObservationIsAllThatIsKnownAndNoneIsTheMean() {
    assertArrayEquals(new double[][] {{1, 1, 1}}, RULES.answers(SERIES, 1, new double[] {3}));
    TimeSeries none = TimeSeries.empty("none", 2);
    assertArrayEquals(new double[][] {{4, 4, 4}}, RULES.answers(none, 0, new double[] {3}));
    assertEquals(Double.POSITIVE_INFINITY, GapRules.distances(none, 0, new double[] {3})[0]);
  }
}
