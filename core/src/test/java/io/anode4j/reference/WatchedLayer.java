package io.anode4j.reference;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * A layer that computes what another does and watches how it is used: passes, the most rows at
 * once; and that can interrupt its own thread at a pass.
 */
public final class WatchedLayer implements Layer {
  private final Layer inner;
  private long interruptAt = -1;
  private long passes;
  private int mostRows;

  /**
   * Watches a layer.
   *
   * @param inner the layer
   */
  public WatchedLayer(Layer inner) {
    this.inner = inner;
  }

  /** Starts counting anew; the thread will be interrupted in a pass, or never if that is 0. */
  public void interruptAt(long pass) {
    passes = 0;
    mostRows = 0;
    interruptAt = pass;
  }

  /** Passes since then, either way. */
  public long passes() {
    return passes;
  }

  /** The most rows of one of them. */
  public int mostRows() {
    return mostRows;
  }

  private void pass(int rows) {
    mostRows = Math.max(mostRows, rows);
    if (++passes == interruptAt) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int outputs() {
    return inner.outputs();
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    inner.initialize(parameters, random);
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Watched(inner.evaluator());
  }

  private final class Watched implements LayerEvaluator {
    private final LayerEvaluator layer;

    Watched(LayerEvaluator layer) {
      this.layer = layer;
    }

    @Override
    public void load(Parameters parameters) {
      layer.load(parameters);
    }

    @Override
    public void reserve(int rows, int tapes) {
      layer.reserve(rows, tapes);
    }

    @Override
    public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
      pass(rows);
      layer.forward(rows, tape, t, x, y);
    }

    @Override
    public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
      pass(rows);
      layer.backward(rows, tape, t, x, dy, dx);
    }

    @Override
    public void forwardTangent(
        int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
      pass(rows);
      layer.forwardTangent(rows, directions, tape, t, x, u, y, v);
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
      pass(rows);
      layer.backwardTangent(rows, directions, tape, t, x, u, dy, dv, dx, du);
    }

    @Override
    public void drainGradient(float[] gradient) {
      layer.drainGradient(gradient);
    }

    @Override
    public void resample(RandomGenerator random) {
      layer.resample(random);
    }

    @Override
    public void settle() {
      layer.settle();
    }

    @Override
    public double penalty(int tape) {
      return layer.penalty(tape);
    }

    @Override
    public FieldEvaluations takeEvaluations() {
      return layer.takeEvaluations();
    }
  }
}
