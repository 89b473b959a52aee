package io.anode4j.anode;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One thread's workspace for a {@link NeuralOde}: a recorded solve on each tape. In training, with
 * integrals to penalise, the solve runs on a wider state.
 */
final class NeuralOdeEvaluator implements LayerEvaluator {
  private final NeuralOde block;
  private final int dimension;
  private final LayerEvaluator dynamics;
  private final @Nullable RegularizedDynamics regularized;
  private final SolveTapes plainTapes;
  private final @Nullable SolveTapes regularizedTapes;
  private boolean training;
  private double end;
  private double[] penalties = {};
  private FieldEvaluations evaluations = FieldEvaluations.NONE;

  NeuralOdeEvaluator(NeuralOde block) {
    this.block = block;
    dimension = block.inputs();
    dynamics = block.dynamics().evaluator();
    end = block.end();
    plainTapes = tapes(dimension, dynamics);
    if (block.regularization().integrates()) {
      boolean jacobian = block.regularization().jacobian() > 0;
      regularized = new RegularizedDynamics(dynamics, dimension, jacobian);
      regularizedTapes = tapes(dimension + RegularizedDynamics.EXTRA, regularized);
    } else {
      regularized = null;
      regularizedTapes = null;
    }
  }

  private SolveTapes tapes(int size, LayerEvaluator field) {
    DifferentiableSolver solver = new DifferentiableSolver(block.solver(), block.gradient());
    return new SolveTapes(solver, size, new LayerField.Evaluator(field));
  }

  private SolveTapes tapes() {
    return regularizedTapes != null && training ? regularizedTapes : plainTapes;
  }

  @Override
  public void load(Parameters parameters) {
    dynamics.load(parameters);
    plainTapes.parameters(parameters.size());
    if (regularizedTapes != null) {
      regularizedTapes.parameters(parameters.size());
    }
  }

  @Override
  public void reserve(int rows, int count) {
    tapes().reserve(rows, count);
    if (penalties.length < count) {
      penalties = Arrays.copyOf(penalties, count);
    }
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    reserve(rows, tape + 1);
    SolveTapes tapes = tapes();
    Matrix start = tapes.initial();
    start.clearRows(rows);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x.data(), r * x.stride(), start.data(), r * start.stride(), dimension);
    }
    if (regularized != null && training) {
      for (int r = 0; r < rows; r++) {
        start.set(r, dimension + 2, r);
      }
    }
    tapes.solve(rows, tape, block.start(), end);
    Cancellation.check("The solve of a neural ODE");
    evaluations = evaluations.plus(tapes.forwardEvaluations(rows, tape));
    Matrix out = tapes.output(tape);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(out.data(), r * out.stride(), y.data(), r * y.stride(), dimension);
    }
    penalties[tape] = penalty(rows, out);
  }

  private double penalty(int rows, Matrix out) {
    if (out.columns() == dimension || rows == 0) {
      return 0;
    }
    double kinetic = 0;
    double jacobian = 0;
    for (int r = 0; r < rows; r++) {
      kinetic += out.get(r, dimension);
      jacobian += out.get(r, dimension + 1);
    }
    Regularization weights = block.regularization();
    double sign = Math.signum(end - block.start());
    return sign * (weights.kinetic() * kinetic + weights.jacobian() * jacobian) / rows;
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    SolveTapes tapes = tapes();
    Matrix ct = tapes.outputCotangent();
    ct.clearRows(rows);
    Regularization weights = block.regularization();
    double share = Math.signum(end - block.start()) / rows;
    for (int r = 0; r < rows; r++) {
      System.arraycopy(dy.data(), r * dy.stride(), ct.data(), r * ct.stride(), dimension);
      if (ct.columns() > dimension) {
        ct.set(r, dimension, (float) (weights.kinetic() * share));
        ct.set(r, dimension + 1, (float) (weights.jacobian() * share));
      }
    }
    FieldEvaluations counted = tapes.pullback(tape);
    Cancellation.check("The gradient of a neural ODE");
    evaluations = evaluations.plus(counted);
    Matrix initial = tapes.initialCotangent();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(initial.data(), r * initial.stride(), dx.data(), r * dx.stride(), dimension);
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    dynamics.drainGradient(gradient);
    plainTapes.drainGradient(gradient);
    if (regularizedTapes != null) {
      regularizedTapes.drainGradient(gradient);
    }
  }

  @Override
  public void resample(RandomGenerator random) {
    dynamics.resample(random);
    training = true;
    if (regularized != null) {
      regularized.seed(random.nextLong());
    }
    double spread = block.regularization().endTimeSpread();
    end = block.end() + spread * (2 * random.nextDouble() - 1);
  }

  @Override
  public void settle() {
    dynamics.settle();
    training = false;
    end = block.end();
  }

  @Override
  public double penalty(int tape) {
    return penalties[tape];
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    FieldEvaluations taken = evaluations;
    evaluations = FieldEvaluations.NONE;
    return taken;
  }
}
