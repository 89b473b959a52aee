package io.anode4j.flow;

/**
 * The four energies on the plane of Rezende and Mohamed, "Variational inference with normalizing
 * flows", ICML 2015, table 1, with w₁ = sin(πz₁/2), w₂ = 3·exp(−((z₁ − 1)/0.6)²/2) and w₃ = 3σ((z₁
 * − 1)/0.3).
 *
 * <p>U2 to U4 do not fall off along z₁ and so have no finite constant. As usual they are confined
 * here: beyond |z₁| = 4 the energy grows by (|z₁| − 4)²·5.
 */
public enum PlaneEnergy implements Energy {
  /** Two halves of a ring of radius 2. */
  U1 {
    @Override
    public double at(double[] z) {
      double ring = square((Math.hypot(z[0], z[1]) - 2) / 0.4) / 2;
      return ring - logAdd(-square((z[0] - 2) / 0.6) / 2, -square((z[0] + 2) / 0.6) / 2);
    }
  },
  /** A sine wave. */
  U2 {
    @Override
    public double at(double[] z) {
      return square((z[1] - w1(z)) / 0.4) / 2 + wall(z);
    }
  },
  /** A wave that splits in two and joins again. */
  U3 {
    @Override
    public double at(double[] z) {
      double w2 = 3 * Math.exp(-square((z[0] - 1) / 0.6) / 2);
      double v = z[1] - w1(z);
      return wall(z) - logAdd(-square(v / 0.35) / 2, -square((v + w2) / 0.35) / 2);
    }
  },
  /** A wave that splits in two for good. */
  U4 {
    @Override
    public double at(double[] z) {
      double w3 = 3 / (1 + Math.exp(-(z[0] - 1) / 0.3));
      double v = z[1] - w1(z);
      return wall(z) - logAdd(-square(v / 0.4) / 2, -square((v + w3) / 0.35) / 2);
    }
  };

  private static double w1(double[] z) {
    return Math.sin(Math.PI * z[0] / 2);
  }

  private static double wall(double[] z) {
    return 5 * square(Math.max(0, Math.abs(z[0]) - 4));
  }

  private static double square(double x) {
    return x * x;
  }

  private static double logAdd(double a, double b) {
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }
}
