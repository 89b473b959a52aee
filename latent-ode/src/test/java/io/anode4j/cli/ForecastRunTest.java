package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.model.TrainedModel;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How series are cut into blocks shows in no row. */
class ForecastRunTest {
  private static final TimeFormat FORMAT = TimeFormat.number();
  private static final TrainedModel MODEL = model();

  private static TimeSeries series(String id, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] times = new double[rows];
    double[][] values = new double[rows][1];
    double time = 0;
    for (int i = 0; i < rows; i++) {
      time += 0.2 + random.nextDouble();
      times[i] = time;
      values[i][0] = Math.sin(time) + 0.1 * random.nextGaussian();
    }
    return TimeSeries.of(id, times, values);
  }

  private static TrainedModel model() {
    List<TimeSeries> series = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      series.add(series("t" + i, 60, i));
    }
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .latentSize(3)
            .augment(0)
            .encoderUnits(4)
            .fieldUnits(4)
            .fieldLayers(1)
            .decoderUnits(4)
            .epochs(1)
            .windowsPerEpoch(16)
            .seed(5)
            .build();
    return LatentOdeTrainer.with(config)
        .horizon(2)
        .context(6)
        .threads(1)
        .fit(new SeriesSet(List.of("x"), series, FORMAT, "made here"));
  }

  private static ForecastCsv table() {
    return new ForecastCsv(FORMAT, List.of("0.05", "0.5", "0.95"));
  }

  private static ForecastTimes times() {
    return ForecastTimes.every(0.5, 2);
  }

  /** Rows of a run, and how many series each of its blocks had. */
  private static String rows(List<TimeSeries> series, int threads, List<Integer> blocks)
      throws IOException {
    StringWriter out = new StringWriter();
    try (ForecastRun run = new ForecastRun(MODEL, times(), table(), threads, out)) {
      run.onBlock(blocks::add);
      series.forEach(run::add);
      run.finish();
    }
    return out.toString();
  }

  @Test
  void blocksGrowAndNoRowTells() throws IOException {
    List<TimeSeries> series = new ArrayList<>();
    StringBuilder alone = new StringBuilder();
    for (int i = 0; i < 16 * 32 + 128 + 40; i++) {
      TimeSeries one = series("s" + i, 8 + i % 5, 100 + i);
      series.add(one);
      if (i % 37 == 0) {
        alone.append(rows(List.of(one), 1, new ArrayList<>()));
      }
    }
    List<Integer> blocks = new ArrayList<>();
    String two = rows(series, 2, blocks);
    assertEquals(18, blocks.size());
    assertEquals(List.of(32, 128, 40), blocks.subList(15, 18));
    assertEquals(series.size(), blocks.stream().mapToInt(Integer::intValue).sum());
    assertEquals(two, rows(series, 3, new ArrayList<>()));
    for (String line : alone.toString().split("\n")) {
      assertTrue(two.contains(line + "\n"), line);
    }
  }

  @Test
  void blocksOfLongSeriesStaySmall() throws IOException {
    List<TimeSeries> series = new ArrayList<>();
    for (int i = 0; i < 16 * 32; i++) {
      series.add(series("s" + i, 8, i));
    }
    TimeSeries longer = series("long", 1 << 12, 3);
    for (int i = 0; i < 64; i++) {
      series.add(longer);
    }
    List<Integer> blocks = new ArrayList<>();
    rows(series, 2, blocks);
    assertEquals(List.of(33, 31), blocks.subList(16, 18));
  }
}
