package io.anode4j.anode;

import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.ParametricField;
import io.anode4j.tensor.Matrix;

/**
 * The field {@code dy/dt = f(t, y)} of any layer or composition of layers. Layers that know the
 * time ({@link io.anode4j.nn.TimeConcat}, {@link io.anode4j.nn.ConcatSquash}) see that of the
 * solve.
 *
 * @param layer f, with as many outputs as inputs
 * @param parameters its weights
 */
public record LayerField(Layer layer, Parameters parameters) implements ParametricField {
  /** Checks that the layer maps states to derivatives. */
  public LayerField {
    requireSquare(layer);
  }

  static void requireSquare(Layer layer) {
    if (layer.inputs() != layer.outputs()) {
      throw new IllegalArgumentException(
          String.format(
              "A vector field maps %d components to %d; expected equal numbers: end the layer with"
                  + " one of %d outputs",
              layer.inputs(), layer.outputs(), layer.inputs()));
    }
  }

  @Override
  public int dimension() {
    return layer.inputs();
  }

  @Override
  public Evaluator evaluator() {
    Evaluator evaluator = new Evaluator(layer.evaluator());
    evaluator.load(parameters);
    return evaluator;
  }

  @Override
  public float[] parameterValues() {
    return parameters.values().clone();
  }

  @Override
  public LayerField withParameterValues(float[] values) {
    return new LayerField(layer, new Parameters(parameters.layout(), values.clone()));
  }

  /** One thread's evaluator, whose weights can be replaced between solves. */
  public static final class Evaluator implements ParametricEvaluator {
    private final LayerEvaluator layer;

    /**
     * Solves with a layer's workspace.
     *
     * @param layer the thread's own workspace; load weights before solving
     */
    public Evaluator(LayerEvaluator layer) {
      this.layer = layer;
    }

    /** Takes over current weights. */
    public void load(Parameters parameters) {
      layer.load(parameters);
    }

    @Override
    public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
      layer.forward(rows, 0, t, y, dydt);
    }

    @Override
    public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
      layer.forward(rows, tape, t, y, dydt);
    }

    @Override
    public void pullback(
        int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
      layer.backward(rows, tape, t, y, cotangent, yCotangent);
    }

    @Override
    public void drainGradient(float[] gradient) {
      layer.drainGradient(gradient);
    }
  }
}
