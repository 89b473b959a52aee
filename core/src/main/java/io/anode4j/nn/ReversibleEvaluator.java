package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** One thread's workspace for a {@link ReversibleStack}: one block's, whatever the depth. */
final class ReversibleEvaluator implements LayerEvaluator {
  private final ParameterSlot slot;
  private final int depth;
  private final CouplingEvaluator block;

  /** The weights of the block in work, and their gradient. */
  private final Parameters one;

  private final float[] oneGradient;
  private float[] weights = {};
  private final float[] gradient;

  /** Both halves of the output, by tape. */
  private final TapeMatrices firsts;

  private final TapeMatrices seconds;

  /** Both halves on their way back, and their cotangents. */
  private final TapeMatrices back;

  ReversibleEvaluator(ReversibleStack stack) {
    slot = stack.weights();
    depth = stack.depth();
    block = new CouplingEvaluator(stack.block());
    one = new Parameters(stack.layout());
    oneGradient = new float[one.size()];
    gradient = new float[slot.size()];
    int half = stack.block().half();
    firsts = new TapeMatrices(half);
    seconds = new TapeMatrices(half);
    back = new TapeMatrices(half);
  }

  @Override
  public void load(Parameters parameters) {
    parameters.layout().require(slot);
    weights = new float[slot.size()];
    System.arraycopy(parameters.values(), slot.offset(), weights, 0, weights.length);
  }

  @Override
  public void reserve(int rows, int tapes) {
    block.reserve(rows, 1);
    firsts.reserve(rows, tapes);
    seconds.reserve(rows, tapes);
    back.reserve(rows, 4);
  }

  private void take(int l) {
    if (weights.length == 0) {
      throw Unloaded.refusal(slot);
    }
    System.arraycopy(weights, l * one.size(), one.values(), 0, one.size());
    block.load(one);
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    Matrix first = firsts.get(rows, tape);
    Matrix second = seconds.get(rows, tape);
    block.split(rows, x, first, second);
    for (int l = 0; l < depth; l++) {
      take(l);
      block.advance(rows, t, first, second);
    }
    block.join(rows, first, second, y);
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix first = copy(rows, firsts.get(rows, tape), back.get(rows, 0));
    Matrix second = copy(rows, seconds.get(rows, tape), back.get(rows, 1));
    Matrix dFirst = back.get(rows, 2);
    Matrix dSecond = back.get(rows, 3);
    block.split(rows, dy, dFirst, dSecond);
    for (int l = depth - 1; l >= 0; l--) {
      take(l);
      block.retreat(rows, t, first, second, dFirst, dSecond);
      Arrays.fill(oneGradient, 0f);
      block.drainGradient(oneGradient);
      for (int i = 0; i < oneGradient.length; i++) {
        gradient[l * oneGradient.length + i] += oneGradient[i];
      }
    }
    block.join(rows, dFirst, dSecond, dx);
  }

  void inverse(int rows, double[] t, Matrix y, Matrix x) {
    Matrix first = back.get(rows, 0);
    Matrix second = back.get(rows, 1);
    block.split(rows, y, first, second);
    for (int l = depth - 1; l >= 0; l--) {
      take(l);
      block.retreat(rows, t, first, second);
    }
    block.join(rows, first, second, x);
  }

  private static Matrix copy(int rows, Matrix from, Matrix to) {
    System.arraycopy(from.data(), 0, to.data(), 0, rows * from.stride());
    return to;
  }

  @Override
  public void drainGradient(float[] to) {
    for (int i = 0; i < gradient.length; i++) {
      to[slot.offset() + i] += gradient[i];
      gradient[i] = 0;
    }
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    return block.takeEvaluations();
  }
}
