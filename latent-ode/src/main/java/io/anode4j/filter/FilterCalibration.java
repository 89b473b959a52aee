package io.anode4j.filter;

import io.anode4j.data.TimeSeries;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.sequence.StreamSplit;
import io.anode4j.tensor.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits what a filter's deviations and scores are worth, on readings that no gradient has seen. */
final class FilterCalibration {
  /** Readings between two origins of farther forecasts. */
  private static final int STRIDE = 7;

  /** Enough readings for any tail that is asked; more would only cost time. */
  private static final int MOST_READINGS = 400_000;

  private FilterCalibration() {}

  static FilterDescription fit(
      FilterArchitecture architecture, NeuralFilter model, StreamSplit data) {
    List<TimeSeries> streams = scored(data);
    FilterDescription withFactors = model.description().withFactors(factors(model, streams, data));
    NeuralFilter sharpened =
        new NeuralFilter(model.header(), withFactors, architecture, model.parameters());
    return withFactors.withScores(
        scores(sharpened, streams, data), levels(model, data.streams().series()));
  }

  /** Streams with readings set apart, as many as are needed. */
  private static List<TimeSeries> scored(StreamSplit data) {
    List<TimeSeries> streams = new ArrayList<>();
    long readings = 0;
    for (TimeSeries s : data.streams()) {
      if (s.lastTime() > data.boundary(s) && readings < MOST_READINGS) {
        streams.add(s);
        readings += s.length();
      }
    }
    return streams;
  }

  private static boolean counts(NeuralFilter model, StreamSplit data, TimeSeries s, int step) {
    return step >= model.config().scoring().warmUp() && s.time(step) > data.boundary(s);
  }

  private static LeadFactors factors(
      NeuralFilter model, List<TimeSeries> streams, StreamSplit data) {
    int d = model.channels().size();
    double unit = model.layout().timeUnit();
    double[] knots = LeadFactors.knots(data.horizon() / unit);
    List<List<List<Double>>> residuals = LeadFactors.room(knots, d);
    for (int from = 0; from < streams.size(); from += FilterPass.ROWS_AT_ONCE) {
      FilterPass pass =
          new FilterPass(
              model,
              streams.subList(from, Math.min(streams.size(), from + FilterPass.ROWS_AT_ONCE)));
      FilterAhead ahead = new FilterAhead(model, knots);
      pass.run(
          (row, step, rows) -> {
            TimeSeries s = pass.series(row);
            if (counts(model, data, s, step)) {
              collect(s, step, 0, rows.mean, rows.std, row * d, model, residuals.get(0));
            }
            if (step > 0 && step % STRIDE == 0 && counts(model, data, s, step)) {
              ahead.ask(rows, row, s, step, residuals);
            }
          });
    }
    return LeadFactors.fit(knots, residuals);
  }

  private static void collect(
      TimeSeries s,
      int step,
      int knot,
      float[] mean,
      float[] std,
      int at,
      NeuralFilter model,
      List<List<Double>> residuals) {
    for (int c = 0; c < residuals.size(); c++) {
      if (s.isObserved(step, c)) {
        double scaled = model.scaler().toScaled(c, s.value(step, c));
        residuals.get(c).add(Math.abs(scaled - mean[at + c]) / std[at + c]);
      }
    }
  }

  /** Farther forecasts from a state within a pass. */
  private static final class FilterAhead {
    private final NeuralFilter model;
    private final double[] knots;
    private final FilterRows asked;

    FilterAhead(NeuralFilter model, double[] knots) {
      this.model = model;
      this.knots = knots;
      this.asked = new FilterRows(model, 1);
    }

    void ask(FilterRows rows, int row, TimeSeries s, int step, List<List<List<Double>>> residuals) {
      asked.copyRow(rows, row);
      double unit = model.layout().timeUnit();
      for (int k = 1; k < knots.length; k++) {
        int j = s.countUntil(rows.time[row] + knots[k] * unit) - 1;
        if (j <= step) {
          continue;
        }
        double lead = (s.time(j) - rows.time[row]) / unit;
        int knot = LeadFactors.nearest(knots, lead);
        if (knot > 0) {
          asked.predict(1, new double[] {s.time(j)});
          collect(s, j, knot, asked.mean, asked.std, 0, model, residuals.get(knot));
        }
      }
    }
  }

  /** Nothing was fitted to the values one by one, so training data are as good as others. */
  private static ScoreCalibration levels(NeuralFilter model, List<TimeSeries> streams) {
    int d = model.channels().size();
    List<double[]> distances = new ArrayList<>();
    long readings = 0;
    for (TimeSeries s : streams) {
      Cancellation.check("The calibration");
      if (readings < MOST_READINGS) {
        distances.add(ScoreCalibration.distances(s, d, model.scaler()::toScaled));
        readings += s.length();
      }
    }
    return ScoreCalibration.fit(distances, d, model.config().scoring().smoothing());
  }

  private static ScoreCalibration scores(
      NeuralFilter model, List<TimeSeries> streams, StreamSplit data) {
    int d = model.channels().size();
    List<double[]> residuals = new ArrayList<>();
    for (int from = 0; from < streams.size(); from += FilterPass.ROWS_AT_ONCE) {
      List<TimeSeries> part =
          streams.subList(from, Math.min(streams.size(), from + FilterPass.ROWS_AT_ONCE));
      FilterPass pass = new FilterPass(model, part);
      double[][] found = new double[part.size()][];
      int[] size = new int[part.size()];
      pass.run(
          (row, step, rows) -> {
            TimeSeries s = pass.series(row);
            if (found[row] == null) {
              found[row] = new double[s.length() * d];
            }
            if (counts(model, data, s, step)) {
              for (int c = 0; c < d; c++) {
                double deviation =
                    rows.std[row * d + c] * model.factors().factor(c, rows.lead[row]);
                double scaled = (float) model.scaler().toScaled(c, s.value(step, c));
                found[row][size[row]++] = Math.abs(scaled - rows.mean[row * d + c]) / deviation;
              }
            }
          });
      for (int r = 0; r < part.size(); r++) {
        residuals.add(found[r] == null ? new double[0] : Arrays.copyOf(found[r], size[r]));
      }
    }
    return ScoreCalibration.fit(residuals, d, model.config().scoring().smoothing());
  }
}
