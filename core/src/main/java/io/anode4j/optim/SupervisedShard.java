package io.anode4j.optim;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/** One thread's workspace for a {@link SupervisedObjective}: some samples at a time. */
final class SupervisedShard {
  private final LayerEvaluator layer;
  private final Matrix inputs;
  private final Matrix targets;
  private final Loss loss;
  private final int outputs;
  private Matrix x;
  private Matrix target;
  private Matrix y;
  private Matrix dy;
  private Matrix dx;
  private double[] time = {};

  SupervisedShard(Layer layer, Matrix inputs, Matrix targets, Loss loss) {
    this.layer = layer.evaluator();
    this.inputs = inputs;
    this.targets = targets;
    this.loss = loss;
    outputs = layer.outputs();
    x = new Matrix(0, inputs.columns());
    target = x;
    y = x;
    dy = x;
    dx = x;
  }

  private void reserve(int rows) {
    if (rows > time.length) {
      x = new Matrix(rows, inputs.columns());
      target = new Matrix(rows, targets.columns());
      y = new Matrix(rows, outputs);
      dy = new Matrix(rows, outputs);
      dx = new Matrix(rows, inputs.columns());
      time = new double[rows];
    }
  }

  void load(Parameters parameters) {
    layer.load(parameters);
  }

  /** The mean loss of samples; adds its gradient unless the loss is not finite. */
  double accumulate(int[] samples, RandomGenerator random, float[] gradient) {
    int rows = samples.length;
    reserve(rows);
    for (int i = 0; i < rows; i++) {
      x.copyRow(i, inputs, samples[i]);
      target.copyRow(i, targets, samples[i]);
    }
    layer.resample(random);
    layer.forward(rows, 0, time, x, y);
    double value = loss.evaluate(rows, y, target, dy) + layer.penalty(0);
    if (Double.isFinite(value)) {
      try {
        layer.backward(rows, 0, time, x, dy, dx);
      } catch (RuntimeException e) {
        // A part of a gradient must not wait for the next batch.
        layer.drainGradient(new float[gradient.length]);
        throw e;
      }
      layer.drainGradient(gradient);
    }
    return value;
  }

  /** The sum of the losses of consecutive samples, without whatever is random or added. */
  double sum(int from, int rows) {
    Cancellation.check("The evaluation of the loss");
    layer.settle();
    reserve(rows);
    for (int i = 0; i < rows; i++) {
      x.copyRow(i, inputs, from + i);
      target.copyRow(i, targets, from + i);
    }
    layer.forward(rows, 0, time, x, y);
    return rows * loss.evaluate(rows, y, target, dy);
  }

  FieldEvaluations takeEvaluations() {
    return layer.takeEvaluations();
  }
}
