package io.anode4j.filter;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** One pass of a filter over some series side by side; those that end leave the batch. */
final class FilterPass {
  /** Rows that share one product: enough for full register blocks. */
  static final int ROWS_AT_ONCE = 256;

  private final NeuralFilter model;
  private final int d;
  private final TimeSeries[] series;

  /** Place of each row's series in the list given; the longest come first. */
  private final int[] order;

  FilterPass(NeuralFilter model, List<TimeSeries> all) {
    this.model = model;
    this.d = model.channels().size();
    for (TimeSeries s : all) {
      if (s.channels() != d) {
        throw new IllegalArgumentException(
            "Series "
                + s.id()
                + " has "
                + s.channels()
                + " channels; the model expects "
                + model.channels());
      }
    }
    series = all.stream().map(ObservedRows::of).toArray(TimeSeries[]::new);
    order =
        IntStream.range(0, series.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -series[i].length()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Questions of one series, in the order of time, and what is written for the decoder. */
  private final class Questions {
    final double[] times;
    final int[] sorted;
    final Matrix z;
    final double[] lead;
    final float[] last;
    int answered;

    Questions(double[] times) {
      this.times = times;
      this.sorted =
          IntStream.range(0, times.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> times[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      this.z = new Matrix(times.length, model.cell().architecture.first().inputs());
      this.lead = new double[times.length];
      this.last = new float[times.length * d];
    }

    /** Asks the state of a row all that lies before a time. */
    void askBefore(double time, FilterRows rows, int row) {
      while (answered < times.length && times[sorted[answered]] < time) {
        int q = sorted[answered++];
        rows.ask(row, times[q], z, q);
        lead[q] = (times[q] - rows.time[row]) / model.layout().timeUnit();
        System.arraycopy(rows.lastValue, row * d, last, q * d, d);
      }
    }
  }

  List<Forecast> forecasts(List<double[]> times) {
    Questions[] questions = times.stream().map(Questions::new).toArray(Questions[]::new);
    FilterRows rows =
        run(
            (row, step, before) -> {
              int s = order[row];
              questions[s].askBefore(series[s].time(step), before, row);
            });
    List<Forecast> forecasts = new ArrayList<>();
    for (int r = 0; r < order.length; r++) {
      questions[order[r]].askBefore(Double.POSITIVE_INFINITY, rows, r);
    }
    for (int s = 0; s < series.length; s++) {
      Questions q = questions[s];
      forecasts.add(model.decode(series[s].id(), q.times, q.z, q.lead, q.last));
    }
    return forecasts;
  }

  List<Forecast> predictions() {
    double[][][] mean = new double[series.length][][];
    double[][][] std = new double[series.length][][];
    for (int s = 0; s < series.length; s++) {
      mean[s] = new double[series[s].length()][d];
      std[s] = new double[series[s].length()][d];
    }
    run(
        (row, step, rows) -> {
          for (int c = 0; c < d; c++) {
            int i = row * d + c;
            double deviation = rows.std[i] * model.factors().factor(c, rows.lead[row]);
            mean[order[row]][step][c] = model.scaler().toOriginal(c, rows.mean[i]);
            std[order[row]][step][c] = model.scaler().spreadToOriginal(c, deviation);
          }
        });
    List<Forecast> predictions = new ArrayList<>();
    for (int s = 0; s < series.length; s++) {
      predictions.add(
          Forecast.gaussian(series[s].id(), model.channels(), series[s].times(), mean[s], std[s]));
    }
    return predictions;
  }

  /** Is shown each reading when it has been predicted and not yet learnt from. */
  @FunctionalInterface
  interface Visitor {
    void beforeLearning(int row, int step, FilterRows rows);
  }

  FilterRows run(Visitor visitor) {
    FilterRows rows = new FilterRows(model, Math.max(1, series.length));
    double[] at = new double[series.length];
    float[] values = new float[series.length * d];
    int active = series.length;
    for (int step = 0; active > 0; step++) {
      Cancellation.check("The pass of a filter");
      while (active > 0 && series[order[active - 1]].length() <= step) {
        active--;
      }
      for (int r = 0; r < active; r++) {
        TimeSeries s = series[order[r]];
        at[r] = s.time(step);
        for (int c = 0; c < d; c++) {
          values[r * d + c] = (float) model.scaler().toScaled(c, s.value(step, c));
        }
      }
      rows.predict(active, at);
      for (int r = 0; r < active; r++) {
        visitor.beforeLearning(r, step, rows);
      }
      rows.learn(active, at, values);
    }
    return rows;
  }

  /** Series of a row, its rows without values left out. */
  TimeSeries series(int row) {
    return series[order[row]];
  }
}
