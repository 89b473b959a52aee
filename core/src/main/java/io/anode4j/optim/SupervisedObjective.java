package io.anode4j.optim;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.RowBlocks;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/** The loss of a layer's outputs against known targets, with the layer's own penalties. */
public final class SupervisedObjective implements Objective {
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

  /**
   * An objective over a set of samples.
   *
   * @param layer the architecture
   * @param inputs {@code [samples × inputs]}, at least one
   * @param targets as many rows, in the shape that the loss asks for
   * @param loss loss of outputs against targets
   */
  public SupervisedObjective(Layer layer, Matrix inputs, Matrix targets, Loss loss) {
    if (inputs.rows() != targets.rows()
        || inputs.rows() == 0
        || inputs.columns() != layer.inputs()) {
      throw new IllegalArgumentException(
          String.format(
              "Inputs %s and targets %s for a layer of %d inputs; expected as many rows, at least"
                  + " one, and as many columns as inputs",
              inputs, targets, layer.inputs()));
    }
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

  @Override
  public int samples() {
    return inputs.rows();
  }

  @Override
  public void load(Parameters parameters) {
    layer.load(parameters);
  }

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    int rows = batch.length;
    reserve(rows);
    for (int i = 0; i < rows; i++) {
      x.copyRow(i, inputs, batch[i]);
      target.copyRow(i, targets, batch[i]);
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

  @Override
  public double evaluate() {
    layer.settle();
    double sum = 0;
    int block = RowBlocks.rows(Math.max(inputs.columns(), outputs));
    for (int from = 0; from < inputs.rows(); from += block) {
      Cancellation.check("The evaluation of the loss");
      int rows = Math.min(block, inputs.rows() - from);
      reserve(rows);
      for (int i = 0; i < rows; i++) {
        x.copyRow(i, inputs, from + i);
        target.copyRow(i, targets, from + i);
      }
      layer.forward(rows, 0, time, x, y);
      sum += rows * loss.evaluate(rows, y, target, dy);
    }
    return sum / inputs.rows();
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    return layer.takeEvaluations();
  }
}
