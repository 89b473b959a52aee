package io.anode4j.nn;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * A deep network of {@linkplain Coupling couplings} of one architecture, each with weights of its
 * own, that keeps no activation but its output: the reverse pass recomputes each block's input from
 * its output (Gomez, Ren, Urtasun and Grosse, "The reversible residual network: backpropagation
 * without storing activations", NeurIPS 2017, algorithm 1). Memory beside the weights is the same
 * at every depth, at the price of evaluating each block once more.
 *
 * <p>In float32 the recomputed inputs differ from the first ones by rounding, which the blocks
 * magnify as much as they contract: at great depth keep h·f small, {@code scale} about 1/depth.
 *
 * <p>The weights of all blocks are one array, {@code [depth × weights of a block]}. Blocks must not
 * be random in training and their penalties do not count.
 *
 * @param block architecture of a block, over {@code layout}
 * @param layout names and shapes of one block's weights
 * @param weights place of all blocks' weights, a row each
 */
public record ReversibleStack(Coupling block, ParameterLayout layout, ParameterSlot weights)
    implements Layer {
  /** Checks that the rows hold a block's weights. */
  public ReversibleStack {
    if (weights.columns() != layout.size()) {
      throw new IllegalArgumentException(
          "A reversible stack with place for "
              + weights.columns()
              + " weights a block, whose layout has "
              + layout.size()
              + "; expected equal numbers: reserve it by ReversibleStack.in");
    }
  }

  /**
   * Reserves the weights of a stack.
   *
   * @param layout layout being built
   * @param name of the array of all blocks' weights
   * @param depth number of blocks, at least 1
   * @param scale factor h of f and g
   * @param half makes f and g in the layout of a block under the name it is given; as many outputs
   *     as inputs, half a row
   * @return the stack
   */
  public static ReversibleStack in(
      ParameterLayout.Builder layout,
      String name,
      int depth,
      double scale,
      BiFunction<ParameterLayout.Builder, String, Layer> half) {
    ParameterLayout.Builder one = ParameterLayout.builder();
    Coupling block = new Coupling(half.apply(one, "f"), half.apply(one, "g"), scale);
    ParameterLayout built = one.build();
    return new ReversibleStack(block, built, layout.add(name, depth, built.size()));
  }

  /** Number of blocks. */
  public int depth() {
    return weights.rows();
  }

  @Override
  public int inputs() {
    return block.inputs();
  }

  @Override
  public int outputs() {
    return block.outputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new ReversibleEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    parameters.layout().require(weights);
    Parameters one = new Parameters(layout);
    for (int l = 0; l < depth(); l++) {
      block.initialize(one, random);
      int at = weights.offset() + l * layout.size();
      System.arraycopy(one.values(), 0, parameters.values(), at, layout.size());
    }
  }

  /**
   * What went in, from what came out, at time 0.
   *
   * @param parameters the weights
   * @param y output {@code [rows × outputs]}
   * @return input {@code [rows × inputs]}, to rounding
   * @throws IllegalArgumentException when the output has another number of columns
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Matrix inverse(Parameters parameters, Matrix y) {
    if (y.columns() != outputs()) {
      throw new IllegalArgumentException(
          "The output to invert has "
              + y.columns()
              + " columns; the stack gives "
              + outputs()
              + ": give it as many");
    }
    Cancellation.check("The stack's inverse");
    ReversibleEvaluator evaluator = new ReversibleEvaluator(this);
    evaluator.load(parameters);
    Matrix x = new Matrix(y.rows(), inputs());
    evaluator.inverse(y.rows(), new double[y.rows()], y, x);
    return x;
  }
}
