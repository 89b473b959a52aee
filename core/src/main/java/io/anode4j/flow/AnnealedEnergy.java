package io.anode4j.flow;

/** A target's energy under the weight that its annealing has come to. */
final class AnnealedEnergy {
  private final Energy energy;
  private final Annealing annealing;
  private long steps;
  private double weight = 1;

  AnnealedEnergy(Energy energy, Annealing annealing) {
    this.energy = energy;
    this.annealing = annealing;
  }

  /** Takes the weight of the next optimiser step. */
  void step() {
    weight = annealing.weight(steps++);
  }

  /** Takes the whole energy, as evaluations do. */
  void whole() {
    weight = 1;
  }

  double at(double[] z) {
    return weight * energy.at(z);
  }

  /** The gradient of {@link #at}. */
  void gradient(double[] z, double[] gradient) {
    energy.gradient(z, gradient);
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] *= weight;
    }
  }
}
