package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of one thread that solves batch after batch with one {@link SwitchingSolver}
 * and one field: {@link Integrator}'s twin. Rows on one method go on until each is done or is to
 * change; then those on the other.
 *
 * @param <M> the batches of states
 */
public final class SwitchingIntegrator<M extends Rows<M>> {
  /** An implicit step may be longer than the explicit one before it, and the reverse. */
  private static final double STEP_FACTOR = 2;

  private static final double[] NONE = {};

  private final List<Integrator<M>> methods;
  private final Integrator.Constructor<M, BatchSolution<M>> outcome;
  private final int mostSteps;
  private final M empty;
  private final List<MethodSwitch> switches = new ArrayList<>();
  private final List<MethodSegment<M>> segments = new ArrayList<>();
  private boolean recording;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private RowState[] states = {};
  private Solution.Row[] reports = {};
  private int[] next = {};

  /** By row: 0 on the explicit method, 1 on the implicit one, 2 when done. */
  private int[] on = {};

  /**
   * Working memory for one thread.
   *
   * @param solver the two methods
   * @param dimension state components of a row
   * @param field the thread's own evaluator, which decides the precision of the states
   * @param outcome what a solve is made a value by
   */
  public SwitchingIntegrator(
      SwitchingSolver solver,
      int dimension,
      RowsEvaluator<M> field,
      Integrator.Constructor<M, BatchSolution<M>> outcome) {
    this.outcome = outcome;
    double limit = solver.explicit().tableau().stabilityLimit();
    mostSteps = solver.explicit().maxSteps();
    empty = field.zeros(0, dimension);
    Solver implicit = solver.implicit().withMaxSteps(mostSteps);
    methods =
        List.of(
            new Integrator<>(solver.explicit(), dimension, field),
            new Integrator<>(implicit, dimension, field));
    methods.get(0).switchBy(new StiffnessWatch(false, limit));
    methods.get(1).switchBy(new StiffnessWatch(true, limit));
  }

  /** Records the accepted steps of all solves to come, for {@link #segments}. */
  public void recordSteps() {
    recording = true;
    methods.forEach(m -> m.recordSteps(true));
  }

  /**
   * The accepted steps of the last solve, when they were recorded: a row's segments come in the
   * order in which it went through them.
   */
  public List<MethodSegment<M>> segments() {
    return List.copyOf(segments);
  }

  /**
   * Solves a batch.
   *
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   * @throws IllegalArgumentException when shapes disagree or times do not run one way
   */
  public SwitchedSolution<M> solve(double[] t0, M y0, OutputTimes times) {
    int rows = times.rows();
    occurrences.clear();
    switches.clear();
    segments.clear();
    times.check(t0, !methods.get(0).solver().events().none());
    M out = y0.zeros(times.total(), y0.columns());
    M ends = y0.zeros(rows, y0.columns());
    reports = new Solution.Row[rows];
    on = new int[rows];
    next = Arrays.copyOf(times.offsets(), rows);
    states = ResumableSolve.fresh(methods.get(0).solver(), t0, y0).toArray(RowState[]::new);
    while (Arrays.stream(on).anyMatch(m -> m < 2)) {
      for (int method = 0; method < 2; method++) {
        int m = method;
        int[] mine = IntStream.range(0, rows).filter(r -> on[r] == m).toArray();
        if (mine.length > 0) {
          goOn(method, mine, times, out, ends);
        }
      }
    }
    long recorded = segments.stream().mapToLong(s -> s.steps().bytes()).sum();
    long bytes = methods.get(0).bytes() + methods.get(1).bytes() + recorded;
    occurrences.sort((a, b) -> Integer.compare(a.row(), b.row()));
    switches.sort((a, b) -> Integer.compare(a.row(), b.row()));
    List<Solution.Row> all = List.of(reports);
    BatchSolution<M> solution = outcome.of(times, out, all, ends, bytes, List.copyOf(occurrences));
    return new SwitchedSolution<>(solution, List.copyOf(switches));
  }

  /** Some rows by one method. */
  private void goOn(int method, int[] rows, OutputTimes times, M out, M ends) {
    Integrator<M> integrator = methods.get(method);
    List<RowState> from = new ArrayList<>();
    double[][] own = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      int r = rows[i];
      from.add(states[r]);
      own[i] = Arrays.copyOfRange(times.times(), next[r], times.offsets()[r + 1]);
    }
    OutputTimes alone = OutputTimes.of(own);
    OutputTimes asked =
        times.goingOn()
            ? alone.until(Arrays.stream(rows).mapToDouble(times::end).toArray())
            : alone;
    M part = empty.zeros(asked.total(), empty.columns());
    integrator.resume(from, asked, part);
    if (recording) {
      int[] first = Arrays.stream(rows).map(r -> next[r]).toArray();
      segments.add(new MethodSegment<>(method == 1, rows, first, integrator.takeSteps()));
    }
    for (Occurrence o : integrator.occurrences()) {
      int row = rows[o.row()];
      occurrences.add(new Occurrence(row, o.event(), o.time(), o.before(), o.after()));
    }
    for (int i = 0; i < rows.length; i++) {
      int r = rows[i];
      int written = integrator.written(i) - asked.offsets()[i];
      boolean leaves = integrator.leaves(i);
      int copied = leaves ? written : asked.count(i);
      for (int o = 0; o < copied; o++) {
        out.copyRow(next[r] + o, part, asked.offsets()[i] + o);
      }
      next[r] += copied;
      ends.copyRow(r, integrator.ends(), i);
      reports[r] = plus(reports[r], integrator.report(i));
      leave(r, method, leaves, integrator.resumption().states().get(i));
      if (on[r] == 2) {
        for (int o = next[r]; o < times.offsets()[r + 1]; o++) {
          out.fillRow(o, Double.NaN);
        }
      }
    }
  }

  /** Hands a row over to the other method, or lets it be done. */
  private void leave(int r, int method, boolean leaves, RowState s) {
    boolean spent = reports[r].accepted() + reports[r].rejected() >= mostSteps;
    if (!leaves || spent) {
      on[r] = 2;
      if (leaves) {
        reports[r] = reports[r].as(RowStatus.TOO_MANY_STEPS);
      }
      return;
    }
    boolean toImplicit = method == 0;
    double step = toImplicit ? s.step() * STEP_FACTOR : s.step() / STEP_FACTOR;
    double least = StepControl.SMALLEST_RATIO;
    // An implicit stage's derivative is that of its equation; the explicit method wants the
    // field's.
    double[] slope = toImplicit ? s.slope() : NONE;
    states[r] =
        new RowState(s.time(), step, s.state(), slope, s.carry(), least, least, false, s.events());
    switches.add(new MethodSwitch(r, s.time(), toImplicit));
    on[r] = toImplicit ? 1 : 0;
  }

  /** Steps and evaluations of all stretches, and all else of the last. */
  private static Solution.Row plus(Solution.@Nullable Row so, Solution.Row now) {
    return so == null
        ? now
        : new Solution.Row(
            now.status(),
            now.time(),
            now.step(),
            now.errorRatio(),
            so.evaluations() + now.evaluations(),
            so.accepted() + now.accepted(),
            so.rejected() + now.rejected(),
            now.stiffness(),
            now.size());
  }
}
