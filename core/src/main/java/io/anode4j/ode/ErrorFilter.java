package io.anode4j.ode;

/**
 * How the size of the next step follows from the error ratios r of the last three steps: h·0.9 ·
 * r₀^−β₁ · r₁^−β₂ · r₂^−β₃, within 0.2 and 10. The exponents belong to a method whose error
 * estimate falls with h^k.
 */
public enum ErrorFilter {
  /** The elementary rule, kβ = (1, 0, 0): quick, and restless where stability limits the step. */
  I {
    @Override
    double[] exponents(double k) {
      return new double[] {1 / k, 0, 0};
    }
  },
  /**
   * The default: Gustafsson's PI rule with the constants of Hairer's DOPRI5, β₂ = −0.04 and β₁ =
   * 1/k − 0.03 (Hairer and Wanner, "Solving Ordinary Differential Equations II", IV.2, eq. 2.43c).
   */
  PI {
    @Override
    double[] exponents(double k) {
      return new double[] {1 / k - 0.75 * 0.04, -0.04, 0};
    }
  },
  /**
   * Söderlind's digital filter H211PI, kβ = (1/6, 1/6, 0) ("Digital filters in adaptive
   * time-stepping", ACM Trans. Math. Softw. 29 (2003), table 1): smooth step sequences.
   */
  H211 {
    @Override
    double[] exponents(double k) {
      return new double[] {1 / (6 * k), 1 / (6 * k), 0};
    }
  },
  /**
   * Söderlind's H312PID, kβ = (1/18, 1/9, 1/18) (same paper): the smoothest, for fields that are
   * rough or noisy; slow to lengthen its steps.
   */
  PID {
    @Override
    double[] exponents(double k) {
      return new double[] {1 / (18 * k), 1 / (9 * k), 1 / (18 * k)};
    }
  };

  /** β₁, β₂, β₃ of the last, the last but one and the one before. */
  abstract double[] exponents(double k);
}
