package io.anode4j.experiments;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Coupling;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.ReversibleStack;
import io.anode4j.nn.Sequential;
import io.anode4j.tensor.Matrix;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A reversible stack beside the same network that keeps its activations.
 *
 * @param depth blocks
 * @param error distance of the gradients of all weights, over their length
 * @param reconstruction largest error of an input found from its output; inputs have size 1
 * @param bytes what the reversible workspace holds after a pass, beside its weights
 * @param storedBytes what the other one holds
 */
record CouplingDepth(int depth, double error, double reconstruction, long bytes, long storedBytes) {
  private static final int HALF = 8;
  private static final int HIDDEN = 32;
  private static final int ROWS = 1000;

  private static Layer half(ParameterLayout.Builder layout, String name) {
    return Mlp.in(layout, name, Activation.TANH, HALF, HIDDEN, HALF);
  }

  /** Blocks with a factor of f and g; call it on one thread at a time, or bytes are others'. */
  static CouplingDepth of(int depth, double scale, long seed) {
    ParameterLayout.Builder one = ParameterLayout.builder();
    ReversibleStack stack = ReversibleStack.in(one, "stack", depth, scale, CouplingDepth::half);
    Network network = Network.create(stack, one.build(), seed);
    ParameterLayout.Builder other = ParameterLayout.builder();
    List<Layer> blocks = new ArrayList<>();
    for (int l = 0; l < depth; l++) {
      Layer f = half(other, l + ".f");
      blocks.add(new Coupling(f, half(other, l + ".g"), scale));
    }
    Parameters same = new Parameters(other.build(), network.parameters().values());
    SplittableRandom random = new SplittableRandom(seed);
    Matrix x = normal(random);
    Matrix cotangent = normal(random);
    Pass reversible = Pass.of(network, x, cotangent);
    Pass stored = Pass.of(new Network(new Sequential(blocks), same), x, cotangent);
    Matrix back = stack.inverse(network.parameters(), network.apply(x));
    return new CouplingDepth(
        depth,
        distance(stored.gradient, reversible.gradient),
        largest(x.toArray(), back.toArray()),
        reversible.bytes,
        stored.bytes);
  }

  private static Matrix normal(SplittableRandom random) {
    Matrix m = new Matrix(ROWS, 2 * HALF);
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < 2 * HALF; j++) {
        m.set(r, j, (float) random.nextGaussian());
      }
    }
    return m;
  }

  /** A forward and a backward pass: the gradient, and what the workspace held then. */
  private record Pass(float[] gradient, long bytes) {
    static Pass of(Network network, Matrix x, Matrix cotangent) {
      LayerEvaluator evaluator = network.evaluator();
      Matrix y = new Matrix(ROWS, 2 * HALF);
      Matrix dx = new Matrix(ROWS, 2 * HALF);
      double[] t = new double[ROWS];
      long before = live();
      evaluator.forward(ROWS, 0, t, x, y);
      evaluator.backward(ROWS, 0, t, x, cotangent, dx);
      long bytes = live() - before;
      float[] gradient = new float[network.parameters().size()];
      evaluator.drainGradient(gradient);
      Reference.reachabilityFence(y);
      return new Pass(gradient, Math.max(0, bytes));
    }

    /** The heap after a collection. */
    private static long live() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  private static double distance(float[] truth, float[] found) {
    double squares = 0;
    double size = 0;
    for (int i = 0; i < truth.length; i++) {
      squares += Math.pow((double) truth[i] - found[i], 2);
      size += (double) truth[i] * truth[i];
    }
    return Math.sqrt(squares / size);
  }

  private static double largest(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }
}
