package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecaster;
import io.anode4j.tensor.Workers;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodSearchTest {
  private static OptionalDouble find(SeriesSet set) {
    try (Workers workers = new Workers(2, "The test")) {
      return PeriodSearch.find(set, Standardisation.fit(set), workers);
    }
  }

  private static DoubleUnaryOperator sine(double period) {
    return time -> Math.sin(2 * Math.PI * time / period);
  }

  @ParameterizedTest
  @ValueSource(doubles = {12, 24, 37, 100})
  void findsTheSeasonAtIrregularTimesInNoise(double period) {
    SeriesSet set =
        TestSeries.set(TestSeries.irregular("a", 3_000, (long) period, 0.5, sine(period)));
    assertEquals(period, find(set).orElse(0), 0.04 * period);
  }

  @Test
  void regularTimesGiveWholeGaps() {
    Random random = new Random(3);
    SeriesSet set =
        TestSeries.set(
            TestSeries.regular(
                "a", 1_500, 2, t -> sine(48).applyAsDouble(t) + random.nextGaussian()));
    assertEquals(48, find(set).orElse(0));
  }

  /** Also where every other value says one of its differences alone, and of few values. */
  @ParameterizedTest
  @CsvSource({"40, 4", "60, 4", "100, 4", "150, 4", "60, 7", "100, 7", "100, 12", "150, 12"})
  void findsShortSeasonsOfFewValues(int count, int period) {
    int found = 0;
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(100 * count + seed);
      double[] pattern = random.doubles(period, -2, 2).toArray();
      for (int i = 0; i < period; i++) {
        pattern[i] += i % 2 == 0 ? 1 : -1; // none of them without a season
      }
      SeriesSet set =
          TestSeries.set(
              TestSeries.regular(
                  "a",
                  count,
                  1,
                  t -> pattern[(int) t % period] + 0.01 * t + 0.1 * random.nextGaussian()));
      found += find(set).orElse(0) == period ? 1 : 0;
    }
    assertTrue(found >= 12, found + " of 20");
  }

  /** What wanders or is noise has no season, however few its values are. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.8, 1})
  void findsNoneInFewValuesThatHaveNone(double memory) {
    int found = 0;
    for (int count = 20; count <= 220; count += 4) {
      Random random = new Random(count);
      double[] x = {0};
      SeriesSet set =
          TestSeries.set(
              TestSeries.regular("a", count, 1, t -> x[0] = memory * x[0] + random.nextGaussian()));
      found += find(set).isPresent() ? 1 : 0;
    }
    assertTrue(found <= 1, found + " of 51");
  }

  /**
   * Dates of a calendar are no even steps; a year is four quarters or twelve months all the same.
   */
  @ParameterizedTest
  @CsvSource({"3, 1", "3, 31", "1, 1", "1, 15", "1, 31", "2, 1"})
  void findsTheYearInStepsOfMonths(int months, int day) {
    Random random = new Random(months + day);
    int count = 40 * 12 / months;
    double[] times = new double[count];
    double[][] rows = new double[count][1];
    for (int i = 0; i < count; i++) {
      LocalDate month = LocalDate.of(1960, 1, 1).plusMonths((long) i * months);
      times[i] = 86_400.0 * month.withDayOfMonth(Math.min(day, month.lengthOfMonth())).toEpochDay();
      double turns = i * months / 12.0;
      rows[i][0] =
          sine(1).applyAsDouble(turns + 0.07)
              + 0.5 * sine(0.5).applyAsDouble(turns + 0.1)
              + 0.01 * i
              + 0.05 * random.nextGaussian();
    }
    SeriesSet set =
        new SeriesSet(
            List.of("x"),
            List.of(TimeSeries.of("a", times, rows)),
            TimeFormat.isoDate(),
            "calendar");
    assertEquals(31_556_952, find(set).orElse(0));
    // What was a year ago is told, not what came last.
    Map<String, Forecaster> rules =
        Baselines.all(BaselineStatistics.fit(set, 31_556_952, OptionalDouble.empty()));
    double[] asked = Arrays.copyOfRange(times, count - 12 / months, count);
    TimeSeries known = set.series().get(0).until(times[count - 1 - 12 / months]);
    var said = Objects.requireNonNull(rules.get("seasonal_naive")).forecast(known, asked);
    for (int t = 0; t < asked.length; t++) {
      int before = count - 2 * (12 / months) + t;
      assertEquals(rows[before][0], said.mean(t, 0), months == 3 ? 0.02 : 0.1);
    }
  }

  @Test
  void aTrendDoesNotHideTheSeason() {
    SeriesSet set =
        TestSeries.set(TestSeries.regular("a", 800, 1, t -> 0.02 * t + sine(25).applyAsDouble(t)));
    assertEquals(25, find(set).orElse(0));
  }

  @Test
  void aPatternWithinTheSeasonIsNotMistakenForIt() {
    // Two humps a season, of unlike height: half a season is not a season.
    DoubleUnaryOperator humps =
        t -> sine(40).applyAsDouble(t) + 1.2 * sine(20).applyAsDouble(t + 3);
    SeriesSet set = TestSeries.set(TestSeries.irregular("a", 3_000, 5, 0.2, humps));
    assertEquals(40, find(set).orElse(0), 1.6);
  }

  @Test
  void manyShortSeriesShareOneSeason() {
    TimeSeries[] series = new TimeSeries[60];
    for (int k = 0; k < series.length; k++) {
      double phase = k;
      series[k] = TestSeries.irregular("s" + k, 60, k, 0.2, t -> sine(15).applyAsDouble(t + phase));
    }
    assertEquals(15, find(TestSeries.set(series)).orElse(0), 0.6);
  }

  @Test
  void oneSeasonalChannelOfSeveralIsEnough() {
    TimeSeries season = TestSeries.regular("a", 3_000, 1, sine(24));
    Random random = new Random(11);
    double[][] rows = new double[season.length()][3];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = random.nextGaussian();
      rows[i][1] = season.value(i, 0) + 0.3 * random.nextGaussian();
      rows[i][2] = random.nextInt(10) == 0 ? random.nextGaussian() : Double.NaN;
    }
    SeriesSet set =
        new SeriesSet(
            List.of("noise", "season", "sparse"),
            List.of(TimeSeries.empty("none", 3), TimeSeries.of("a", season.times(), rows)),
            TimeFormat.number(),
            "test");
    assertEquals(24, find(set).orElse(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseAndWalksHaveNoSeason(long seed) {
    SeriesSet noise = TestSeries.set(TestSeries.irregular("a", 2_000, seed, 1, t -> 0));
    assertTrue(find(noise).isEmpty(), () -> find(noise).toString());
    // The slow swings of a walk look like seasons, but only a few times over.
    SeriesSet walk = TestSeries.set(TestSeries.walk("a", 2_000, seed));
    assertTrue(find(walk).isEmpty(), () -> find(walk).toString());
    SeriesSet few = TestSeries.set(TestSeries.irregular("a", 200, seed, 1, t -> 0));
    assertTrue(find(few).isEmpty(), () -> find(few).toString());
  }

  @Test
  void nothingToSeeIsNoSeason() {
    assertTrue(find(TestSeries.set()).isEmpty());
    assertTrue(find(TestSeries.set(TestSeries.of("a", 1))).isEmpty());
    assertTrue(find(TestSeries.set(TestSeries.of("a", 1, 2, 3, 1, 2, 3))).isEmpty());
    double[] constant = new double[500];
    assertTrue(find(TestSeries.set(TestSeries.of("a", constant))).isEmpty());
  }

  @Test
  void datedSeriesKeepCustomaryHours() {
    // Readings every 5 minutes or so, a day's season, dated: 24 h, not 24.3 h.
    double day = 86_400;
    TimeSeries irregular =
        TestSeries.irregular("a", 6_000, 9, 0.5, t -> sine(288).applyAsDouble(t));
    double[] times = irregular.times();
    double[][] rows = new double[times.length][];
    for (int i = 0; i < times.length; i++) {
      times[i] *= 300;
      rows[i] = irregular.row(i);
    }
    List<TimeSeries> series = List.of(TimeSeries.of("a", times, rows));
    SeriesSet dated = new SeriesSet(List.of("x"), series, TimeFormat.isoDateTime(), "test");
    assertEquals(day, find(dated).orElse(0));
  }

  @Test
  void structureFunctionOfASineIsKnown() {
    // Half the mean of (sin(t) − sin(t − lag))² is (1 − cos lag) / 2, in variances of ½.
    double period = 50;
    SeriesSet set = TestSeries.set(TestSeries.regular("a", 5_001, 1, sine(period)));
    double[] lags = {5, 12.5, 25, 50};
    StructureFunction function = StructureFunction.estimate(set, 0, Math.sqrt(0.5), lags, 10_000);
    for (int k = 0; k < lags.length; k++) {
      double expected = 2 * (1 - Math.cos(2 * Math.PI * lags[k] / period));
      for (int half = 0; half < 2; half++) {
        assertEquals(expected, Math.exp(function.logs()[half][k]), 0.01, "lag " + lags[k]);
        assertEquals((5_001 - lags[k]) / 2, function.pairs()[half][k], 1);
      }
    }
  }

  @Test
  void structureFunctionCountsOnlyWhatItCanRead() {
    double[] values = new double[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 4 == 0 ? i : Double.NaN;
    }
    SeriesSet set = TestSeries.set(TestSeries.of("a", values));
    // Values stand 4 apart: a gap is bridged for lags from 16, and met exactly at multiples of 4.
    StructureFunction function =
        StructureFunction.estimate(set, 0, 1, new double[] {6, 8, 18, 390}, 1_000);
    assertEquals(0, function.pairs()[0][0]);
    assertTrue(Double.isNaN(function.logs()[0][0]));
    assertEquals(98, function.pairs()[0][1] + function.pairs()[1][1]);
    assertEquals(95, function.pairs()[0][2] + function.pairs()[1][2]);
    assertTrue(Double.isNaN(function.logs()[0][3]), "too few pairs");
  }
}
