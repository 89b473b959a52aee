package io.anode4j.experiments;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Coupling;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ReversibleStack;
import io.anode4j.nn.SymmetricLayer;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a hundred steps of a network with random weights, the same in all of them, do to a state.
 *
 * @param network which
 * @param steps 0, 1, …
 * @param distances between two states that start near each other, over the first
 * @param norms of one of them, over the first
 * @param energies of one of them, over the first; NaN where none is kept
 * @param inverse how far the state that the steps backwards come to is from the first, over its
 *     norm
 */
record PdeStability(
    PdeNetwork network,
    double[] steps,
    double[] distances,
    double[] norms,
    double[] energies,
    double inverse) {
  static final int STEPS = 100;
  static final double STEP = 0.1;

  private static final int CHANNELS = 8;
  private static final int SIDE = 8;
  private static final int HALF = CHANNELS * SIDE * SIDE / 2;

  static PdeStability of(PdeNetwork network, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer step = network.step(layout, "step", CHANNELS, SIDE, STEP);
    Network one = Network.create(step, layout.build(), seed);
    enlarge(one);
    SplittableRandom random = new SplittableRandom(seed);
    Matrix x = normal(random, 1, null);
    Matrix z = normal(random, 0.01, x);
    Matrix start = x;
    double apart = norm(x, z);
    double size = norm(x, null);
    double[] steps = new double[STEPS + 1];
    double[] distances = new double[STEPS + 1];
    double[] norms = new double[STEPS + 1];
    double[] energies = new double[STEPS + 1];
    double energy = energy(one, x);
    for (int i = 0; i <= STEPS; i++) {
      steps[i] = i;
      distances[i] = norm(x, z) / apart;
      norms[i] = norm(x, null) / size;
      energies[i] = energy(one, x) / energy;
      x = i < STEPS ? one.apply(x) : x;
      z = one.apply(z);
    }
    double inverse =
        network.reversible()
            ? stackInverse(network, start, seed)
            : backwards(network, one, start, x);
    return new PdeStability(network, steps, distances, norms, energies, inverse);
  }

  /** To the size that He et al. 2015 give weights before a ReLU: √6 times that of the layers. */
  private static void enlarge(Network network) {
    float[] weights = network.parameters().values();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) Math.sqrt(6);
    }
  }

  double growth() {
    return distances[STEPS];
  }

  /** Whether no step takes the two states farther apart, to rounding. */
  boolean contracts() {
    for (int i = 1; i <= STEPS; i++) {
      if (distances[i] > distances[i - 1] * (1 + 1e-4)) {
        return false;
      }
    }
    return true;
  }

  /** Largest share by which the energy is off. */
  double drift() {
    double largest = 0;
    for (double energy : energies) {
      largest = Math.max(largest, Math.abs(energy - 1));
    }
    return Double.isNaN(energies[0]) ? Double.NaN : largest;
  }

  /** Steps of −h, the only way back where a step has no inverse of its own. */
  private static double backwards(PdeNetwork network, Network one, Matrix start, Matrix end) {
    Layer back = network.step(ParameterLayout.builder(), "step", CHANNELS, SIDE, -STEP);
    Network reversed = new Network(back, one.parameters());
    Matrix x = end;
    for (int i = 0; i < STEPS; i++) {
      x = reversed.apply(x);
    }
    return norm(x, start) / norm(start, null);
  }

  /** A stack of as many steps, each with weights of its own. */
  private static double stackInverse(PdeNetwork network, Matrix start, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    ReversibleStack stack =
        ReversibleStack.in(
            layout,
            "stack",
            STEPS,
            STEP,
            (one, name) ->
                network == PdeNetwork.SECOND_ORDER && name.equals("g")
                    ? Activation.IDENTITY.layer(HALF)
                    : half(one, name, network));
    Network all = Network.create(stack, layout.build(), seed);
    enlarge(all);
    Matrix back = stack.inverse(all.parameters(), all.apply(start));
    return norm(back, start) / norm(start, null);
  }

  private static Layer half(ParameterLayout.Builder one, String name, PdeNetwork network) {
    double factor = network == PdeNetwork.HAMILTONIAN && name.equals("f") ? 1 : -1;
    Layer map = PdeNetwork.map(one, name, CHANNELS / 2, SIDE);
    return new SymmetricLayer(map, PdeNetwork.ACTIVATION, factor);
  }

  /** Σ S(K₁x₂ + b₁) + Σ S(K₂x₁ + b₂) or ½‖v‖² + Σ S(Kx + b), with S = ½ relu². */
  private static double energy(Network one, Matrix x) {
    if (!(one.layer() instanceof Coupling coupling)) {
      return Double.NaN;
    }
    double first = potential(one, coupling.f(), x, HALF);
    return coupling.g() instanceof SymmetricLayer
        ? first + potential(one, coupling.g(), x, 0)
        : first + half(x, 0, false);
  }

  private static double potential(Network one, Layer force, Matrix x, int from) {
    Matrix part = new Matrix(1, HALF);
    System.arraycopy(x.data(), from, part.data(), 0, HALF);
    Layer map = ((SymmetricLayer) force).map();
    return half(new Network(map, one.parameters()).apply(part), 0, true);
  }

  private static double half(Matrix x, int from, boolean positive) {
    double sum = 0;
    for (int j = from; j < from + HALF; j++) {
      double v = positive ? Math.max(0, x.get(0, j)) : x.get(0, j);
      sum += v * v / 2;
    }
    return sum;
  }

  private static Matrix normal(SplittableRandom random, double size, @Nullable Matrix around) {
    Matrix m = new Matrix(1, 2 * HALF);
    for (int j = 0; j < 2 * HALF; j++) {
      double base = around == null ? 0 : around.get(0, j);
      m.set(0, j, (float) (base + size * random.nextGaussian()));
    }
    return m;
  }

  private static double norm(Matrix a, @Nullable Matrix b) {
    double sum = 0;
    for (int j = 0; j < a.columns(); j++) {
      double e = a.get(0, j) - (b == null ? 0 : b.get(0, j));
      sum += e * e;
    }
    return Math.sqrt(sum);
  }
}
