package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows laid out for one pass through the model, without padding in time.
 *
 * <p>Windows are sorted by the length of their contexts, longest first; encoder step s then holds
 * the first {@code active[s]} of them. Times before the anchor and after it are separate rows of
 * the solve, because a row runs one way. Every posterior sample has its own rows.
 */
final class LatentBatch {
  /** Sorted position → position in the list of queries. */
  final int[] order;

  final int windows;
  final int samples;
  final int steps;
  final int[] active;
  final Matrix inputs;

  /** Rows of the solve: which latent ({@code window · samples + sample}) each starts from. */
  final int[] latentOf;

  /** Rows of the solve: where each one's block starts in {@link #targets} and in time order. */
  final int[] targetOf;

  final OutputTimes outputs;

  /** Position of each distinct (window, time), for reading results back. */
  final int[] firstTarget;

  /** Scaled values {@code [distinct times × channels]}, NaN where not observed. */
  final float[] targets;

  /** Weight of each distinct time's log-likelihood. */
  final float[] weights;

  /** Whether a distinct time lies after the context. */
  final boolean[] horizon;

  final int channels;
  final double[] startTimes;

  /** Sines and cosines of each distinct time's phases, {@code [distinct times × 2·periods]}. */
  final float[] phases;

  final int phaseCount;

