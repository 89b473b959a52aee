package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.Scores;
import io.anode4j.evaluation.Standardisation;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.EpochReport;
import io.anode4j.tensor.Workers;
import io.anode4j.training.TrainingFailedException;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models as users get them, on series that are not like those they were trained on: what the
 * project calls trust. Each set is one of the faults that were found in use.
 */
class AnchoredModelTest {
  private static final double HORIZON = 24;

  @TempDir Path folder;

  private static TimeSeries series(
      String id, int n, long seed, DoubleUnaryOperator mean, double sd) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] times = new double[n];
    double[][] values = new double[n][1];
    double time = 0;
    for (int i = 0; i < n; i++) {
      time += 0.3 + 1.4 * random.nextDouble();
      times[i] = time;
      values[i][0] = mean.applyAsDouble(time) + sd * random.nextGaussian();
    }
    return TimeSeries.of(id, times, values);
  }

  private static DoubleUnaryOperator wave(double level, double size, double phase) {
    return t -> level + size * Math.sin(2 * Math.PI * t / 24 + phase);
  }

  private static SeriesSet set(List<TimeSeries> series) {
    return new SeriesSet(List.of("x"), series, TimeFormat.number(), "made here");
  }

  private static LatentOde train(List<TimeSeries> series) {
    LatentOdeConfig config =
        TinyModels.anchored().epochs(8).windowsPerEpoch(256).forecastSamples(8).build();
    return LatentOdeTrainer.with(config).horizon(HORIZON).threads(2).fit(set(series));
  }

  /** Eight waves of one phase around 15 to 25. */
  private static List<TimeSeries> usual() {
    List<TimeSeries> series = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      series.add(series("u" + k, 240, k, wave(15 + 1.4 * k, 3, 0), 0.3));
    }
    return series;
  }

  private static final LatentOde USUAL = train(usual());

  private static EvaluationReport evaluate(LatentOde model, List<TimeSeries> series, int origins) {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put(EvaluationReport.MODEL, model);
    forecasters.putAll(model.companions());
    forecasters.putAll(Baselines.all(model.baselines()));
    SeriesSet data = set(series);
    return Backtest.rolling(HORIZON, origins)
        .notBefore(id -> model.seenUntil(id).orElse(Double.NEGATIVE_INFINITY))
        .run(data, forecasters, Standardisation.fit(data));
  }

  private static Scores model(EvaluationReport report) {
    return report.overall().get(EvaluationReport.MODEL);
  }

  /** E3, E4: another phase, another level, another unit than any series of the training had. */
  @Test
  void unseenPhaseLevelAndSizeAreForecastAsIfTheyHadBeenSeen() {
    List<TimeSeries> strange = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      strange.add(series("phase" + k, 240, 50 + k, wave(20, 3, 1 + k), 0.3));
      strange.add(series("level" + k, 240, 60 + k, wave(2000, 3, k), 0.3));
    }
    EvaluationReport report = evaluate(USUAL, strange, 4);
    Scores scores = model(report);
    assertTrue(scores.coverage90() >= 0.8, "covered " + scores.coverage90());
    assertTrue(report.skill(EvaluationReport.MODEL) > -0.15, report.table());
  }

  /** E4 as a property: what a series is measured in has no part in its forecast. */
  @Test
  void aForecastGoesWithTheUnitOfItsSeries() {
    TimeSeries plain = series("p", 120, 70, wave(20, 3, 1), 0.3);
    double[][] rows = new double[plain.length()][1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = 5000 + 10 * plain.value(i, 0);
    }
    TimeSeries scaled = TimeSeries.of("p", plain.times(), rows);
    double[] times = {plain.lastTime() + 1, plain.lastTime() + 12};
    Map<String, Forecaster> parts = USUAL.companions();
    Forecast one = parts.get("ridge").forecast(plain, times);
    Forecast other = parts.get("ridge").forecast(scaled, times);
    for (int t = 0; t < times.length; t++) {
      assertEquals(5000 + 10 * one.mean(t, 0), other.mean(t, 0), 0.02);
      assertEquals(10 * one.std(t, 0), other.std(t, 0), 0.02);
    }
  }

  /** E5: series of one and of four values. */
  @Test
  void shortSeriesAreServed() {
    TimeSeries whole = series("short", 60, 80, wave(18, 3, 0), 0.3);
    for (int n : new int[] {1, 4}) {
      TimeSeries history = whole.slice(0, n);
      double[] times = whole.slice(n, n + 12).times();
      Forecast forecast = USUAL.forecast(history, times);
      int inside = 0;
      for (int t = 0; t < times.length; t++) {
        double u = forecast.cdf(t, 0, whole.value(n + t, 0));
        inside += u > 0.05 && u < 0.95 ? 1 : 0;
      }
      assertTrue(inside >= 9, inside + " of 12 after " + n);
    }
    Forecast nothing = USUAL.forecast(TimeSeries.empty("none", 1), new double[] {5});
    assertTrue(nothing.std(0, 0) > 2, "without history " + nothing.std(0, 0));
  }

  /** E1: shops whose levels span four orders of magnitude. */
  @Test
  void everyShopIsServedAtItsOwnSize() {
    List<TimeSeries> shops = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      double level = 3 * Math.pow(10, k * 4.0 / 7);
      shops.add(series("shop" + k, 300, 90 + k, wave(level, 0.3 * level, 0), 0.05 * level));
    }
    LatentOde model = train(shops);
    for (TimeSeries shop : shops) {
      Scores scores = model(evaluate(model, List.of(shop), 1));
      Standardisation own = Standardisation.fit(set(List.of(shop)));
      double level = own.mean().get(0);
      double bias = Math.sqrt(scores.mse()) * own.std().get(0) / level;
      assertTrue(bias < 0.15, shop.id() + " errs by " + bias);
      assertTrue(scores.coverage90() >= 0.75, shop.id() + " covers " + scores.coverage90());
    }
    Forecast least = model.forecast(shops.get(0), new double[] {shops.get(0).lastTime() + 5});
    assertTrue(least.quantile(0.001, 0, 0) >= 0);
  }

  /** E6, E7: mostly zeros, all zeros, a constant, beside a live series. */
  @Test
  void zerosAndConstantsStayWhatTheyAre() {
    List<TimeSeries> mixed = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < 4; k++) {
      mixed.add(series("live" + k, 240, 110 + k, wave(8, 3, k), 0.5));
      mixed.add(
          series(
              "rare" + k,
              240,
              120 + k,
              t -> random.nextDouble() < 0.9 ? 0 : 1 + random.nextInt(9),
              0));
    }
    mixed.add(series("zero", 240, 130, t -> 0, 0));
    mixed.add(series("five", 240, 131, t -> 5, 0));
    LatentOde model = train(mixed);
    for (TimeSeries s : mixed) {
      Forecast forecast =
          model.forecast(s, new double[] {s.lastTime() + 1, s.lastTime() + HORIZON});
      for (int t = 0; t < 2; t++) {
        assertTrue(forecast.quantile(0.01, t, 0) >= 0, s.id());
        if (s.id().equals("five") || s.id().equals("zero")) {
          assertEquals(s.value(0, 0), forecast.mean(t, 0), 0.2, s.id());
          assertTrue(forecast.std(t, 0) < 0.5, s.id() + " ± " + forecast.std(t, 0));
        }
      }
    }
  }

  /** E2: the clock of a series that was trained on moves by five hours. */
  @Test
  void aMovedClockIsNoticed() {
    LatentOde model = train(usual());
    List<TimeSeries> moved = new ArrayList<>();
    for (TimeSeries s : usual()) {
      double shift = s.time(190);
      double level = 15 + 1.4 * (s.id().charAt(1) - '0');
      moved.add(
          series(
              s.id(),
              420,
              s.id().charAt(1) - '0',
              t -> wave(level, 3, t > shift ? -2 * Math.PI * 5 / 24 : 0).applyAsDouble(t),
              0.3));
    }
    Scores scores = model(evaluate(model, moved, 3)); // days after the move
    assertTrue(scores.coverage90() >= 0.8, "covered " + scores.coverage90());
  }

  @Test
  void aForecastIsTheSameAloneAmongOthersAndFromItsFile() {
    List<TimeSeries> histories = usual();
    List<double[]> times = new ArrayList<>();
    for (TimeSeries s : histories) {
      times.add(new double[] {s.lastTime() + 1, s.firstTime() + 10, s.lastTime() + HORIZON});
    }
    Path file = folder.resolve("m.anode");
    USUAL.save(file);
    LatentOde again = LatentOde.load(file);
    assertEquals(USUAL.fingerprint(), again.fingerprint());
    List<Forecast> together = USUAL.forecastAll(histories, times);
    for (int i = 0; i < histories.size(); i++) {
      Forecast alone = again.forecast(histories.get(i), times.get(i));
      for (int t = 0; t < 3; t++) {
        assertArrayEquals(together.get(i).mean()[t], alone.mean()[t], 0);
        assertArrayEquals(together.get(i).std()[t], alone.std()[t], 0);
      }
    }
  }

  /** A network that does not stay finite on some histories, on which nothing else may depend. */
  private static Forecaster failingOn(Predicate<TimeSeries> some) {
    return (history, times) -> {
      if (some.test(history)) {
        throw new ArithmeticException("did not stay finite");
      }
      return USUAL.forecast(history, times);
    };
  }

  private static Members members(Forecaster network) {
    Members usual =
        AnchoredForecasters.weighed(USUAL, USUAL.description().anchored().orElseThrow());
    return new Members(
        List.of(new FramedNetwork(network, network)),
        series -> true,
        usual.unframed(),
        usual.regressions(),
        usual.anchor(),
        usual.baselines(),
        Set.of());
  }

  @Test
  void aLookBackThatFailsIsLeftOut() {
    Anchoring anchoring = USUAL.description().anchored().orElseThrow();
    List<Optional<RecentErrors.Verdict>> verdicts = new ArrayList<>();
    for (Forecaster network : List.of(USUAL, failingOn(s -> s.id().equals("u1")))) {
      RecentErrors recent = new RecentErrors(members(network), anchoring.stacks().get(1), HORIZON);
      verdicts.addAll(recent.verdicts(usual().subList(0, 3)));
    }
    assertTrue(verdicts.get(1).isPresent() && verdicts.get(4).isEmpty());
    for (int i : new int[] {0, 2}) {
      assertArrayEquals(
          verdicts.get(i).orElseThrow().factors()[0],
          verdicts.get(i + 3).orElseThrow().factors()[0],
          0);
    }
  }

  @Test
  void validationWindowsThatFailAreLeftOutAndCounted() {
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochReport report, TrainingPace pace) {}

          @Override
          public void onNotice(String sentence) {
            told.add(sentence);
          }
        };
    SeriesSet data = set(usual());
    try (Workers workers = new Workers(2, "The test")) {
      DataPlan plan = DataPlan.of(data, Reach.NONE.horizon(HORIZON), USUAL.config(), workers);
      long bad = plan.validation().stream().filter(w -> w.id().equals("u1")).count();
      StackTraining training =
          new StackTraining(
              USUAL, members(failingOn(s -> s.id().equals("u1"))), plan, data, workers);
      assertEquals(2, training.stacks(listener).size());
      assertTrue(told.get(0).contains(bad + " of " + plan.validation().size()), told.toString());
      StackTraining hopeless =
          new StackTraining(USUAL, members(failingOn(s -> true)), plan, data, workers);
      assertThrows(TrainingFailedException.class, () -> hopeless.stacks(listener));
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    LatentOdeConfig config = TinyModels.anchored().build();
    LatentOdeTrainer trainer = LatentOdeTrainer.with(config).horizon(HORIZON);
    String one = trainer.threads(1).fit(set(usual())).fingerprint();
    assertEquals(one, trainer.threads(2).fit(set(usual())).fingerprint());
  }
}
