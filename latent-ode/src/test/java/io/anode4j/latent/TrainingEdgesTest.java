package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.EpochReport;
import io.anode4j.model.TimeGrid;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data and settings at the edge of what can be trained on. */
class TrainingEdgesTest {
  @TempDir Path folder;

  private static LatentOdeTrainer run() {
    return TinyModels.trainer(TinyModels.config().epochs(2).build());
  }

  /** Origins are drawn at random: a context this short holds an observation almost never. */
  @Test
  void aContextShorterThanTheGapsIsRefusedBeforeTraining() {
    List<TimeSeries> regular = new ArrayList<>();
    for (int s = 0; s < 10; s++) {
      double[] times = new double[30];
      double[][] values = new double[30][2];
      for (int i = 0; i < 30; i++) {
        times[i] = i;
        values[i][0] = Math.sin(i + s);
      }
      regular.add(TimeSeries.of("r" + s, times, values));
    }
    SeriesSet set = new SeriesSet(List.of("a", "b"), regular, TimeFormat.number(), "regular");
    String message =
        assertThrows(IllegalArgumentException.class, () -> run().context(1e-9).fit(set))
            .getMessage();
    assertTrue(message.contains("context 1.0E-9") && message.contains("longer context"), message);
  }

  @Test
  void aHorizonBelowAMillisecondIsNotNothing() {
    SeriesSet fast =
        TinyModels.waves(10, 40, 1)
            .map(
                s -> {
                  double[] times = s.times();
                  double[][] values = new double[times.length][];
                  for (int i = 0; i < times.length; i++) {
                    times[i] *= 1e-4;
                    values[i] = s.row(i);
                  }
                  return TimeSeries.of(s.id(), times, values);
                });
    LatentOde model = run().context(6e-4).horizon(Duration.ofNanos(200_000)).fit(fast);
    assertEquals(2e-4, model.horizon());
    assertEquals(400 * 31_536_000.0, TimeGrid.every(Duration.ofDays(400L * 365)).step());
  }

  @Test
  void theModelFileDoesNotDependOnTheNumberOfThreadsOrThePace() throws IOException {
    SeriesSet waves = TinyModels.waves(24, 40, 1);
    Map<String, String> provenance = Map.of("file", "waves.csv", "rows", "960");
    Path one = folder.resolve("one.anode");
    Path two = folder.resolve("two.anode");
    run().provenance(provenance).threads(1).fit(waves).save(one);
    run()
        .provenance(provenance)
        .threads(2)
        .listener(
            (report, pace) -> {
              assertTrue(pace.rowsPerSecond() > 0 && pace.elapsedSeconds() > 0);
              assertEquals(report.epoch() == 2, pace.remainingSeconds() == 0);
            })
        .fit(waves)
        .save(two);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }

  /** Series of one row can give no window; two rows can; neither may harm the others. */
  @Test
  void seriesOfVeryUnequalLengthsTrainTogether() {
    List<TimeSeries> series = new ArrayList<>(TinyModels.waves(8, 30, 4).series());
    TimeSeries source = TinyModels.waves(1, 600, 5).series().get(0);
    series.add(TimeSeries.of("one", new double[] {3}, new double[][] {{10, 0.5}}));
    series.add(TimeSeries.of("two", new double[] {1, 2.5}, new double[][] {{10, 0.5}, {11, 0}}));
    series.add(source.withId("long"));
    SeriesSet uneven = new SeriesSet(List.of("wave", "slope"), series, TimeFormat.number(), "odd");
    for (LatentOdeTrainer trainer :
        List.of(run(), LatentOdeTrainer.with(TinyModels.config().epochs(2).build()))) {
      LatentOde model = trainer.fit(uneven);
      for (TimeSeries s : uneven) {
        Forecast forecast = model.forecast(s, TimeGrid.every(0.5).count(3));
        // The waves are 7 to 13 and their slopes −1 to 1; an untrained guess is not far away.
        assertEquals(10, forecast.mean(2, 0), 12, s.id());
        assertTrue(forecast.std(0, 1) > 0 && forecast.std(0, 1) < 10, s.id());
      }
    }
  }

  @Test
  void seriesOfOneRowEachAreInterpolatedOrRefused() {
    List<TimeSeries> points = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      points.add(TimeSeries.of("p" + i, new double[] {i}, new double[][] {{i % 3, 1}}));
    }
    SeriesSet set = new SeriesSet(List.of("a", "b"), points, TimeFormat.number(), "points");
    LatentOde model = LatentOdeTrainer.with(TinyModels.config().epochs(1).build()).fit(set);
    assertTrue(Double.isFinite(model.forecast(points.get(1), new double[] {1}).mean(0, 0)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> run().fit(set)).getMessage();
    assertTrue(message.contains("shorten"), message);
  }

  /**
   * On the channels' scales one value of 1e30 leaves no other, and that network is lost; those in
   * the frames of windows go on, and forecast the series that have no such value.
   */
  @Test
  void oneWildValueDoesNotLoseTheModel() {
    SeriesSet waves = TinyModels.waves(24, 40, 1);
    SeriesSet wild =
        waves.map(
            one -> {
              double[][] rows = new double[one.length()][];
              for (int i = 0; i < rows.length; i++) {
                rows[i] = one.row(i);
              }
              rows[20][0] = one.id().equals("s3") ? 1e30 : rows[20][0];
              return TimeSeries.of(one.id(), one.times(), rows);
            });
    List<String> notices = new ArrayList<>();
    LatentOde model =
        TinyModels.trainer(TinyModels.anchored().build())
            .listener(
                new TrainingListener() {
                  @Override
                  public void onEpoch(EpochReport report, TrainingPace pace) {}

                  @Override
                  public void onNotice(String sentence) {
                    notices.add(sentence);
                  }
                })
            .fit(wild);
    assertTrue(
        notices.stream().anyMatch(n -> n.endsWith("The model goes on without this network")),
        notices.toString());
    TimeSeries ordinary = waves.series().get(0);
    Forecast forecast = model.forecast(ordinary.slice(0, 30), TimeGrid.every(0.5).count(3));
    for (int t = 0; t < 3; t++) {
      assertTrue(Math.abs(forecast.mean(t, 0) - 10) < 6, "mean " + forecast.mean(t, 0));
      assertTrue(forecast.std(t, 0) < 6, "std " + forecast.std(t, 0));
    }
  }
}