  private LatentBatch(List<LatentQuery> queries, Layout layout, int samples) {
    this.samples = samples;
    this.windows = queries.size();
    this.channels = layout.channels;
    this.order =
        IntStream.range(0, windows)
            .boxed()
            .sorted(Comparator.comparingInt(i -> -queries.get(i).context().length()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.steps = windows == 0 ? 0 : queries.get(order[0]).context().length();
    this.active = new int[steps];
    for (LatentQuery query : queries) {
      for (int s = 0; s < query.context().length(); s++) {
        active[s]++;
      }
    }
    this.inputs = encoderInputs(queries, layout);
    int times = queries.stream().mapToInt(q -> q.times().length).sum();
    this.firstTarget = new int[windows];
    this.targets = new float[times * channels];
    this.weights = new float[times];
    this.phaseCount = 2 * layout.periods().length;
    this.phases = new float[times * phaseCount];
    this.horizon = new boolean[times];
    int rows = 2 * windows * samples;
    int[] latent = new int[rows];
    int[] target = new int[rows];
    double[][] rowTimes = new double[rows][];
    int row = 0;
    int at = 0;
    for (int w = 0; w < windows; w++) {
      LatentQuery query = queries.get(order[w]);
      firstTarget[w] = at;
      fillTargets(query, layout, at);
      for (int i = 0; i < query.times().length; i++) {
        layout.writePhases(query.times()[i], phases, (at + i) * phaseCount);
      }
      double anchor = layout.anchor(query.context());
      int before = countBefore(query.times(), anchor);
      double[] ahead = layout.scaled(query.times(), before, query.times().length, anchor);
      double[] behind = reversed(layout.scaled(query.times(), 0, before, anchor));
      for (int s = 0; s < samples; s++) {
        if (ahead.length > 0) {
          latent[row] = w * samples + s;
          target[row] = at + before;
          rowTimes[row++] = ahead;
        }
        if (behind.length > 0) {
          latent[row] = w * samples + s;
          target[row] = at + before - 1; // runs backwards
          rowTimes[row++] = behind;
        }
      }
      at += query.times().length;
    }
    this.latentOf = Arrays.copyOf(latent, row);
    this.targetOf = Arrays.copyOf(target, row);
    this.outputs = OutputTimes.of(Arrays.copyOf(rowTimes, row));
    this.startTimes = new double[row];
  }

  /**
   * Lays out windows.
   *
   * @param queries windows, each with a context of at least one row
   * @param layout how inputs and times are written
   * @param samples posterior samples a window
   * @return the batch
   */
  static LatentBatch of(List<LatentQuery> queries, Layout layout, int samples) {
    return new LatentBatch(queries, layout, samples);
  }

  /**
   * How windows become numbers.
   *
   * @param channels observed channels
   * @param masked whether the mask is an input
   * @param timeUnit original time units in one unit of model time
   * @param contextWeight weight of the context's likelihood
   */
  record Layout(
      int channels,
      boolean masked,
      double timeUnit,
      int frequencies,
      double[] periods,
      double contextWeight) {
    /** Keeps elapsed time, about 8 at the end of a window, near 1. */
    private static final double ELAPSED_SCALE = 0.2;

    double anchor(TimeSeries context) {
      return context.firstTime();
    }

    double[] scaled(double[] times, int from, int to, double anchor) {
      double[] result = new double[to - from];
      for (int i = from; i < to; i++) {
        result[i - from] = (times[i] - anchor) / timeUnit;
      }
      return result;
    }

    /** Values, mask and gap. */
    int valueInputs() {
      return masked ? 2 * channels + 1 : channels + 1;
    }

    int inputs() {
      return valueInputs() + timeInputs(frequencies, periods);
    }

    static int timeInputs(int frequencies, double[] periods) {
      return (frequencies == 0 ? 0 : 1 + 2 * frequencies) + 2 * periods.length;
    }

    /** Time since the anchor, its sines and cosines, and the phases of absolute time. */
    void writeTimes(double time, double anchor, float[] to, int offset) {
      int at = offset;
      double elapsed = (time - anchor) / timeUnit;
      if (frequencies > 0) {
        to[at++] = (float) (ELAPSED_SCALE * elapsed);
        for (int f = 1; f <= frequencies; f++) {
          to[at++] = (float) Math.sin(f * elapsed);
          to[at++] = (float) Math.cos(f * elapsed);
        }
      }
      writePhases(time, to, at);
    }

    void writePhases(double time, float[] to, int offset) {
      for (int k = 0; k < periods.length; k++) {
        double phase = 2 * Math.PI * (time / periods[k] - Math.floor(time / periods[k]));
        to[offset + 2 * k] = (float) Math.sin(phase);
        to[offset + 2 * k + 1] = (float) Math.cos(phase);
      }
    }
  }

  private Matrix encoderInputs(List<LatentQuery> queries, Layout layout) {
    int[] stepStart = new int[steps + 1];
    for (int s = 0; s < steps; s++) {
      stepStart[s + 1] = stepStart[s] + active[s];
    }
    Matrix in = new Matrix(stepStart[steps], layout.inputs());
    for (int w = 0; w < windows; w++) {
      TimeSeries context = queries.get(order[w]).context();
      double anchor = layout.anchor(context);
      int last = context.length() - 1;
      double after = context.time(last);
      for (int i = last; i >= 0; i--) {
        int at = (stepStart[last - i] + w) * in.stride();
        double time = context.time(i);
        writeValues(context, i, layout.masked(), in.data(), at);
        in.data()[at + layout.valueInputs() - 1] = (float) ((after - time) / layout.timeUnit());
        layout.writeTimes(time, anchor, in.data(), at + layout.valueInputs());
        after = time;
      }
    }
    return in;
  }

  private void writeValues(TimeSeries context, int i, boolean masked, float[] to, int at) {
    for (int c = 0; c < channels; c++) {
      float value = (float) context.value(i, c);
      boolean seen = !Float.isNaN(value);
      to[at + c] = seen ? value : 0f;
      if (masked) {
        to[at + channels + c] = seen ? 1f : 0f;
      }
    }
  }

  private void fillTargets(LatentQuery query, Layout layout, int at) {
    for (int i = 0; i < query.targets().length; i++) {
      horizon[at + i] = i >= query.contextTimes();
      weights[at + i] = i < query.contextTimes() ? (float) layout.contextWeight() : 1f;
      for (int c = 0; c < channels; c++) {
        targets[(at + i) * channels + c] = (float) query.targets()[i][c];
      }
    }
  }

  private static int countBefore(double[] times, double anchor) {
    int count = 0;
    while (count < times.length && times[count] < anchor) {
      count++;
    }
    return count;
  }

  private static double[] reversed(double[] times) {
    double[] result = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      result[i] = times[times.length - 1 - i];
    }
    return result;
  }

  /** Distinct time behind an output of a solve row; rows before the anchor count downwards. */
  int targetIndex(int solveRow, int outputInRow) {
    boolean backwards = outputs.times()[outputs.offsets()[solveRow]] < 0;
    return backwards ? targetOf[solveRow] - outputInRow : targetOf[solveRow] + outputInRow;
  }
}
