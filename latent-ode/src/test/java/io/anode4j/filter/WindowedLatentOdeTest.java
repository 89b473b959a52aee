package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.AnchoringSettings;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.model.TimeGrid;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowedLatentOdeTest {
  private static final LatentOdeConfig SMALL =
      LatentOdeConfig.builder()
          .latentSize(3)
          .encoderUnits(8)
          .fieldUnits(8)
          .fieldLayers(1)
          .decoderUnits(8)
          .forecastSamples(4)
          .epochs(2)
          .windowsPerEpoch(64)
          .seed(5)
          .build();

  /** The network alone: it is unsure after so little training, so that no reading is doubted. */
  private static final LatentOde ODE =
      trained(
          SMALL.toBuilder()
              .likelihood(new Gaussian())
              .anchoring(new AnchoringSettings(false, false, 0, 0, 0, 0, 0))
              .build());

  private static LatentOde trained(LatentOdeConfig config) {
    return LatentOdeTrainer.with(config)
        .horizon(4)
        .context(20)
        .threads(1)
        .fit(TinyFilters.waves(12, 60, 0.2, 5));
  }

  /** The ring holds values as the model computes with them, in float32. */
  private static final double ROUNDING = 1e-5;

  private static final TimeSeries FRESH = TinyFilters.waves(1, 40, 0.2, 77).series().get(0);

  @TempDir Path directory;

  private static Reading reading(int i) {
    return new Reading(FRESH.time(i), FRESH.row(i));
  }

  @Test
  void scoresByTheForecastOfTheKeptWindow() {
    Scorer scorer = WindowedLatentOde.of(ODE, 10).newScorer();
    for (int i = 0; i < 30; i++) {
      Score score = scorer.update(reading(i));
      TimeSeries kept = FRESH.slice(Math.max(0, i - 10), i);
      Forecast expected = ODE.forecast(kept, new double[] {FRESH.time(i)});
      assertEquals(expected.mean(0, 0), score.mean(0), ROUNDING);
      assertEquals(expected.std(0, 1), score.std(1), ROUNDING);
      assertEquals(i < 10, score.warmUp());
      if (FRESH.isObserved(i, 0)) {
        double y = FRESH.value(i, 0);
        assertEquals(expected.logDensity(0, 0, y), score.logLikelihood(0), 100 * ROUNDING);
      }
    }
    TimeGrid grid = TimeGrid.every(0.5).count(3);
    double[][] expected = ODE.forecast(FRESH.slice(20, 30), grid.after(FRESH.time(29))).mean();
    double[][] found = scorer.forecast(grid).mean();
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected[i], found[i], ROUNDING);
    }
  }

  /** Far from zero, where float32 tells no two readings apart, what is kept is what came. */
  @Test
  void theWindowOfATotalizerIsThatOfItsReadings() {
    double[] times = new double[300];
    double[][] values = new double[300][1];
    for (int i = 0; i < 300; i++) {
      times[i] = i;
      values[i][0] = 1e12 + 0.5 * i + Math.sin(i / 4.0);
    }
    TimeSeries series = TimeSeries.of("a", times, values);
    SeriesSet set =
        new SeriesSet(List.of("total"), List.of(series), TimeFormat.number(), "totalizer");
    LatentOde ode = LatentOdeTrainer.with(ODE.config()).horizon(4).context(20).threads(1).fit(set);
    Scorer scorer = WindowedLatentOde.of(ode, 20).newScorer();
    for (int i = 0; i < 300; i++) {
      Score score = scorer.update(new Reading(times[i], values[i]));
      if (i > 20) {
        Forecast expected = ode.forecast(series.slice(i - 20, i), new double[] {times[i]});
        assertEquals(expected.mean(0, 0), score.mean(0), 1e-3);
        assertEquals(expected.std(0, 0), score.std(0), 1e-3);
      }
    }
    byte[] state = scorer.save();
    Scorer restored = WindowedLatentOde.of(ode, 20).newScorer();
    restored.restore(state);
    double[] asked = {301, 304};
    assertArrayEquals(scorer.forecast(asked).mean(), restored.forecast(asked).mean());
  }

  @Test
  void restoredScorerGoesOnTheSame() {
    SensorModel model = WindowedLatentOde.of(ODE);
    Scorer whole = model.newScorer();
    for (int i = 0; i < 20; i++) {
      whole.update(reading(i));
    }
    byte[] state = whole.save();
    assertTrue(model.stateBytes() <= 4096);
    assertTrue(state.length < model.stateBytes(), "20 of up to 128 readings");
    Scorer resumed = model.newScorer();
    resumed.restore(state);
    assertEquals(whole.lastTime(), resumed.lastTime());
    assertEquals(whole.expectedNext(), resumed.expectedNext());
    assertEquals(whole.overdueAfter(), resumed.overdueAfter());
    assertEquals(whole.update(reading(20)).toString(), resumed.update(reading(20)).toString());
    state[30] ^= 1;
    assertThrows(StateException.class, () -> resumed.restore(state));
    resumed.reset();
    assertEquals(0, resumed.count());
    assertTrue(resumed.warmUp());
  }

  @Test
  void calibrationChangesScoresAndFingerprint() {
    WindowedLatentOde raw = WindowedLatentOde.of(trained(SMALL));
    WindowedLatentOde calibrated = raw.calibrated(TinyFilters.waves(24, 80, 0.2, 8));
    assertFalse(raw.id().equals(calibrated.id()));
    Scorer scorer = calibrated.newScorer(0.01);
    int small = 0;
    int counted = 0;
    for (TimeSeries s : TinyFilters.waves(24, 80, 0.2, 9)) {
      scorer.reset();
      for (int i = 0; i < s.length(); i++) {
        Score score = scorer.update(new Reading(s.time(i), s.row(i)));
        small += !score.warmUp() && score.pValue() < 0.1 ? 1 : 0;
        counted += score.warmUp() ? 0 : 1;
      }
    }
    // 1,500 p-values of ordinary readings, themselves fitted on as many, alike within a series.
    assertEquals(0.1, (double) small / counted, 0.04);
  }

  @Test
  void aStrangeLevelIsSeen() {
    Scorer scorer =
        WindowedLatentOde.of(ODE).calibrated(TinyFilters.waves(4, 80, 0.2, 8)).newScorer(0.01);
    Score score = scorer.update(reading(0));
    for (int i = 1; i < 30; i++) {
      score = scorer.update(reading(i));
    }
    assertFalse(score.isUnusualLevel());
    double time = scorer.lastTime();
    for (int i = 1; i <= 20; i++) {
      score = scorer.update(new Reading(time + i, new double[] {80, -2}));
    }
    assertTrue(score.isUnusualLevel(), score.level() + " of " + score.levelThreshold());
  }

  @Test
  void aGlitchOfAnySizeSpoilsNoWindowAndNoScore() {
    WindowedLatentOde model =
        WindowedLatentOde.of(ODE, 20).calibrated(TinyFilters.waves(4, 80, 0.2, 8));
    TimeSeries fresh = TinyFilters.waves(1, 90, 0.2, 78).series().get(0);
    for (double size : new double[] {60, 1e3, 1e12, 1e300}) {
      Scorer with = model.newScorer(1e-3);
      Scorer without = model.newScorer(1e-3);
      int alarms = 0;
      for (int i = 0; i < fresh.length(); i++) {
        double[] values = fresh.row(i);
        Score right = without.update(new Reading(fresh.time(i), fresh.row(i)));
        if (i == 40) {
          values = new double[] {50 + size, -2 - size};
        }
        Score score = with.update(new Reading(fresh.time(i), values));
        Scorer resumed = model.newScorer(1e-3);
        resumed.restore(with.save());
        assertArrayEquals(with.save(), resumed.save());
        assertTrue(Double.isFinite(score.anomaly() + score.level() + score.mean(0)));
        alarms += score.isAnomaly() && !right.isAnomaly() || score.isUnusualLevel() ? 1 : 0;
        if (i == 40) {
          assertTrue(score.isAnomaly(), "seen at " + size);
        }
        if (i > 60) {
          assertEquals(right.mean(0), score.mean(0), right.std(0), "the window is as it was");
        }
      }
      assertTrue(alarms <= 8, alarms + " alarms after " + size);
    }
  }

  @Test
  void anyModelFileLoadsAsAModelOfStreams() {
    Path file = directory.resolve("ode.anode");
    ODE.save(file);
    SensorModel model = SensorModel.load(file);
    assertEquals(WindowedLatentOde.of(ODE).id(), model.id());
    assertEquals(List.of("a", "b"), model.channels());
    assertEquals(ODE.timeFormat(), model.timeFormat());
    assertEquals(ODE.parameterCount(), model.trained().parameterCount());
  }

  @Test
  void refusesWhatCannotBe() {
    SensorModel model = WindowedLatentOde.of(ODE);
    assertThrows(IllegalArgumentException.class, () -> WindowedLatentOde.of(ODE, 0));
    assertThrows(IllegalArgumentException.class, () -> WindowedLatentOde.of(ODE, 1000));
    assertThrows(IllegalArgumentException.class, () -> model.newScorer(0));
    Scorer scorer = model.newScorer();
    assertThrows(IllegalStateException.class, () -> scorer.forecast(TimeGrid.every(1.0)));
    scorer.update(reading(3));
    assertThrows(IllegalArgumentException.class, () -> scorer.update(reading(3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> scorer.update(new Reading(1e6, new double[] {1, 2, 3})));
    assertThrows(
        IllegalArgumentException.class, () -> scorer.forecast(new double[] {FRESH.time(0)}));
    assertEquals(1, scorer.count());
  }
}
