package io.anode4j.ode;

import io.anode4j.tensor.Rows;

/**
 * One thread's workspace for a {@link VectorField}, in one precision. Only the first {@code rows}
 * rows of a batch take part; a row of the result must depend on that row of the input alone.
 *
 * @param <M> the batches of states
 */
public interface RowsEvaluator<M extends Rows<M>> {
  /**
   * Zeros of the precision in which this evaluator works.
   *
   * @param rows number of rows
   * @param columns number of columns
   */
  M zeros(int rows, int columns);

  /**
   * Evaluates the field.
   *
   * @param rows rows used
   * @param t time of each row
   * @param y states {@code [rows × dimension]}
   * @param dydt receives the derivatives
   */
  void evaluate(int rows, double[] t, M y, M dydt);

  /**
   * Evaluates the field and keeps what {@link #pullback} of the same tape needs.
   *
   * @param rows rows used
   * @param tape tape number from 0, one for each stage of a step
   * @param t time of each row
   * @param y states; must stay unchanged until the pullback
   * @param dydt receives the derivatives
   */
  void record(int rows, int tape, double[] t, M y, M dydt);

  /**
   * Pulls a cotangent of the derivatives back through the evaluation on a tape, and adds the
   * parameters' share to the gradient kept by this evaluator.
   *
   * @param rows rows used
   * @param tape tape of the recorded evaluation
   * @param t times of that evaluation
   * @param y states of that evaluation
   * @param cotangent cotangent of the derivatives
   * @param yCotangent receives the cotangent of the states
   */
  void pullback(int rows, int tape, double[] t, M y, M cotangent, M yCotangent);
}
