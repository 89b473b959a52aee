package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anchor.WindowFrame;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.EpochReport;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second network, which sees values on the channels' scales. */
class UnframedNetworkTest {
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);
  private static final LatentOde BOTH =
      TinyModels.trainer(TinyModels.anchored().build()).fit(WAVES);

  @TempDir Path folder;

  private static WindowFrame frame(double... levels) {
    double[] ones = {1, 1};
    return new WindowFrame(0, levels, ones, ones, new double[2], new double[2], new float[4]);
  }

  @Test
  void itIsAskedOnlyAboutWhatItWasJudgedOn() {
    TimeSeries known = WAVES.series().get(0);
    String trained = BOTH.header().seenUntil().keySet().iterator().next();
    TimeSeries seen = TimeSeries.of(trained, known.times(), rows(known));
    TimeSeries stranger = TimeSeries.of("never met", known.times(), rows(known));
    UnframedNetwork bySeries = new UnframedNetwork(BOTH, BOTH.header(), true);
    UnframedNetwork byTime = new UnframedNetwork(BOTH, BOTH.header(), false);
    assertTrue(bySeries.knows(stranger, frame(1, -1)));
    assertFalse(byTime.knows(stranger, frame(1, -1)));
    assertTrue(byTime.knows(seen, frame(1, -1)));
    assertFalse(bySeries.knows(seen, frame(1, -5)));
    assertFalse(byTime.knows(seen, frame(400, 0)));
  }

  private static double[][] rows(TimeSeries series) {
    double[][] rows = new double[series.length()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = series.row(i);
    }
    return rows;
  }

  @Test
  void itIsHalfAsLongInTrainingAndTold() {
    List<Integer> epochs = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    Path checkpoint = folder.resolve("run");
    LatentOde again =
        TinyModels.trainer(TinyModels.anchored().build())
            .checkpoint(checkpoint)
            .listener(
                new TrainingListener() {
                  @Override
                  public void onEpoch(EpochReport report, TrainingPace pace) {
                    epochs.add(report.epoch());
                    assertTrue(Files.exists(checkpoint));
                  }

                  @Override
                  public void onNotice(String sentence) {
                    notices.add(sentence);
                  }
                })
            .fit(WAVES);
    assertEquals(List.of(1, 2, 3, 1, 2), epochs);
    assertTrue(notices.get(0).contains("on the channels' scales"), notices.toString());
    assertFalse(Files.exists(checkpoint) || Files.exists(folder.resolve("run-2")));
    assertEquals(BOTH.fingerprint(), again.fingerprint());
  }

  /** A run that is stopped in the second network goes on there and ends in the same bytes. */
  @Test
  void aRunStoppedInItGoesOnThere() {
    Path checkpoint = folder.resolve("run");
    List<Integer> epochs = new ArrayList<>();
    LatentOdeTrainer trainer =
        TinyModels.trainer(TinyModels.anchored().build()).checkpoint(checkpoint);
    assertThrows(
        IllegalStateException.class,
        () ->
            trainer
                .listener(
                    (report, pace) -> {
                      epochs.add(report.epoch());
                      if (epochs.size() == 4) {
                        throw new IllegalStateException("stop here");
                      }
                    })
                .fit(WAVES));
    List<Integer> later = new ArrayList<>();
    LatentOde resumed = trainer.listener((report, pace) -> later.add(report.epoch())).fit(WAVES);
    // Both are trained at once, so it may have come to its end before anybody was told.
    assertTrue(List.of(List.of(), List.of(2)).contains(later), later.toString());
    assertEquals(BOTH.fingerprint(), resumed.fingerprint());
  }

  @Test
  void aFileHoldsBoth() {
    Path file = folder.resolve("both.anode");
    BOTH.save(file);
    LatentOde loaded = LatentOde.load(file);
    assertEquals(BOTH.parameterCount(), loaded.parameterCount());
    TimeSeries history = WAVES.series().get(3);
    double[] times = {history.lastTime() + 0.5, history.lastTime() + 2};
    for (String name : List.of("unframed", "latent_ode", "ridge")) {
      Forecast one = BOTH.companions().get(name).forecast(history, times);
      Forecast other = loaded.companions().get(name).forecast(history, times);
      assertArrayEquals(
          new double[] {one.mean(0, 0), one.std(1, 1)},
          new double[] {other.mean(0, 0), other.std(1, 1)},
          name);
    }
    assertEquals(
        BOTH.forecast(history, times).mean(1, 0), loaded.forecast(history, times).mean(1, 0));
  }

  @Test
  void withoutItThereIsOneNetwork() {
    AnchoringSettings one = new AnchoringSettings(true, true, 0.4, 0.1, 0, 0, 0);
    LatentOde model = TinyModels.trainer(TinyModels.anchored().anchoring(one).build()).fit(WAVES);
    assertFalse(model.companions().containsKey("unframed"));
    assertTrue(model.parameterCount() < BOTH.parameterCount());
    assertThrows(
        IllegalArgumentException.class, () -> new AnchoringSettings(true, false, 0, 0, 0.5, 0, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new AnchoringSettings(true, true, 0, 0, 1.5, 0, 0));
  }
}
