package io.anode4j.anode;

import io.anode4j.nn.Mlp;
import io.anode4j.nn.MlpEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.ParametricField;
import io.anode4j.tensor.Matrix;

/**
 * The autonomous field {@code dy/dt = MLP(y)} of a neural ODE.
 *
 * @param mlp perceptron with as many outputs as inputs
 * @param parameters its weights
 */
public record MlpField(Mlp mlp, Parameters parameters) implements ParametricField {
  /** Checks that the perceptron maps states to derivatives. */
  public MlpField {
    if (mlp.inputs() != mlp.outputs()) {
      throw new IllegalArgumentException(
          "A vector field maps "
              + mlp.inputs()
              + " components to "
              + mlp.outputs()
              + "; expected equal numbers");
    }
  }

  @Override
  public int dimension() {
    return mlp.inputs();
  }

  @Override
  public Evaluator evaluator() {
    Evaluator evaluator = new Evaluator(mlp);
    evaluator.load(parameters);
    return evaluator;
  }

  @Override
  public float[] parameterValues() {
    return parameters.values().clone();
  }

  @Override
  public MlpField withParameterValues(float[] values) {
    return new MlpField(mlp, new Parameters(parameters.layout(), values.clone()));
  }

  /** One thread's evaluator, whose weights can be replaced between solves. */
  public static final class Evaluator implements ParametricEvaluator {
    private final MlpEvaluator mlp;

    /**
     * A workspace; call {@link #load} before solving.
     *
     * @param mlp the perceptron
     */
    public Evaluator(Mlp mlp) {
      this.mlp = new MlpEvaluator(mlp);
    }

    /** Packs current weights. */
    public void load(Parameters parameters) {
      mlp.load(parameters);
    }

    @Override
    public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
      mlp.forward(rows, 0, y, dydt);
    }

    @Override
    public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
      mlp.forward(rows, tape, y, dydt);
    }

    @Override
    public void pullback(
        int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
      mlp.backward(rows, tape, y, cotangent, yCotangent);
    }

    @Override
    public void drainGradient(float[] gradient) {
      mlp.drainGradient(gradient);
    }
  }
}
