package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.Scores;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.forecast.Forecaster;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How well the neural filter extrapolates ordinary readings it was not trained on. */
public final class ExtrapolationRun {
  private static final double[] READINGS_AHEAD = {1, 5, 20};
  private static final int ORIGINS = 20;

  private final PrintStream out;

  private ExtrapolationRun(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param arguments folder of the data
   */
  public static void main(String[] arguments) {
    PublicData data = new PublicData(Path.of(arguments[0]));
    ExtrapolationRun run = new ExtrapolationRun(System.out);
    run.measure(data.skab(), 1);
    run.measure(data.roomClimate(), 4);
    for (Experiment e : data.nab()) {
      if (e.name().endsWith("nyc_taxi")) {
        run.measure(e, 1800);
      }
    }
  }

  private void measure(Experiment e, double gap) {
    NeuralFilter model =
        NeuralFilterTrainer.with(FilterConfig.defaults()).horizon(20 * gap).fit(e.training());
    SeriesSet fresh =
        e.training().withSeries(e.streams().stream().map(ExtrapolationRun::ordinary).toList());
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put(EvaluationReport.MODEL, model);
    forecasters.putAll(Baselines.all(model.baselines()));
    for (double ahead : READINGS_AHEAD) {
      EvaluationReport report =
          Backtest.rolling(1.2 * ahead * gap, ORIGINS)
              .notBefore(id -> model.seenUntil(id).orElse(Double.NEGATIVE_INFINITY))
              .run(fresh, forecasters, model.baselines().standardisation());
      report.overall().forEach((name, scores) -> out.println(line(e.name(), ahead, name, scores)));
    }
  }

  /** A stream up to its first anomaly. */
  private static TimeSeries ordinary(LabelledStream stream) {
    int end = 0;
    while (end < stream.anomalous().length && !stream.anomalous()[end]) {
      end++;
    }
    return stream.series().slice(0, end);
  }

  private static String line(String data, double ahead, String name, Scores scores) {
    return String.format(
        Locale.ROOT,
        "%s | %.0f ahead | %s | CRPS %.4f | 90 %% interval %.1f %% | %d targets",
        data,
        ahead,
        name,
        scores.crps(),
        100 * scores.coverage90(),
        scores.targets());
  }
}
