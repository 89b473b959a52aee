package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Rows;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A solve, a loss and its gradient in either precision: what {@link Gradients} and {@link
 * DoubleGradients} are made of.
 *
 * @param <M> the batches of states
 */
record Differentiated<M extends Rows<M>>(
    BatchSolution<M> solution,
    double loss,
    M initial,
    float[] parameters,
    double[] startTimes,
    double[] outputTimes,
    List<RowStatus> backward,
    GradientStatistics statistics) {

  /**
   * Solves, and pulls the gradient of a loss back.
   *
   * @param pass a strategy at work
   * @param evaluator the evaluator that it works with
   * @param parameterCount number of the field's parameters
   * @param times whether gradients of times are found
   */
  static <M extends Rows<M>> Differentiated<M> of(
      GradientPass<M> pass,
      CountingEvaluator<M> evaluator,
      int parameterCount,
      boolean times,
      double[] t0,
      M y0,
      OutputTimes outputs,
      ToDoubleBiFunction<BatchSolution<M>, M> loss) {
    BatchSolution<M> solution = pass.solve(t0, y0, outputs);
    M cotangents = y0.zeros(outputs.total(), y0.columns());
    double value = loss.applyAsDouble(solution, cotangents);
    M initial = y0.zeros(outputs.rows(), y0.columns());
    float[] parameters = new float[parameterCount];
    long forward = evaluator.evaluations();
    pass.pullback(cotangents, initial, parameters);
    GradientStatistics statistics =
        new GradientStatistics(
            forward,
            evaluator.evaluations() - forward,
            evaluator.pullbacks(),
            solution.statistics().accepted(),
            solution.statistics().rejected(),
            pass.backwardSteps(),
            pass.bytesHeld());
    TimeGradient<M> time = new TimeGradient<>(evaluator);
    return new Differentiated<>(
        solution,
        value,
        initial,
        parameters,
        times ? time.ofStarts(t0, y0, initial) : new double[0],
        times ? time.ofOutputs(outputs, solution.values(), cotangents) : new double[0],
        IntStream.range(0, outputs.rows()).mapToObj(pass::backward).toList(),
        statistics);
  }
}
