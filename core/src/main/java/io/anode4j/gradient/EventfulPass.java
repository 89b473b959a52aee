package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.Events;
import io.anode4j.ode.Occurrence;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way back of a solve whose events change states: from event to event, each segment by another
 * strategy, and across each event by its {@link Saltation}. Segments are solved again from the
 * states that the events left, without events, to the time of the next one, where a step then ends;
 * so memory is that of each row's longest segment, and the gradient that of the segments, as good
 * as the solve.
 *
 * @param <M> the batches of states
 */
final class EventfulPass<M extends Rows<M>> implements GradientPass<M> {
  private final ForwardSolve<M> whole;
  private final GradientPass<M> segments;
  private final Saltation<M> saltation;
  private final int dimension;
  private RowStatus[] status = {};
  private long steps;
  private long bytes;

  /**
   * Working memory for one thread.
   *
   * @param whole the solve with its events
   * @param events these
   * @param segments another strategy's solves, by the same solver without events
   */
  EventfulPass(
      ForwardSolve<M> whole,
      Events events,
      int dimension,
      CountingEvaluator<M> field,
      GradientPass<M> segments) {
    this.dimension = dimension;
    this.segments = segments;
    this.whole = whole;
    saltation = new Saltation<>(events, dimension, field);
  }

  @Override
  public BatchSolution<M> solve(double[] starts, M initial, OutputTimes times) {
    return whole.solve(starts, initial, times);
  }

  @Override
  public void pullback(M cotangents, M initialCotangents, float[] parameters) {
    BatchSolution<M> forward = whole.solution();
    M start = whole.initial();
    int rows = forward.rows().size();
    status = new RowStatus[rows];
    Arrays.fill(status, RowStatus.SUCCESS);
    steps = 0;
    bytes = 0;
    Segments<M> plan = new Segments<>(forward, saltation, whole.starts(), start);
    M arriving = start.zeros(rows, dimension);
    for (int depth = plan.most(); depth >= 0; depth--) {
      List<Segments.Part> parts = new ArrayList<>();
      for (int r = 0; r < rows; r++) {
        if (plan.changes(r) >= depth) {
          parts.add(plan.part(r, depth));
        }
      }
      pullback(plan, parts, cotangents, arriving, parameters);
    }
    for (int r = 0; r < rows; r++) {
      initialCotangents.copyRow(r, arriving, r);
    }
  }

  /** One segment of each row that has one of this number; its cotangents are left in arriving. */
  private void pullback(
      Segments<M> plan, List<Segments.Part> parts, M cotangents, M arriving, float[] parameters) {
    int count = parts.size();
    OutputTimes times =
        OutputTimes.of(parts.stream().map(Segments.Part::times).toArray(double[][]::new));
    double[] starts = parts.stream().mapToDouble(Segments.Part::start).toArray();
    M states = cotangents.zeros(count, dimension);
    M given = cotangents.zeros(times.total(), dimension);
    for (int p = 0; p < count; p++) {
      Segments.Part part = parts.get(p);
      plan.copyStart(part, states, p);
      int to = times.offsets()[p];
      for (int o = part.firstOutput(); o < part.lastOutput(); o++) {
        given.copyRow(to++, cotangents, o);
      }
      if (part.before() != null) {
        given.copyRow(to, arriving, part.row());
      }
    }
    BatchSolution<M> solved = segments.solve(starts, states, times);
    M back = cotangents.zeros(count, dimension);
    segments.pullback(given, back, parameters);
    steps += segments.backwardSteps();
    bytes = Math.max(bytes, segments.bytesHeld());
    for (int p = 0; p < count; p++) {
      int r = parts.get(p).row();
      arriving.copyRow(r, back, p);
      RowStatus there = solved.rows().get(p).status();
      note(r, there == RowStatus.SUCCESS ? segments.backward(p) : there, arriving, parameters);
      Occurrence change = parts.get(p).after();
      if (change != null) {
        saltation.pullback(change, arriving, r);
      }
    }
  }

  /** A segment that could not be solved again leaves no gradient. */
  private void note(int r, RowStatus segment, M arriving, float[] parameters) {
    if (segment != RowStatus.SUCCESS) {
      status[r] = status[r] == RowStatus.SUCCESS ? segment : status[r];
      arriving.fillRow(r, Double.NaN);
      Arrays.fill(parameters, Float.NaN);
    }
  }

  @Override
  public RowStatus backward(int row) {
    return status[row];
  }

  @Override
  public long backwardSteps() {
    return steps;
  }

  @Override
  public long bytesHeld() {
    return bytes;
  }
}
