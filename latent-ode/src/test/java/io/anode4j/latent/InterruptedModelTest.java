package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.Interrupting;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.Baselines;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.forecast.nd4j.NdForecaster;
import io.anode4j.model.TimeGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Interrupts of a latent ODE: its training, its forecasts, what asks for them, its file. */
class InterruptedModelTest {
  private static final LatentOde MODEL = TinyModels.trained();
  private static final SeriesSet DATA = TinyModels.waves(200, 60, 3);

  @TempDir Path directory;

  private static List<Object> bits(Forecast forecast) {
    return List.of(Arrays.deepHashCode(forecast.quantile(0.3)), Arrays.hashCode(forecast.times()));
  }

  private static double[] ahead(TimeSeries series, int count) {
    return IntStream.range(0, count).mapToDouble(i -> series.lastTime() + i * 0.05).toArray();
  }

  @Test
  void forecastsOfOneAndOfMany() throws Exception {
    TimeSeries one = DATA.get("s0");
    double[] many = ahead(one, 4000);
    Interrupting.check(() -> bits(MODEL.forecast(one, many)));
    Interrupting.check(() -> bits(MODEL.forecast(one, TimeGrid.every(0.01).count(4000))));
    Forecast wide = MODEL.forecast(one, many);
    Interrupting.check(() -> bits(wide));
    List<TimeSeries> histories = DATA.series();
    List<double[]> times = histories.stream().map(s -> ahead(s, 30)).toList();
    Interrupting.check(
        () -> MODEL.forecastAll(histories, times).stream().map(f -> bits(f)).toList());
    Forecaster eachAlone = MODEL::forecast;
    Interrupting.check(
        () -> eachAlone.forecastAll(histories, times).stream().map(f -> bits(f)).toList());
  }

  @Test
  void forecastsOfArrays() throws Exception {
    TimeSeries one = DATA.get("s1");
    double[][] rows = IntStream.range(0, one.length()).mapToObj(one::row).toArray(double[][]::new);
    NdForecaster arrays = NdForecaster.of(MODEL);
    var times = Nd4j.createFromArray(one.times());
    var values = Nd4j.createFromArray(rows);
    var asked = Nd4j.createFromArray(ahead(one, 2000));
    Interrupting.check(
        () -> List.of(arrays.forecast(times, values, asked).quantile(0.5).toString()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void training(int threads) throws Exception {
    LatentOdeTrainer trainer =
        TinyModels.trainer(TinyModels.config().epochs(4).build()).threads(threads);
    SeriesSet data = TinyModels.waves(24, 40, 1);
    Interrupting.check(() -> trainer.fit(data).fingerprint());
  }

  /** Cancelled in the middle of each of its epochs in turn, a run goes on where it was. */
  @Test
  void trainingGoesOnFromItsCheckpoint() throws IOException {
    SeriesSet data = TinyModels.waves(24, 40, 1);
    LatentOdeTrainer plain = TinyModels.trainer(TinyModels.config().epochs(4).build());
    float[] expected = plain.fit(data).parameters().values();
    Path checkpoint = directory.resolve("run.checkpoint");
    AtomicInteger epochs = new AtomicInteger();
    LatentOdeTrainer stopped =
        plain
            .checkpoint(checkpoint)
            .listener(
                (report, pace) -> {
                  epochs.incrementAndGet();
                  Thread.currentThread().interrupt();
                });
    for (int epoch = 1; epoch < 4; epoch++) {
      assertThrows(CancellationException.class, () -> stopped.fit(data));
      assertTrue(Thread.interrupted(), "the flag must stay set");
      assertEquals(epoch, epochs.get());
      assertEquals(List.of(checkpoint), files(), "the checkpoint and no part of one");
    }
    LatentOde resumed = plain.checkpoint(checkpoint).fit(data);
    assertArrayEquals(expected, resumed.parameters().values());
    assertEquals(List.of(), files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void backtests(int threads) throws Exception {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put("model", MODEL);
    forecasters.putAll(Baselines.all(MODEL.baselines()));
    Backtest backtest = Backtest.rolling(2, 3).threads(threads);
    Interrupting.check(
        () -> backtest.run(DATA, forecasters, MODEL.baselines().standardisation()).toString());
  }

  @Test
  void savingLeavesTheOldFileOrTheNewWhole() throws IOException {
    Path file = directory.resolve("model.anode");
    MODEL.save(file);
    byte[] before = Files.readAllBytes(file);
    LatentOde other = TinyModels.trainer(TinyModels.config().epochs(1).build()).fit(DATA);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> other.save(file));
    assertTrue(Thread.interrupted(), "the flag must stay set");
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(List.of(file), files());
  }

  /** What is wrong with the message that users saw: a forecast never blames the times for it. */
  @Test
  void manyThreadsShareAModelWhileSomeAreInterrupted() throws Exception {
    TimeSeries one = DATA.get("s2");
    double[] asked = ahead(one, 500);
    Object expected = bits(MODEL.forecast(one, asked));
    List<Thread> threads = new ArrayList<>();
    Map<Integer, Object> ends = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      int id = i;
      Thread thread =
          new Thread(
              () -> {
                if (id % 2 == 0) {
                  Thread.currentThread().interrupt();
                }
                Object end;
                try {
                  end = bits(MODEL.forecast(one, asked));
                } catch (CancellationException e) {
                  end = "cancelled";
                }
                synchronized (ends) {
                  ends.put(id, end);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < 12; i++) {
      assertEquals(i % 2 == 0 ? "cancelled" : expected, ends.get(i));
    }
  }
}
