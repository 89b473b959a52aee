package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of one thread that solves batch after batch with one {@link Solver} and one
 * field. It grows to the largest batch seen; from then on a solve allocates nothing.
 *
 * <p>A round attempts one step for each row under way, each with its own size; a row that is done
 * gives up its place. Every loop is bounded by the row's budget of steps, and looks at the thread's
 * interrupt flag once a round.
 *
 * @param <M> the batches of states: {@link io.anode4j.tensor.Matrix} in float32, {@link
 *     io.anode4j.tensor.DoubleMatrix} in float64
 */
public final class Integrator<M extends Rows<M>> {
  private final Solver solver;
  private final int dimension;
  private final RowsEvaluator<M> field;
  private final Rounds<M> rounds;
  private final FirstSteps<M> first;
  private @Nullable ProgressListener listener;

  /**
   * Working memory for one thread.
   *
   * @param solver method and tolerances
   * @param dimension state components of a row
   * @param field the thread's own evaluator, which decides the precision of the states
   * @throws IllegalArgumentException when the tolerances are below what float32 states resolve, or
   *     not one a component
   */
  public Integrator(Solver solver, int dimension, RowsEvaluator<M> field) {
    this.solver = solver;
    this.dimension = dimension;
    this.field = field;
    rounds = new Rounds<>(solver, dimension, field);
    first = new FirstSteps<>(rounds);
  }

  /** The solver. */
  public Solver solver() {
    return solver;
  }

  /**
   * Switches recording of accepted steps, needed for {@link #steps}. Off at first. Float64 sums are
   * compensated for rounding only while it is off, so that a step can be made again from its start
   * state alone.
   */
  public void recordSteps(boolean on) {
    rounds.recording = on;
    rounds.steps.sink(null);
  }

  /**
   * Records accepted steps without their start states, which a sink gets instead: for gradients
   * that keep a few of them and recompute the others.
   */
  public void recordSteps(StateSink<M> sink) {
    rounds.recording = true;
    rounds.steps.sink(sink);
  }

  /** Switches recording of accepted steps with their dense output. Off at first. */
  void recordDense(boolean on) {
    rounds.recording = on;
    rounds.recordingDense = on;
    rounds.steps.keepDense(on ? rounds.dense.degree() : 0);
  }

  /** Sets who is told after each round, or null for nobody. */
  public void listener(@Nullable ProgressListener progress) {
    listener = progress;
  }

  /** The accepted steps of the last solve, when recording was on; valid until the next solve. */
  public StepTable<M> steps() {
    return rounds.steps;
  }

  /** The same, to keep: the next solve records into a table of its own. */
  StepTable<M> takeSteps() {
    StepTable<M> taken = rounds.steps;
    rounds.renewSteps();
    return taken;
  }

  /**
   * Solves a batch.
   *
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row; the last one may be infinite where the solver has an
   *     event, and is then never reached
   * @param out receives the states {@code [times.total() × dimension]}; NaN where a row failed
   * @throws IllegalArgumentException when shapes disagree or times do not run one way
   */
  public void solve(double[] t0, M y0, OutputTimes times, M out) {
    solve(null, t0, y0, times, out, null);
  }

  private void solve(
      @Nullable List<RowState> from,
      double[] t0,
      M y0,
      OutputTimes times,
      M out,
      @Nullable OutputSink<M> sink) {
    int rows = times.rows();
    boolean wide = y0.columns() == dimension && out.columns() == dimension;
    if (!wide
        || y0.rows() < rows
        || t0.length < rows
        || (sink == null && out.rows() < times.total())) {
      throw new IllegalArgumentException(
          String.format(
              "The field has dimension %d, %d rows ask for %d outputs, but y0 is %s, out is %s and"
                  + " there are %d start times; expected [rows × dimension], [outputs × dimension]"
                  + " and one start time a row",
              dimension, rows, times.total(), y0, out, t0.length));
    }
    times.check(t0, rounds.events != null);
    rounds.reserve(rows);
    if (rounds.recording) {
      rounds.steps.reset(t0, times);
    }
    boolean remade = rounds.recording && !rounds.recordingDense;
    if (remade && solver.events().changing()) {
      throw new IllegalStateException(
          "Recorded steps know of no state that an event has changed; take DifferentiableSolver,"
              + " which differentiates from event to event");
    }
    rounds.stages.compensates = !remade;
    rounds.outputs.begin(times, out, sink, remade && rounds.dense.weak());
    first.start(rows, t0, y0);
    if (rounds.slots.active > 0) {
      if (from == null || Resumption.anyFresh(from)) {
        first.size();
      }
      if (from != null) {
        resumption().restore(from);
      }
    }
    for (int round = 1; rounds.slots.active > 0; round++) {
      if (Thread.currentThread().isInterrupted()) {
        interrupt();
        return;
      }
      rounds.round();
      if (listener != null) {
        listener.progress(round, rows - rounds.slots.active, rows);
      }
    }
  }

