package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * Gives a layer the time as one more input, {@code y = f([x, t])}: how the authors of neural ODEs
 * and augmented neural ODEs make a field depend on time.
 *
 * @param inner f, whose last input is the time
 */
public record TimeConcat(Layer inner) implements Layer {
  /** Checks that there is an input left for the state. */
  public TimeConcat {
    if (inner.inputs() < 2) {
      throw new IllegalArgumentException(
          "Time is one more input, but the layer has only "
              + inner.inputs()
              + "; give it one for each state component and one for the time");
    }
  }

  @Override
  public int inputs() {
    return inner.inputs() - 1;
  }

  @Override
  public int outputs() {
    return inner.outputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Evaluator(inner);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    inner.initialize(parameters, random);
  }

  private static final class Evaluator implements LayerEvaluator {
    private final LayerEvaluator inner;
    private final int inputs;
    private final TapeMatrices states;
    private final TapeMatrices tangents;
    private final TapeMatrices cotangent;
    private final TapeMatrices tangentCotangent;

    Evaluator(Layer layer) {
      inner = layer.evaluator();
      inputs = layer.inputs() - 1;
      states = new TapeMatrices(inputs + 1);
      tangents = new TapeMatrices(inputs + 1);
      cotangent = new TapeMatrices(inputs + 1);
      tangentCotangent = new TapeMatrices(inputs + 1);
    }

    @Override
    public void load(Parameters parameters) {
      inner.load(parameters);
    }

    @Override
    public void reserve(int rows, int tapes) {
      inner.reserve(rows, tapes);
      states.reserve(rows, tapes);
      cotangent.reserve(rows, 1);
    }

    private Matrix withTime(int rows, int tape, double[] t, Matrix x) {
      Matrix in = states.get(rows, tape);
      Columns.copy(rows, inputs, x, 0, in, 0);
      for (int r = 0; r < rows; r++) {
        in.data()[r * in.stride() + inputs] = (float) t[r];
      }
      return in;
    }

    @Override
    public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
      inner.forward(rows, tape, t, withTime(rows, tape, t, x), y);
    }

    @Override
    public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
      Matrix din = cotangent.get(rows, 0);
      inner.backward(rows, tape, t, states.get(rows, tape), dy, din);
      Columns.copy(rows, inputs, din, 0, dx, 0);
    }

    @Override
    public void forwardTangent(
        int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
      Matrix along = tangents.get(directions * rows, tape);
      Columns.copy(directions * rows, inputs, u, 0, along, 0);
      for (int r = 0; r < directions * rows; r++) {
        along.data()[r * along.stride() + inputs] = 0;
      }
      inner.forwardTangent(rows, directions, tape, t, withTime(rows, tape, t, x), along, y, v);
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
      Matrix din = cotangent.get(rows, 0);
      Matrix dalong = tangentCotangent.get(all, 0);
      inner.backwardTangent(
          rows,
          directions,
          tape,
          t,
          states.get(rows, tape),
          tangents.get(all, tape),
          dy,
          dv,
          din,
          dalong);
      Columns.copy(rows, inputs, din, 0, dx, 0);
      Columns.copy(all, inputs, dalong, 0, du, 0);
    }

    @Override
    public void drainGradient(float[] gradient) {
      inner.drainGradient(gradient);
    }
  }
}
