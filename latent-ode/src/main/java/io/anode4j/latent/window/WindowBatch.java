package io.anode4j.latent.window;

import io.anode4j.anode.ControlPath;
import io.anode4j.latent.window.WindowQuery.Ends;
import io.anode4j.ode.OutputTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Windows laid out for one pass through a model, without padding in time.
 *
 * <p>Windows are sorted by the length of their contexts, longest first. Times before the anchor and
 * after it are separate rows of the solve, because a row runs one way. Every posterior sample has
 * its own rows.
 */
public final class WindowBatch {
  private final int samples;
  private final int[] order;
  private final Contexts contexts;
  private final Targets targets;
  private final int[] firstTarget;
  private final int[] latentOf;
  private final int[] targetOf;
  private final OutputTimes outputs;
  private final double[] startTimes;
  private final double[] labels;
  private final Optional<ControlPath> paths;

  private WindowBatch(List<WindowQuery> queries, WindowLayout layout, int samples) {
    this.samples = samples;
    int windows = queries.size();
    this.order = longestFirst(queries);
    List<WindowQuery> sorted = new ArrayList<>();
    for (int i : order) {
      sorted.add(queries.get(i));
    }
    this.contexts = Contexts.of(sorted, layout);
    this.targets = Targets.of(sorted, layout);
    this.labels = sorted.stream().mapToDouble(WindowQuery::label).toArray();
    this.firstTarget = new int[windows];
    int rows = 2 * windows * samples;
    int[] latent = new int[rows];
    int[] target = new int[rows];
    double[][] rowTimes = new double[rows][];
    double[] rowEnds = new double[rows];
    int row = 0;
    int at = 0;
    for (int w = 0; w < windows; w++) {
      WindowQuery query = sorted.get(w);
      firstTarget[w] = at;
      double anchor = layout.anchor(query.context());
      int before = countBefore(query.times(), anchor);
      double[] ahead = layout.scaled(query.times(), before, query.times().length, anchor);
      double[] behind = reversed(layout.scaled(query.times(), 0, before, anchor));
      double latest = layout.scaled(query.ends().latest(query.times(), anchor), anchor);
      double earliest = layout.scaled(query.ends().earliest(query.times(), anchor), anchor);
      for (int s = 0; s < samples; s++) {
        if (ahead.length > 0) {
          latent[row] = w * samples + s;
          target[row] = at + before;
          rowEnds[row] = latest;
          rowTimes[row++] = ahead;
        }
        if (behind.length > 0) {
          latent[row] = w * samples + s;
          target[row] = at + before - 1; // runs backwards
          rowEnds[row] = earliest;
          rowTimes[row++] = behind;
        }
      }
      at += query.times().length;
    }
    this.latentOf = Arrays.copyOf(latent, row);
    this.targetOf = Arrays.copyOf(target, row);
    OutputTimes asked = OutputTimes.of(Arrays.copyOf(rowTimes, row));
    boolean further = queries.stream().anyMatch(query -> query.ends() != Ends.ASKED);
    this.outputs = further ? asked.until(Arrays.copyOf(rowEnds, row)) : asked;
    this.startTimes = new double[row];
    this.paths = layout.covariates() == 0 || row == 0 ? Optional.empty() : paths(sorted, layout);
  }

  /**
   * Lays out windows.
   *
   * @param queries windows, each with a context of at least one row
   * @param layout how inputs and times are written
   * @param samples posterior samples a window
   * @return the batch
   */
  public static WindowBatch of(List<WindowQuery> queries, WindowLayout layout, int samples) {
    return new WindowBatch(queries, layout, samples);
  }

  /** Indices of windows by the length of their contexts; those alike stay in their order. */
  private static int[] longestFirst(List<WindowQuery> queries) {
    long[] keys = new long[queries.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ((long) -queries.get(i).context().length() << Integer.SIZE) + i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
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

  /** Number of windows. */
  public int windows() {
    return order.length;
  }

  /** Posterior samples a window. */
  public int samples() {
    return samples;
  }

  /** Rows of the solve. */
  public int rows() {
    return latentOf.length;
  }

  /** Position of a window, as sorted here, in the list of queries. */
  public int queryOf(int window) {
    return order[window];
  }

  /** Label of a window, as sorted here; {@link WindowQuery#NO_LABEL} where it is not known. */
  public double label(int window) {
    return labels[window];
  }

  /** What the encoder reads, in the order sorted here. */
  public Contexts contexts() {
    return contexts;
  }

  /** What was observed at the distinct times. */
  public Targets targets() {
    return targets;
  }

  /** Start of each solve row, model time: all at their anchors, 0. */
  public double[] startTimes() {
    return startTimes;
  }

  private Optional<ControlPath> paths(List<WindowQuery> sorted, WindowLayout layout) {
    List<Drive.Knots> knots = new ArrayList<>();
    for (WindowQuery query : sorted) {
      double anchor = layout.anchor(query.context());
      double from = query.ends().earliest(query.times(), anchor);
      double to = query.ends().latest(query.times(), anchor);
      knots.add(query.features().drive().knots(from, to, anchor, layout.timeUnit()));
    }
    double[][] times = new double[latentOf.length][];
    float[][][] values = new float[latentOf.length][][];
    for (int r = 0; r < latentOf.length; r++) {
      Drive.Knots ofWindow = knots.get(latentOf[r] / samples);
      times[r] = ofWindow.times();
      values[r] = ofWindow.values();
    }
    return Optional.of(new ControlPath(times, values, ControlPath.Interpolation.LINEAR));
  }

  /** Covariates along each solve row, model time since its anchor; none without covariates. */
  public Optional<ControlPath> paths() {
    return paths;
  }

  /** Times that each solve row is asked at, model time since its anchor. */
  public OutputTimes outputs() {
    return outputs;
  }

  /** Which latent, {@code window · samples + sample}, a solve row starts from. */
  public int latentOf(int solveRow) {
    return latentOf[solveRow];
  }

  /** First of a window's distinct times among the {@link #targets}. */
  public int firstTarget(int window) {
    return firstTarget[window];
  }

  /** Distinct time behind an output of a solve row; rows before the anchor count downwards. */
  public int targetIndex(int solveRow, int outputInRow) {
    boolean backwards = outputs.times()[outputs.offsets()[solveRow]] < 0;
    return backwards ? targetOf[solveRow] - outputInRow : targetOf[solveRow] + outputInRow;
  }
}
