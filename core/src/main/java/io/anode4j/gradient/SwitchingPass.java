package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.ImplicitGradient;
import io.anode4j.ode.MethodSegment;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.StepTable;
import io.anode4j.ode.SwitchingIntegrator;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.tensor.Rows;
import java.util.List;

/**
 * {@link GradientStrategy.Switching}: each segment of a row, by the gradient of the method that it
 * was solved by, from the last one back to the first. What crosses a change of method is the state
 * alone: the derivative there is the field's, whichever method goes on with it.
 *
 * @param <M> the batches of states
 */
final class SwitchingPass<M extends Rows<M>> implements GradientPass<M> {
  private final SwitchingIntegrator<M> integrator;
  private final DiscreteGradient<M> explicit;
  private final ImplicitGradient<M> implicit;
  private final CountingEvaluator<M> field;

  SwitchingPass(
      SwitchingSolver solver, int dimension, CountingEvaluator<M> field, Outcome<M> outcome) {
    integrator = new SwitchingIntegrator<>(solver, dimension, field, outcome);
    integrator.recordSteps();
    explicit = new DiscreteGradient<>(solver.explicit().tableau(), dimension, field);
    implicit = new ImplicitGradient<>(solver.implicit(), dimension, field);
    this.field = field;
  }

  @Override
  public BatchSolution<M> solve(double[] t0, M y0, OutputTimes times) {
    return integrator.solve(t0, y0, times).solution();
  }

  @Override
  public void pullback(M cotangents, M initialCotangents, float[] parameters) {
    M arriving = initialCotangents.zeros(initialCotangents.rows(), initialCotangents.columns());
    List<MethodSegment<M>> segments = integrator.segments();
    for (int s = segments.size() - 1; s >= 0; s--) {
      pullback(segments.get(s), cotangents, arriving);
    }
    for (int r = 0; r < arriving.rows(); r++) {
      initialCotangents.copyRow(r, arriving, r);
    }
    field.drainGradient(parameters);
  }

  /** From the ends of a segment's rows to their starts. */
  private void pullback(MethodSegment<M> segment, M cotangents, M arriving) {
    StepTable<M> steps = segment.steps();
    OutputTimes outputs = steps.outputs();
    int[] rows = segment.rows();
    M ends = arriving.zeros(rows.length, arriving.columns());
    M starts = arriving.zeros(rows.length, arriving.columns());
    M given = cotangents.zeros(outputs.total(), cotangents.columns());
    for (int i = 0; i < rows.length; i++) {
      ends.copyRow(i, arriving, rows[i]);
      int from = outputs.offsets()[i];
      for (int o = 0; o < outputs.count(i); o++) {
        given.copyRow(from + o, cotangents, segment.outputs()[i] + o);
      }
    }
    if (segment.implicit()) {
      implicit.pullback(steps, ends, given, starts);
    } else {
      explicit.pullback(steps, null, ends, given, starts);
    }
    for (int i = 0; i < rows.length; i++) {
      arriving.copyRow(rows[i], starts, i);
    }
  }

  @Override
  public long backwardSteps() {
    return integrator.segments().stream().mapToLong(s -> s.steps().size()).sum();
  }

  @Override
  public long bytesHeld() {
    return integrator.segments().stream()
        .mapToLong(s -> (long) s.steps().size() * s.steps().bytesPerStep())
        .sum();
  }
}
