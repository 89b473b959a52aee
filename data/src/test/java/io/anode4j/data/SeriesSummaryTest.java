package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesSummaryTest {
  private static final double NAN = Double.NaN;

  @Test
  void countsAndWarns() {
    SeriesSet set =
        new SeriesSet(
            List.of("flow", "none", "always", "very long name"),
            List.of(
                TimeSeries.of(
                    "a",
                    new double[] {0, 60, 180, 90_000},
                    new double[][] {
                      {1, NAN, 3, NAN},
                      {2, NAN, 3, -1234.5678},
                      {NAN, NAN, NAN, NAN},
                      {4, NAN, 3, 0.1}
                    }),
                TimeSeries.of("b", new double[] {-30}, new double[][] {{10, NAN, NAN, NAN}}),
                TimeSeries.empty("c", 4)),
            TimeFormat.isoDateTime(),
            "plant.csv");
    SeriesSummary summary = SeriesSummary.of(set);
    assertEquals(3.7, summary.lengths().p95(), 1e-12);
    assertEquals(4, summary.lengths().max());
    assertEquals(60, summary.gaps().min());
    assertEquals(120, summary.gaps().median());
    assertEquals(89_820, summary.gaps().max());
    assertEquals(0.2, summary.channels().get(0).missing(), 1e-12);
    assertEquals(
        """
        plant.csv: 3 series of 0 to 4 rows (median 1), 4 channels
        times: 1969-12-31T23:59:30 to 1970-01-02T01:00:00
        gaps between rows: min 60 s, median 2 min, 95 % up to 22.458 h, max 24.95 h
        channel              values  missing          min       median          max
        flow                      4   20.0 %            1            3           10
        none                      0  100.0 %            -            -            -
        always                    3   40.0 %            3            3            3
        very long name            2   60.0 %     -1234.57      -617.23          0.1
        warning: channel none has no value
        warning: channel always is always 3
        warning: 1 series have no value at all
        warning: 1 series have one row only\
        """,
        summary.toString());
  }

  @Test
  void summarisesNothing() {
    SeriesSet none = new SeriesSet(List.of("x"), List.of(), TimeFormat.number(), "none");
    assertEquals(
        """
        none: no series
        channel       values  missing          min       median          max
        x                  0        -            -            -            -
        warning: channel x has no value\
        """,
        SeriesSummary.of(none).table());
  }

  @Test
  void undatedGapsArePlainNumbers() {
    double[][] values = new double[200][2];
    double[] times = new double[200];
    for (int i = 0; i < 200; i++) {
      times[i] = i / 3.0;
      values[i][0] = i;
      values[i][1] = i == 7 ? 1 : NAN;
    }
    SeriesSet set =
        new SeriesSet(
            List.of("x", "y"),
            List.of(TimeSeries.of("a", times, values)),
            TimeFormat.number(),
            "s");
    String table = SeriesSummary.of(set).table();
    assertTrue(table.contains("gaps between rows: min 0.33333, median 0.33333"), table);
    assertTrue(table.contains("times: 0 to 66.33333333333333\n"), table);
    assertTrue(table.endsWith("warning: channel y has values in less than 1 % of the rows"), table);
    Quantiles sampled = Gaps.of(set, 10);
    assertEquals(1 / 3.0, sampled.median(), 1e-9);
  }

  /** Of a totalizer and of a pressure, as they were found, and of anything else. */
  @Test
  void minMedianAndMaxKeepTheDigitsOfTheSpread() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2000; i++) {
      double level = Math.pow(10, -9 + 24 * random.nextDouble());
      double spread = level * Math.pow(10, -6 * random.nextDouble());
      assertKeepsDigits(level, spread);
    }
    assertKeepsDigits(1e12, 12);
    assertKeepsDigits(1e12, 0.5);
    assertKeepsDigits(1e15, 10);
    assertKeepsDigits(101_325, 0.01);
    assertKeepsDigits(-101_325, 0.01);
  }

  private static void assertKeepsDigits(double level, double spread) {
    double[][] values = {{level}, {level + spread}, {level + 0.37 * spread}};
    TimeSeries series = TimeSeries.of("a", new double[] {0, 1, 2}, values);
    SeriesSet set = new SeriesSet(List.of("x"), List.of(series), TimeFormat.number(), "s");
    String row = SeriesSummary.of(set).table().lines().toList().get(4);
    String[] cells = row.split(" {2,}");
    assertEquals(6, cells.length, row);
    double[] expected = {values[0][0], values[2][0], values[1][0]};
    for (int k = 0; k < 3; k++) {
      double error = Math.abs(Double.parseDouble(cells[3 + k]) - expected[k]);
      assertTrue(error <= 1e-4 * spread, row + " for " + level + " and " + spread);
    }
  }

  @Test
  void aConstantIsNamedExactly() {
    double[][] values = {{1e12 + 0.5}, {1e12 + 0.5}};
    TimeSeries series = TimeSeries.of("a", new double[] {0, 1}, values);
    SeriesSet set = new SeriesSet(List.of("x"), List.of(series), TimeFormat.number(), "s");
    String table = SeriesSummary.of(set).table();
    assertTrue(table.endsWith("warning: channel x is always 1000000000000.5"), table);
  }

  @ParameterizedTest
  @CsvSource({"90, 90 s", "0.05, 0.05 s", "300, 5 min", "7200, 2 h", "90000, 25 h", "604800, 7 d"})
  void saysSpansInTheirUnit(double seconds, String text) {
    assertEquals(text, Gaps.inLargestUnit(seconds));
  }
}
