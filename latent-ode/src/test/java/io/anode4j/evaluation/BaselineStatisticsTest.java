package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BaselineStatisticsTest {
  private static SeriesSet walks(int count, int length) {
    TimeSeries[] walks = new TimeSeries[count];
    for (int k = 0; k < count; k++) {
      walks[k] = TestSeries.walk("w" + k, length, k);
    }
    return TestSeries.set(walks);
  }

  private static BaselineStatistics fit(SeriesSet training, double horizon) {
    return BaselineStatistics.fit(training, horizon, OptionalDouble.empty());
  }

  /** Statistics of one channel that can be spoilt in one place. */
  private static BaselineStatistics statistics(
      double horizon, double period, int points, List<Double> leadTimes, double std) {
    Map<String, List<List<Double>>> residuals = new HashMap<>();
    for (String name : Baselines.NAMES) {
      residuals.put(name, List.of(List.of(1.0, std)));
    }
    return new BaselineStatistics(
        List.of("x"),
        horizon,
        period,
        "",
        new Standardisation(List.of(0.0), List.of(1.0)),
        List.of(2.0),
        points,
        leadTimes,
        residuals);
  }

  @Test
  void errorOfTheLastValueOfAWalkGrowsWithTheRoot() {
    BaselineStatistics statistics = fit(walks(40, 1_000), 48);
    for (double lead : new double[] {4, 10, 22, 46}) {
      assertEquals(
          Math.sqrt(lead), statistics.std(Baselines.LAST_VALUE, 0, lead), 0.12 * Math.sqrt(lead));
    }
    assertEquals(0, statistics.period());
    assertTrue(statistics.seasonalPeriod().isEmpty());
  }

  @Test
  void errorOfTheMeanIsTheStandardDeviationAtAnyLead() {
    SeriesSet noise = TestSeries.set(TestSeries.irregular("a", 4_000, 1, 3, t -> 10));
    BaselineStatistics statistics = fit(noise, 20);
    double std = statistics.standardisation().std().get(0);
    assertEquals(3, std, 0.1);
    for (double lead : new double[] {0.1, 1, 5, 20, 99}) {
      assertEquals(std, statistics.std(Baselines.TRAINING_MEAN, 0, lead), 0.12 * std);
      // The last value is as noisy as what it forecasts.
      assertEquals(Math.sqrt(2) * std, statistics.std(Baselines.LAST_VALUE, 0, lead), 0.15 * std);
    }
  }

  @Test
  void seasonIsFoundOrGiven() {
    SeriesSet season =
        TestSeries.set(TestSeries.regular("a", 600, 1, t -> Math.sin(2 * Math.PI * t / 24)));
    assertEquals(OptionalDouble.of(24), fit(season, 24).seasonalPeriod());
    BaselineStatistics given = BaselineStatistics.fit(season, 24, OptionalDouble.of(12));
    assertEquals(OptionalDouble.of(12), given.seasonalPeriod());
  }

  @Test
  void perfectBaselineKeepsAFloor() {
    SeriesSet season =
        TestSeries.set(TestSeries.regular("a", 600, 1, t -> Math.sin(2 * Math.PI * t / 24)));
    BaselineStatistics statistics = fit(season, 24);
    double floor = ResidualSpread.FLOOR * statistics.standardisation().std().get(0);
    assertEquals(floor, statistics.std(Baselines.SEASONAL_NAIVE, 0, 10), 1e-15);
    assertTrue(statistics.std(Baselines.LAST_VALUE, 0, 10) > 0.5);
  }

  @Test
  void moreLinearPointsAreChosenTheMoreNoiseThereIs() {
    TimeSeries line = TestSeries.regular("a", 500, 1, t -> 100 * Math.sin(t / 100));
    assertEquals(2, fit(TestSeries.set(line), 5).linearPoints());
    TimeSeries noisy = TestSeries.irregular("a", 2_000, 2, 5, t -> 100 * Math.sin(t / 100));
    assertTrue(fit(TestSeries.set(noisy), 5).linearPoints() >= 16);
  }

  @Test
  void standardDeviationIsALineBetweenLeadTimes() {
    BaselineStatistics statistics = statistics(8, 0, 2, List.of(2.0, 6.0), 3);
    double[] leads = {Double.NEGATIVE_INFINITY, -1, 2, 3, 5, 6, 7, Double.POSITIVE_INFINITY};
    double[] expected = {1, 1, 1, 1.5, 2.5, 3, 3, 3};
    for (int k = 0; k < leads.length; k++) {
      assertEquals(expected[k], statistics.std(Baselines.LINEAR, 0, leads[k]), 1e-15);
    }
  }

  @Test
  void leadTimesAreFinestAtTheStart() {
    double[] edges = LeadTimes.edges(96);
    assertEquals(18, edges.length);
    assertArrayEquals(
        new double[] {0.125, 0.25, 0.5, 1, 2, 4, 8, 16}, java.util.Arrays.copyOf(edges, 8), 1e-12);
    assertEquals(96, edges[17]);
    assertEquals(0, LeadTimes.bin(edges, 0.125));
    assertEquals(1, LeadTimes.bin(edges, 0.13));
    assertEquals(6, LeadTimes.bin(edges, 8));
    assertEquals(17, LeadTimes.bin(edges, 1e9));
    assertEquals(List.of(0.0625, 0.1875, 0.375), LeadTimes.centres(96).subList(0, 3));
  }

  @Test
  void windowsLookAheadFromKnownRows() {
    List<TrainingWindow> windows = TrainingWindow.draw(walks(2, 90), 10);
    assertEquals(2 * 59, windows.size());
    for (TrainingWindow window : windows) {
      assertTrue(window.history().length() > 30);
      double end = window.history().lastTime();
      assertEquals(Math.min(10, 89 - end), window.targets().size());
      assertEquals(1, window.lead(0));
      assertArrayEquals(new double[] {end + 1}, java.util.Arrays.copyOf(window.times(), 1));
    }
  }

  @Test
  void manyWindowsAreDrawnTheSameWayEachTime() {
    SeriesSet training = walks(3, 2_000);
    List<TrainingWindow> windows = TrainingWindow.draw(training, 500);
    assertEquals(2_000, windows.size());
    assertTrue(windows.stream().allMatch(window -> window.targets().size() <= 64));
    assertEquals(windows, TrainingWindow.draw(training, 500));
    assertEquals(3, windows.stream().map(window -> window.history().id()).distinct().count());
  }

  @Test
  void hardlyAnyDataIsEnough() {
    SeriesSet tiny =
        new SeriesSet(
            List.of("x", "never"),
            List.of(
                TimeSeries.empty("empty", 2),
                TimeSeries.of("a", new double[] {5}, new double[][] {{3, Double.NaN}})),
            TimeFormat.number(),
            "test");
    BaselineStatistics statistics = fit(tiny, 4);
    assertEquals(List.of(3.0, 0.0), statistics.standardisation().mean());
    assertEquals(List.of(0.0, 0.0), statistics.range());
    assertEquals(1, statistics.std(Baselines.LAST_VALUE, 1, 2));
  }

  @Test
  void survivesJson() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    BaselineStatistics statistics = fit(walks(2, 60), 7);
    String json = mapper.writeValueAsString(statistics);
    assertEquals(statistics, mapper.readValue(json, BaselineStatistics.class));
    String spoilt = json.replace("\"horizon\":7.0", "\"horizon\":-7.0");
    assertThrows(
        ValueInstantiationException.class,
        () -> mapper.readValue(spoilt, BaselineStatistics.class));
    String missing = json.replace("\"leadTimes\"", "\"other\"");
    assertThrows(
        com.fasterxml.jackson.core.JsonProcessingException.class,
        () -> mapper.readValue(missing, BaselineStatistics.class));
  }

  @Test
  void listsCannotBeChangedLater() {
    List<Double> leadTimes = new ArrayList<>(List.of(2.0, 6.0));
    BaselineStatistics statistics = statistics(8, 0, 2, leadTimes, 3);
    leadTimes.set(0, 5.0);
    assertEquals(2, statistics.leadTimes().get(0));
    assertThrows(
        UnsupportedOperationException.class, () -> statistics.residualStd().remove("linear"));
  }

  @Test
  void impossibleFiguresAreRefused() {
    List<Double> leads = List.of(2.0, 6.0);
    refused("the horizon 0.0", () -> statistics(0, 0, 2, leads, 3));
    refused("the horizon NaN", () -> fit(walks(1, 9), Double.NaN));
    refused("the horizon Infinity", () -> fit(walks(1, 9), Double.POSITIVE_INFINITY));
    refused("the period -1.0", () -> statistics(8, -1, 2, leads, 3));
    refused("the period 0.0", () -> BaselineStatistics.fit(walks(1, 9), 1, OptionalDouble.of(0)));
    refused("1 points of a line", () -> statistics(8, 0, 1, leads, 3));
    refused("no lead times", () -> statistics(8, 0, 2, List.of(), 3));
    refused("lead times [6.0, 2.0]", () -> statistics(8, 0, 2, List.of(6.0, 2.0), 3));
    refused("2 errors in a row; 3 are", () -> statistics(8, 0, 2, List.of(1.0, 2.0, 3.0), 3));
    refused("the error 0.0", () -> statistics(8, 0, 2, leads, 0));
    refused("the error NaN", () -> statistics(8, 0, 2, leads, Double.NaN));
    BaselineStatistics good = statistics(8, 0, 2, leads, 3);
    refused("0 ranges; 1 are", () -> with(good, List.of(), good.residualStd()));
    refused("the range -1.0", () -> with(good, List.of(-1.0), good.residualStd()));
    refused("errors of []", () -> with(good, good.range(), Map.of()));
  }

  private static BaselineStatistics with(
      BaselineStatistics good, List<Double> range, Map<String, List<List<Double>>> residuals) {
    return new BaselineStatistics(
        good.channels(),
        good.horizon(),
        good.period(),
        good.zone(),
        good.standardisation(),
        range,
        good.linearPoints(),
        good.leadTimes(),
        residuals);
  }

  private static void refused(String part, Runnable attempt) {
    String message = assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("expected"), message);
  }
}
