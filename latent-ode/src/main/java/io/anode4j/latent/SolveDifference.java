package io.anode4j.latent;

import io.anode4j.latent.dynamics.DynamicsPass;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Matrix;
import java.util.function.BiConsumer;

/**
 * How far the unrolled Runge–Kutta steps of a {@link LatentGraphs} end from where the model's own
 * dynamics do, over context and horizon, from starts drawn from the prior N(0, I).
 *
 * @param solver what the model solves with
 * @param steps unrolled steps
 * @param span how far was solved, original time units
 * @param state largest difference of a component of the state
 * @param value largest difference of a decoded location, in units of its channel's scale
 */
public record SolveDifference(String solver, int steps, double span, double state, double value) {
  private static final int STARTS = 256;
  private static final double[] NO_TIMES = {};

  /** Measures a model. */
  public static SolveDifference of(LatentOde model, int steps) {
    FieldOfModel field = new FieldOfModel(model);
    LatentArchitecture parts = field.architecture();
    double span = model.context() + model.horizon();
    double units = span / model.header().timeUnit();
    Matrix start = starts(model);
    int width = start.columns();
    Matrix own = new Matrix(STARTS, width);
    DynamicsPass dynamics = parts.dynamics().pass();
    dynamics.load(model.parameters());
    dynamics.solve(new double[STARTS], start, OutputTimes.same(STARTS, units), own, false);
    Matrix unrolled = unrolled(field.slopes(), start, units, steps);
    double state = largest(own, unrolled, width);
    int channels = model.channels().size();
    double value = largest(decoded(model, parts, own), decoded(model, parts, unrolled), channels);
    String solver =
        model.config().dynamics() instanceof NeuralField numeric
            ? numeric.step() > 0
                ? "%s in steps of %s".formatted(numeric.solver(), numeric.step())
                : "%s at %s and %s".formatted(numeric.solver(), numeric.rtol(), numeric.atol())
            : "the matrix exponential";
    return new SolveDifference(solver, steps, span, state, value);
  }

  private static Matrix starts(LatentOde model) {
    int latent = model.config().latentSize();
    float[] draws = ElboEvaluation.normals(STARTS * latent, model.config().seed());
    Matrix start = new Matrix(STARTS, model.config().stateSize());
    for (int r = 0; r < STARTS; r++) {
      System.arraycopy(draws, r * latent, start.data(), r * start.stride(), latent);
    }
    return start;
  }

  /** The graph's arithmetic. */
  static Matrix unrolled(BiConsumer<Matrix, Matrix> field, Matrix start, double units, int steps) {
    int rows = start.rows();
    Matrix y = new Matrix(rows, start.columns());
    System.arraycopy(start.data(), 0, y.data(), 0, rows * y.stride());
    Matrix moved = new Matrix(rows, start.columns());
    Matrix slope = new Matrix(rows, start.columns());
    Matrix sum = new Matrix(rows, start.columns());
    float h = (float) (units / steps);
    float[] before = {0, 0.5f * h, 0.5f * h, h};
    float[] weight = {1, 2, 2, 1};
    for (int i = 0; i < steps; i++) {
      sum.clearRows(rows);
      for (int stage = 0; stage < 4; stage++) {
        add(y, before[stage], slope, moved);
        field.accept(moved, slope);
        add(sum, weight[stage], slope, sum);
      }
      add(y, h / 6, sum, y);
    }
    return y;
  }

  private static void add(Matrix y, float factor, Matrix slope, Matrix to) {
    for (int i = 0; i < to.data().length; i++) {
      to.data()[i] = y.data()[i] + factor * slope.data()[i];
    }
  }

  private static Matrix decoded(LatentOde model, LatentArchitecture parts, Matrix states) {
    Matrix inputs = new Matrix(STARTS, parts.decoder().inputs());
    for (int r = 0; r < STARTS; r++) {
      System.arraycopy(
          states.data(), r * states.stride(), inputs.data(), r * inputs.stride(), states.columns());
    }
    LayerEvaluator decoder = parts.decoder().evaluator();
    decoder.load(model.parameters());
    Matrix raw = new Matrix(STARTS, parts.decoder().outputs());
    decoder.forward(STARTS, 0, NO_TIMES, inputs, raw);
    return raw;
  }

  private static double largest(Matrix a, Matrix b, int columns) {
    double largest = 0;
    for (int r = 0; r < STARTS; r++) {
      for (int c = 0; c < columns; c++) {
        double off = Math.abs(a.data()[r * a.stride() + c] - b.data()[r * b.stride() + c]);
        largest = Double.isNaN(off) ? Double.NaN : Math.max(largest, off);
      }
    }
    return largest;
  }
}
