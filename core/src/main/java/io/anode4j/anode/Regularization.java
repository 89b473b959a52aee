package io.anode4j.anode;

/**
 * What keeps a neural ODE easy to solve. All of it acts in training only.
 *
 * @param kinetic weight of the kinetic energy ∫‖f‖² dt (Finlay, Jacobsen, Nurbekyan and Oberman,
 *     "How to train your neural ODE: the world of Jacobian and kinetic regularization", ICML 2020,
 *     eq. 6)
 * @param jacobian weight of ∫‖∂f/∂y‖² dt, Frobenius, estimated as ‖(∂f/∂y)·ε‖² with signs ε fixed
 *     over a solve (the same work, eq. 8, with ε on the other side: the same expectation)
 * @param endTimeSpread largest random shift b of the end time, uniform on ±b and the same for a
 *     batch (STEER: Ghosh et al., "STEER: simple temporal regularization for neural ODEs", NeurIPS
 *     2020, eq. 5); shorter than the span
 */
public record Regularization(double kinetic, double jacobian, double endTimeSpread) {
  /** Checks that the weights are none or positive. */
  public Regularization {
    if (!(kinetic >= 0 && jacobian >= 0 && endTimeSpread >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              "Regularisation with kinetic %s, jacobian %s, end time ±%s; expected 0 (none) or more",
              kinetic, jacobian, endTimeSpread));
    }
  }

  /** No regularisation. */
  public static Regularization none() {
    return new Regularization(0, 0, 0);
  }

  /** With a weight of the kinetic energy; 0.01 is the authors' for images. */
  public Regularization withKineticEnergy(double weight) {
    return new Regularization(weight, jacobian, endTimeSpread);
  }

  /** With a weight of the Jacobian's Frobenius norm; 0.01 is the authors' for images. */
  public Regularization withJacobian(double weight) {
    return new Regularization(kinetic, weight, endTimeSpread);
  }

  /** With a random end time. */
  public Regularization withEndTimeSpread(double spread) {
    return new Regularization(kinetic, jacobian, spread);
  }

  /** True when the state must carry integrals to be penalised. */
  boolean integrates() {
    return kinetic > 0 || jacobian > 0;
  }
}
