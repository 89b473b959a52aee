package io.anode4j.nn;

/**
 * Steps of the three networks that Ruthotto and Haber ("Deep neural networks motivated by partial
 * differential equations", Journal of Mathematical Imaging and Vision 2020, section 3) take from
 * partial differential equations. All are made of {@linkplain SymmetricLayer symmetric layers} F(x)
 * = −Kᵀ σ(K·x + b), and stable at any depth for steps that are small enough.
 */
public final class PdeBlocks {
  private PdeBlocks() {}

  /**
   * A parabolic step, {@code y = x + h·F(x)}: as heat flows, it brings any two states nearer to
   * each other, for h up to 2/(‖K‖²·σ′).
   *
   * @param map K and b
   * @param activation σ
   * @param step h
   * @return the step
   */
  public static Layer parabolic(Layer map, Activation activation, double step) {
    return new Residual(new SymmetricLayer(map, activation, -1), step);
  }

  /**
   * A Hamiltonian step of two halves, {@code y₁ = x₁ − h·F₁(x₂)}, {@code y₂ = x₂ + h·F₂(y₁)} (by
   * Verlet's method): invertible, and with the same maps in all steps it keeps an energy to the
   * order of h: Σ S(K₁x₂ + b₁) + Σ S(K₂x₁ + b₂) with S′ = σ.
   *
   * @param first K₁ and b₁
   * @param second K₂ and b₂, of the same size
   * @param activation σ
   * @param step h
   * @return the step
   */
  public static Coupling hamiltonian(
      Layer first, Layer second, Activation activation, double step) {
    return new Coupling(
        new SymmetricLayer(first, activation, 1), new SymmetricLayer(second, activation, -1), step);
  }

  /**
   * A step of second order, {@code x″ = F(x)} with velocity v (by the leapfrog method), on [v; x]:
   * {@code v′ = v + h·F(x)}, {@code x′ = x + h·v′}. It is invertible, and with the same map in all
   * steps it keeps ½‖v‖² + Σ S(K·x + b) to the order of h.
   *
   * @param map K and b
   * @param activation σ
   * @param step h
   * @return the step, of rows [v; x]
   */
  public static Coupling secondOrder(Layer map, Activation activation, double step) {
    SymmetricLayer force = new SymmetricLayer(map, activation, -1);
    return new Coupling(force, Activation.IDENTITY.layer(map.inputs()), step);
  }
}
