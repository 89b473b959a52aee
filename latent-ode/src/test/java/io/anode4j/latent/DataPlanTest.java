package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataPlanTest {
  private static final LatentOdeConfig CONFIG = TinyModels.config().validationFraction(0.2).build();

  /** Series of one channel at times 0, gap, 2·gap, … */
  private static TimeSeries regular(String id, int rows, double gap) {
    double[] times = new double[rows];
    double[][] values = new double[rows][1];
    for (int i = 0; i < rows; i++) {
      times[i] = i * gap;
      values[i][0] = i % 7;
    }
    return TimeSeries.of(id, times, values);
  }

  private static SeriesSet set(TimeFormat format, List<TimeSeries> series) {
    return new SeriesSet(List.of("x"), series, format, "test");
  }

  private static SeriesSet shortOnes(int count) {
    List<TimeSeries> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(regular("s" + i, 20, 1));
    }
    return set(TimeFormat.number(), series);
  }

  private static Set<String> ids(Iterable<TimeSeries> series) {
    Set<String> ids = new HashSet<>();
    series.forEach(s -> ids.add(s.id()));
    return ids;
  }

  private static DataPlan plan(
      SeriesSet data, double horizon, double context, LatentOdeConfig config) {
    try (Workers workers = new Workers(1, "The test")) {
      return DataPlan.of(
          data, new Reach(horizon, context, OptionalDouble.empty()), config, workers);
    }
  }

  @Test
  void shortSeriesAreSetApartWhole() {
    SeriesSet data = shortOnes(20);
    DataPlan plan = plan(data, 4, 0, CONFIG);
    assertEquals(4, plan.validationSeries());
    assertEquals(16, plan.training().series().size());
    Set<String> trained = ids(plan.training());
    Set<String> validated = new HashSet<>();
    for (Window w : plan.validation()) {
      assertFalse(trained.contains(w.id()), w.id());
      validated.add(w.id());
    }
    assertEquals(4, validated.size());
    assertEquals("4 of 20 series set apart for validation", plan.split());
    assertEquals(plan, plan(data, 4, 0, CONFIG), "the same seed, the same split");
    DataPlan other = plan(data, 4, 0, CONFIG.toBuilder().seed(99).build());
    assertNotEquals(trained, ids(other.training()));
    assertEquals(19, plan.seenUntil().get(trained.iterator().next()));
    assertEquals(trained, plan.seenUntil().keySet());
  }

  @Test
  void longSeriesAreCutInTime() {
    SeriesSet data = set(TimeFormat.number(), List.of(regular("a", 500, 1), regular("b", 400, 1)));
    DataPlan plan = plan(data, 10, 30, CONFIG);
    assertEquals(2, plan.validationSeries());
    assertEquals(30, plan.context());
    for (TimeSeries s : plan.training()) {
      double end = data.get(s.id()).lastTime();
      assertEquals(Math.floor(0.8 * end), s.lastTime(), s.id());
      assertEquals(s.lastTime(), plan.seenUntil().get(s.id()));
      List<Window> windows = plan.validation().stream().filter(w -> w.id().equals(s.id())).toList();
      assertTrue(windows.size() > 20, windows.size() + " windows");
      for (Window w : windows) {
        assertTrue(w.target().firstTime() > s.lastTime(), "no gradient has seen a target");
        assertTrue(w.target().lastTime() <= w.origin() + 10 && w.origin() + 10 <= end);
        assertTrue(w.context().firstTime() > w.origin() - 30);
      }
    }
    assertEquals("the last 20 % of each series' time set apart for validation", plan.split());
  }

  @Test
  void aSeriesTooShortToCutIsTrainedOnWhole() {
    SeriesSet data =
        set(TimeFormat.number(), List.of(regular("long", 500, 1), regular("short", 12, 1)));
    DataPlan plan = plan(data, 10, 30, CONFIG);
    assertEquals(1, plan.validationSeries());
    assertEquals(11, plan.seenUntil().get("short"));
    assertTrue(plan.validation().stream().allMatch(w -> w.id().equals("long")));
  }

  @Test
  void oneShortSeriesIsValidatedOnItself() {
    DataPlan plan = plan(shortOnes(1), 8, 0, CONFIG);
    assertEquals(0, plan.validationSeries());
    assertFalse(plan.validation().isEmpty());
    assertTrue(plan.split().startsWith("a single series"), plan.split());
    assertEquals(1, plan.training().series().size());
  }

  @Test
  void emptyRowsAndSeriesDoNotCount() {
    double[][] nothing = {{Double.NaN}, {Double.NaN}};
    List<TimeSeries> series = new ArrayList<>(shortOnes(3).series());
    series.add(TimeSeries.of("empty", new double[] {0, 1e9}, nothing));
    DataPlan plan = plan(set(TimeFormat.number(), series), 4, 0, CONFIG);
    assertFalse(plan.seenUntil().containsKey("empty"));
    assertTrue(plan.context() < 20, "a time without values stretches nothing: " + plan.context());
    SeriesSet none = set(TimeFormat.number(), List.of(series.get(3)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> plan(none, 4, 0, CONFIG)).getMessage();
    assertTrue(message.contains("check the columns"), message);
  }

  @Test
  void interpolationTakesSeriesWhole() {
    DataPlan plan = plan(shortOnes(10), 0, 0, CONFIG);
    assertEquals(19, plan.context(), 1e-6);
    assertTrue(plan.context() > 19, "or the first observation would not be read");
    for (Window w : plan.validation()) {
      assertEquals(20, w.context().length());
      assertEquals(0, w.target().length());
    }
  }

  @Test
  void theContextFollowsHorizonAndGaps() {
    SeriesSet daily = set(TimeFormat.number(), List.of(regular("a", 1000, 1)));
    assertEquals(60, plan(daily, 20, 0, CONFIG).context(), "three horizons");
    assertEquals(32, plan(daily, 2, 0, CONFIG).context(), "32 observations");
    assertEquals(400, plan(daily, 190, 0, CONFIG).context(), "at most 400 observations");
    assertEquals(15, plan(shortOnes(10), 4, 0, CONFIG).context(), "the whole past");
    assertEquals(7, plan(daily, 20, 7, CONFIG).context(), "as stated");
  }

  @Test
  void periodsOfTheCalendarNeedTwoRoundsAndDates() {
    List<TimeSeries> hourly = List.of(regular("a", 24 * 40, 3600));
    DataPlan dated = plan(set(TimeFormat.isoDateTime(), hourly), 6 * 3600, 0, CONFIG);
    assertEquals(List.of(86_400.0, 604_800.0), dated.periods(0));
    assertEquals(List.of(86_400.0, 604_800.0), dated.periods(86_000), "that is a day");
    assertEquals(List.of(86_400.0, 604_800.0, 43_200.0), dated.periods(43_200));
    DataPlan numbers = plan(set(TimeFormat.number(), hourly), 6 * 3600, 0, CONFIG);
    assertEquals(List.of(), numbers.periods(0));
    assertEquals(List.of(12.0), numbers.periods(12));
  }
}
