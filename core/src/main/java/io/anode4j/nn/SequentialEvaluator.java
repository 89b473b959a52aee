package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;

/** One thread's workspace for a {@link Sequential}: the states between the layers on each tape. */
final class SequentialEvaluator implements LayerEvaluator {
  private final LayerEvaluator[] layers;

  /** What goes into layer i + 1; its tangents; cotangents of both. */
  private final TapeMatrices[] states;

  private final TapeMatrices[] tangents;
  private final TapeMatrices[] stateCotangents;
  private final TapeMatrices[] tangentCotangents;

  SequentialEvaluator(Sequential sequence) {
    List<Layer> parts = sequence.layers();
    int inner = parts.size() - 1;
    layers = new LayerEvaluator[parts.size()];
    states = new TapeMatrices[inner];
    tangents = new TapeMatrices[inner];
    stateCotangents = new TapeMatrices[inner];
    tangentCotangents = new TapeMatrices[inner];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = parts.get(i).evaluator();
    }
    for (int i = 0; i < inner; i++) {
      int size = parts.get(i).outputs();
      states[i] = new TapeMatrices(size);
      tangents[i] = new TapeMatrices(size);
      stateCotangents[i] = new TapeMatrices(size);
      tangentCotangents[i] = new TapeMatrices(size);
    }
  }

  @Override
  public void load(Parameters parameters) {
    for (LayerEvaluator layer : layers) {
      layer.load(parameters);
    }
  }

  @Override
  public void reserve(int rows, int tapes) {
    for (LayerEvaluator layer : layers) {
      layer.reserve(rows, tapes);
    }
    for (int i = 0; i < states.length; i++) {
      states[i].reserve(rows, tapes);
      stateCotangents[i].reserve(rows, 1);
    }
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    Matrix in = x;
    for (int i = 0; i < layers.length; i++) {
      Matrix out = i < states.length ? states[i].get(rows, tape) : y;
      layers[i].forward(rows, tape, t, in, out);
      in = out;
    }
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix out = dy;
    for (int i = layers.length - 1; i >= 0; i--) {
      Matrix in = i == 0 ? x : states[i - 1].get(rows, tape);
      Matrix inCotangent = i == 0 ? dx : stateCotangents[i - 1].get(rows, 0);
      layers[i].backward(rows, tape, t, in, out, inCotangent);
      out = inCotangent;
    }
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    Matrix in = x;
    Matrix along = u;
    for (int i = 0; i < layers.length; i++) {
      boolean last = i == states.length;
      Matrix out = last ? y : states[i].get(rows, tape);
      Matrix outAlong = last ? v : tangents[i].get(directions * rows, tape);
      layers[i].forwardTangent(rows, directions, tape, t, in, along, out, outAlong);
      in = out;
      along = outAlong;
    }
  }

  @Override
  public void backwardTangent(
      int rows,
      int directions,
      int tape,
      double[] t,
      Matrix x,
      Matrix u,
      Matrix dy,
      Matrix dv,
      Matrix dx,
      Matrix du) {
    int all = directions * rows;
    Matrix out = dy;
    Matrix outAlong = dv;
    for (int i = layers.length - 1; i >= 0; i--) {
      Matrix in = i == 0 ? x : states[i - 1].get(rows, tape);
      Matrix along = i == 0 ? u : tangents[i - 1].get(all, tape);
      Matrix inCotangent = i == 0 ? dx : stateCotangents[i - 1].get(rows, 0);
      Matrix alongCotangent = i == 0 ? du : tangentCotangents[i - 1].get(all, 0);
      layers[i].backwardTangent(
          rows, directions, tape, t, in, along, out, outAlong, inCotangent, alongCotangent);
      out = inCotangent;
      outAlong = alongCotangent;
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    for (LayerEvaluator layer : layers) {
      layer.drainGradient(gradient);
    }
  }

  @Override
  public void resample(RandomGenerator random) {
    for (LayerEvaluator layer : layers) {
      layer.resample(random);
    }
  }

  @Override
  public void settle() {
    for (LayerEvaluator layer : layers) {
      layer.settle();
    }
  }

  @Override
  public double penalty(int tape) {
    double sum = 0;
    for (LayerEvaluator layer : layers) {
      sum += layer.penalty(tape);
    }
    return sum;
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    FieldEvaluations sum = FieldEvaluations.NONE;
    for (LayerEvaluator layer : layers) {
      sum = sum.plus(layer.takeEvaluations());
    }
    return sum;
  }
}