  /** Solves a batch, and hands its states over instead of keeping them. */
  void solve(double[] t0, M y0, OutputTimes times, OutputSink<M> sink) {
    solve(null, t0, y0, times, field.zeros(0, dimension), sink);
  }

  /** Goes on where rows of another solve have stopped. */
  void resume(List<RowState> from, OutputTimes times, M out) {
    M y0 = field.zeros(from.size(), dimension);
    double[] t0 = new double[from.size()];
    for (int r = 0; r < t0.length; r++) {
      t0[r] = from.get(r).time();
      for (int j = 0; j < dimension; j++) {
        y0.value(r, j, from.get(r).state()[j]);
      }
    }
    resumption().begin(times.rows());
    solve(from, t0, y0, times, out, null);
  }

  /** Where rows stop; kept from the first call on. */
  Resumption<M> resumption() {
    if (rounds.resumption == null) {
      rounds.resumption = new Resumption<>(rounds, dimension);
    }
    return rounds.resumption;
  }

  /** Lets rows leave where a watch says that another method suits them better. */
  void switchBy(StiffnessWatch watch) {
    rounds.watch = watch;
  }

  /** Whether a row of the last solve should go on by another method. */
  boolean leaves(int row) {
    StiffnessWatch watch = rounds.watch;
    return watch != null && watch.leaves(row) && status(row) == RowStatus.BUDGET;
  }

  /** One past the last output of a row that the last solve wrote. */
  int written(int row) {
    return rounds.outputs.next(row);
  }

  /** The same with outputs of their own. */
  M solve(double[] t0, M y0, OutputTimes times) {
    M out = field.zeros(times.total(), dimension);
    solve(t0, y0, times, out);
    return out;
  }

  private void interrupt() {
    for (int i = rounds.slots.active - 1; i >= 0; i--) {
      rounds.fail(i, RowStatus.INTERRUPTED);
    }
  }

  /** State of each row at the time it reached in the last solve; valid until the next. */
  public M ends() {
    return rounds.ends;
  }

  /** Bytes of memory held, the recorded steps included. */
  public long bytes() {
    int matrices = solver.tableau().stages() + rounds.dense.degree() + 6;
    long row = (long) rounds.slots.y.stride() * rounds.slots.y.precision().bytes();
    return (matrices * row + 150L) * rounds.slots.capacity() + rounds.steps.bytes();
  }

  /** Status of a row after the last solve. */
  public RowStatus status(int row) {
    return rounds.reports.status[row];
  }

  /** Evaluations of the field for a row in the last solve. */
  public int evaluations(int row) {
    return rounds.reports.evaluations[row];
  }

  /**
   * Makes a value of a solve: {@code Solution::new} or {@code DoubleSolution::new}.
   *
   * @param <M> the batches of states
   * @param <S> the value
   */
  @FunctionalInterface
  public interface Constructor<M, S> {
    /**
     * Makes it.
     *
     * @param times output times of each row
     * @param values states {@code [times.total() × dimension]}
     * @param rows how each row went
     * @param ends state of each row at the time it reached, {@code [rows × dimension]}
     * @param bytes memory that the solve held
     * @param occurrences the events that happened, row by row in their order
     */
    S of(
        OutputTimes times,
        M values,
        List<Solution.Row> rows,
        M ends,
        long bytes,
        List<Occurrence> occurrences);
  }

  /**
   * The last solve as a value.
   *
   * @param times its output times
   * @param out its outputs, not copied
   * @param constructor makes the value
   */
  public <S> S solved(OutputTimes times, M out, Constructor<M, S> constructor) {
    return constructor.of(times, out, reports(times), reached(times), bytes(), occurrences());
  }

  /** The events of the last solve, row by row in the order in which they happened. */
  List<Occurrence> occurrences() {
    return rounds.events == null ? List.of() : rounds.events.occurrences();
  }

  /** What became of each row in the last solve. */
  List<Solution.Row> reports(OutputTimes times) {
    return IntStream.range(0, times.rows()).mapToObj(this::report).toList();
  }

  /** A copy of the states that the last solve reached. */
  private M reached(OutputTimes times) {
    M reached = field.zeros(times.rows(), dimension);
    for (int r = 0; r < times.rows(); r++) {
      reached.copyRow(r, rounds.ends, r);
    }
    return reached;
  }

  /** What became of a row in the last solve, as a value. */
  public Solution.Row report(int row) {
    return rounds.reports.of(row);
  }
}
