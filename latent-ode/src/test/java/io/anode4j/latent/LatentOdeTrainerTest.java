package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.synthetic.Generated;
import io.anode4j.data.synthetic.PeriodicToy;
import io.anode4j.model.EpochReport;
import io.anode4j.model.TimeGrid;
import io.anode4j.training.TrainingFailedException;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import io.anode4j.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentOdeTrainerTest {
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);

  @TempDir Path folder;

  @Test
  void theModelDoesNotDependOnTheNumberOfThreads() throws IOException {
    byte[] one = LatentOde.FILE.bytes(TinyModels.trained());
    for (int threads : new int[] {1, 2, 3}) {
      LatentOde again = TinyModels.trainer(TinyModels.config().build()).threads(threads).fit(WAVES);
      assertArrayEquals(TinyModels.trained().parameters().values(), again.parameters().values());
    }
    LatentOde other = TinyModels.trainer(TinyModels.config().seed(6).build()).fit(WAVES);
    assertFalse(Arrays.equals(one, LatentOde.FILE.bytes(other)));
  }

  @Test
  void aStoppedRunResumesToTheSameWeights() {
    Path checkpoint = folder.resolve("run.checkpoint");
    LatentOdeTrainer run = TinyModels.trainer(TinyModels.config().build()).checkpoint(checkpoint);
    LatentOdeTrainer stopped =
        run.listener(
            (report, pace) -> {
              if (report.epoch() == 2) {
                throw new IllegalStateException("stopped by the test");
              }
            });
    assertThrows(IllegalStateException.class, () -> stopped.fit(WAVES));
    assertTrue(Files.exists(checkpoint));
    List<String> notices = new ArrayList<>();
    List<Integer> epochs = new ArrayList<>();
    LatentOde resumed = run.listener(recorder(notices, epochs)).fit(WAVES);
    assertArrayEquals(TinyModels.trained().parameters().values(), resumed.parameters().values());
    assertEquals(List.of(3), epochs);
    assertTrue(notices.get(0).startsWith("Resumed after epoch 2"), notices.toString());
    assertFalse(Files.exists(checkpoint), "a finished run leaves no checkpoint");
  }

  private static TrainingListener recorder(List<String> notices, List<Integer> epochs) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochReport report, TrainingPace pace) {
        epochs.add(report.epoch());
      }

      @Override
      public void onNotice(String sentence) {
        notices.add(sentence);
      }
    };
  }

  @Test
  void anImpossibleLearningRateEndsWithAReason() {
    List<String> notices = new ArrayList<>();
    LatentOdeTrainer run =
        TinyModels.trainer(TinyModels.config().learningRate(1e30).epochs(40).patience(40).build())
            .listener(recorder(notices, new ArrayList<>()));
    TrainingFailedException failure =
        assertThrows(TrainingFailedException.class, () -> run.fit(WAVES));
    assertTrue(String.valueOf(failure.getMessage()).contains("learningRate"));
    assertTrue(notices.get(0).contains("halved"), notices.toString());
  }

  @Test
  void trainingStopsWhenValidationNoLongerImproves() {
    List<Integer> epochs = new ArrayList<>();
    TinyModels.trainer(
            TinyModels.config()
                .epochs(400)
                .patience(1)
                .learningRate(0.05)
                .windowsPerEpoch(16)
                .build())
        .listener(recorder(new ArrayList<>(), epochs))
        .fit(WAVES);
    assertTrue(epochs.size() < 400, epochs.size() + " epochs");
  }

  @Test
  void unusableDataAreRefused() {
    SeriesSet nothing =
        WAVES.withSeries(
            List.of(
                TimeSeries.of("a", new double[] {1}, new double[][] {{Double.NaN, Double.NaN}})));
    LatentOdeTrainer run = TinyModels.trainer(TinyModels.config().build());
    assertThrows(IllegalArgumentException.class, () -> run.fit(nothing));
    IllegalArgumentException tooLong =
        assertThrows(IllegalArgumentException.class, () -> run.horizon(1e6).fit(WAVES));
    assertTrue(String.valueOf(tooLong.getMessage()).contains("shorten"), tooLong.getMessage());
    assertThrows(IllegalArgumentException.class, () -> run.horizon(-1));
    assertThrows(IllegalArgumentException.class, () -> run.context(0));
    assertThrows(IllegalArgumentException.class, () -> run.threads(0));
  }

  @Test
  void constantAndEmptyChannelsDoNoHarm() {
    SeriesSet odd =
        WAVES.map(
            s -> {
              double[][] values = new double[s.length()][];
              for (int i = 0; i < values.length; i++) {
                values[i] = new double[] {7, Double.NaN};
              }
              return TimeSeries.of(s.id(), s.times(), values);
            });
    LatentOde model = TinyModels.trainer(TinyModels.config().build()).fit(odd);
    TimeSeries history = odd.series().get(0);
    double mean = model.forecast(history, TimeGrid.every(0.5)).mean(0, 0);
    assertEquals(7, mean, 2);
  }

  @Test
  void aSingleLongSeriesIsSplitByTime() {
    List<TrainingPlan> plans = new ArrayList<>();
    SeriesSet one = TinyModels.waves(1, 400, 3);
    LatentOde model =
        TinyModels.trainer(TinyModels.config().build())
            .provenance(Map.of("file", "waves.csv"))
            .listener(
                new TrainingListener() {
                  @Override
                  public void onPlan(TrainingPlan plan) {
                    plans.add(plan);
                  }

                  @Override
                  public void onEpoch(EpochReport report, TrainingPace pace) {}
                })
            .fit(one);
    assertEquals(1, plans.get(0).validationSeries());
    double seen = model.seenUntil("s0").orElseThrow();
    assertTrue(seen < one.series().get(0).lastTime());
    assertTrue(model.seenUntil("unknown").isEmpty());
    assertEquals("waves.csv", model.provenance().get("file"));
    assertNotEquals(0, model.parameterCount());
  }

  @Test
  void itLearnsToInterpolateThePeriodicToy() {
    Generated toy = PeriodicToy.published(3).withSeries(120).withTimes(40).generate();
    LatentOde model =
        LatentOdeTrainer.with(
                TinyModels.config()
                    .latentSize(6)
                    .encoderUnits(24)
                    .fieldUnits(24)
                    .decoderUnits(16)
                    .epochs(25)
                    .batchSize(16)
                    .windowsPerEpoch(512)
                    .learningRate(0.01)
                    .build())
            .fit(toy.observed());
    assertEquals(0, model.horizon());
    double squared = 0;
    double variance = 0;
    int count = 0;
    for (TimeSeries s : toy.observed()) {
      double[][] mean = model.forecast(s, s.times()).mean();
      for (int i = 0; i < s.length(); i++) {
        squared += Math.pow(s.value(i, 0) - mean[i][0], 2);
        variance += Math.pow(s.value(i, 0) - 1, 2); // the toy's mean
        count++;
      }
    }
    assertTrue(squared < 0.8 * variance, squared / count + " against " + variance / count);
  }

  @Test
  void datedDataAreToldTheCalendar() {
    List<TrainingPlan> plans = new ArrayList<>();
    int hours = 24 * 24;
    double[] times = new double[hours];
    double[][] values = new double[hours][1];
    for (int i = 0; i < hours; i++) {
      times[i] = 1.6e9 + 3600.0 * i;
      values[i][0] = Math.sin(2 * Math.PI * i / 24.0);
    }
    SeriesSet dated =
        new SeriesSet(
            List.of("x"),
            List.of(TimeSeries.of("a", times, values)),
            TimeFormat.isoDateTime(),
            "dated");
    LatentOdeTrainer.with(TinyModels.config().epochs(1).build())
        .horizon(6 * 3600)
        .listener(
            new TrainingListener() {
              @Override
              public void onPlan(TrainingPlan plan) {
                plans.add(plan);
              }

              @Override
              public void onEpoch(EpochReport report, TrainingPace pace) {}
            })
        .fit(dated);
    assertTrue(plans.get(0).periods().contains(86_400.0), plans.toString());
    assertTrue(plans.get(0).periods().contains(604_800.0), plans.toString());
    assertEquals(32 * 3600, plans.get(0).context(), 1);
  }
}
