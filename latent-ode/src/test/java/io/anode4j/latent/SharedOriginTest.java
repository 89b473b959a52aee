package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.Scores;
import io.anode4j.model.EpochReport;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stations that share a clock, and are all asked at one time. */
class SharedOriginTest {
  private static final double ORIGIN = 60;
  private static final double HORIZON = 10;

  @TempDir private Path folder;

  /** What no past tells: a walk, the same for all whose weather has this seed. */
  private static double[] weather(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] walk = new double[901];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = 0.98 * walk[i - 1] + 0.4 * random.nextGaussian();
    }
    return walk;
  }

  /**
   * Stations of other levels and sizes.
   *
   * @param shared whether they have the same weather, or each its own
   */
  static SeriesSet stations(int count, boolean shared, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      double level = random.nextDouble(-50, 50);
      double size = Math.exp(random.nextDouble(-2, 2));
      double[] weather = weather(shared ? 1 : random.nextLong());
      List<Double> times = new ArrayList<>();
      for (double t = random.nextDouble(); t < 88; t += 0.1 + 1.4 * random.nextDouble()) {
        times.add(t);
      }
      double[][] rows = new double[times.size()][1];
      for (int i = 0; i < rows.length; i++) {
        double now = weather[(int) (10 * times.get(i))];
        rows[i][0] = level + size * (now + 0.3 * random.nextGaussian());
      }
      all.add(
          TimeSeries.of(
              seed + "-" + s, times.stream().mapToDouble(Double::doubleValue).toArray(), rows));
    }
    return new SeriesSet(List.of("x"), all, TimeFormat.number(), "made here");
  }

  private static LatentOdeTrainer trainer(TrainingListener listener) {
    return LatentOdeTrainer.with(TinyModels.anchored().epochs(6).windowsPerEpoch(256).build())
        .horizon(HORIZON)
        .threads(2)
        .listener(listener);
  }

  private static Scores scores(LatentOde model, SeriesSet unseen) {
    return Backtest.at(ORIGIN, HORIZON)
        .run(
            unseen.channels(),
            unseen::forEach,
            model.compared(),
            model.baselines().standardisation())
        .overall()
        .get(EvaluationReport.MODEL);
  }

  private static final class Told implements TrainingListener {
    private final List<String> notices = new ArrayList<>();

    @Override
    public void onEpoch(EpochReport report, TrainingPace pace) {}

    @Override
    public void onNotice(String sentence) {
      notices.add(sentence);
    }

    private String ofOrigin() {
      return notices.stream().filter(n -> n.contains("share one origin")).findFirst().orElse("");
    }
  }

  @Test
  void whatOthersMeasuredAfterTheOriginIsTold() throws IOException {
    SeriesSet data = stations(40, true, 2);
    SeriesSet unseen = stations(16, true, 3);
    Told told = new Told();
    LatentOde plain = trainer(new Told()).fit(data);
    LatentOde model = trainer(told).origin(ORIGIN).fit(data);
    assertTrue(
        told.ofOrigin().startsWith("Questions share one origin, 60: on "), told.notices + "");
    assertTrue(told.ofOrigin().endsWith("than without, so it is told"), told.ofOrigin());
    double without = scores(plain, unseen).crps();
    double with = scores(model, unseen).crps();
    assertTrue(with < 0.7 * without, with + " with the shared calendar, without " + without);
    assertEquals(OptionalDouble.of(ORIGIN), model.origin());
    assertTrue(model.isAsOfOrigin(58) && !model.isAsOfOrigin(50));

    Path file = folder.resolve("stations.anode");
    model.save(file);
    LatentOde again = LatentOde.load(file);
    assertEquals(14, new LatentOdeKind().format(again.description()));
    assertEquals(model.origin(), again.origin());
    TimeSeries known = unseen.series().get(0).until(ORIGIN);
    double[] asked = {61, 63, 69};
    assertArrayEquals(
        model.forecast(known, asked).quantile(0.9), again.forecast(known, asked).quantile(0.9));

    assertEquals(OptionalDouble.empty(), plain.origin());
    assertTrue(plain.isAsOfOrigin(50));
  }

  @Test
  void whereEachHasItsOwnWeatherNothingChanges() {
    SeriesSet data = stations(40, false, 4);
    Told told = new Told();
    LatentOde model = trainer(told).origin(ORIGIN).fit(data);
    assertTrue(
        told.ofOrigin().endsWith("than without, so it is trained as for any origin"),
        told.ofOrigin());
    assertEquals(trainer(new Told()).fit(data).fingerprint(), model.fingerprint());
    assertTrue(model.origin().isEmpty());
  }

  @Test
  void threadsDoNotChangeABit() {
    SeriesSet data = stations(12, true, 6);
    LatentOdeTrainer trainer =
        LatentOdeTrainer.with(TinyModels.anchored().epochs(1).build())
            .horizon(HORIZON)
            .origin(ORIGIN);
    String one = trainer.threads(1).fit(data).fingerprint();
    assertEquals(one, trainer.threads(2).fit(data).fingerprint());
  }

  @Test
  void refusesWhatCannotBeHeldOut() {
    SeriesSet few = stations(5, true, 7);
    assertSays("5 series have values both", () -> trainer(new Told()).origin(ORIGIN).fit(few));
    SeriesSet data = stations(12, true, 7);
    assertSays("0 series have values", () -> trainer(new Told()).origin(1000).fit(data));
    assertSays("a finite time", () -> trainer(new Told()).origin(Double.NaN));
    LatentOdeTrainer without = LatentOdeTrainer.with(TinyModels.anchored().build()).origin(ORIGIN);
    assertSays("without a horizon or an anchor", () -> without.fit(data));
  }

  private static void assertSays(String words, Runnable call) {
    Exception found = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(String.valueOf(found.getMessage()).contains(words), found.getMessage());
  }
}
