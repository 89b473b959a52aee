package io.anode4j.ode;

/**
 * Coefficients of an explicit Runge–Kutta method whose last stage is the derivative at the step's
 * end, so that it serves as the first stage of the next step ("first same as last"). Methods that
 * do not have this property by construction get the extra stage; it costs one evaluation a solve.
 *
 * @param name the method's usual name
 * @param order order of the solution carried on
 * @param c abscissae of all stages, the first 0 and the last 1
 * @param a {@code a[s]} are the weights of stages 0..s−1 in the input of stage s; the last row are
 *     the weights b of the solution
 * @param error weights of the local error estimate, b − b̂, one a stage; empty for methods without
 * @param dense {@code dense[s][p]} is the coefficient of θ^(p+1) in the weight of stage s for the
 *     solution at t + θ·h
 */
public record ButcherTableau(
    String name, int order, double[] c, double[][] a, double[] error, double[][] dense) {

  /** Dormand and Prince 5(4), the reference method of the field. */
  public static ButcherTableau dopri5() {
    return Dopri5.TABLEAU;
  }

  /** Tsitouras 5(4), usually a little more accurate than dopri5 for the same work. */
  public static ButcherTableau tsit5() {
    return Tsit5.TABLEAU;
  }

  /** The classical fourth-order method of Kutta. */
  public static ButcherTableau rk4() {
    return RungeKutta4.TABLEAU;
  }

  /** The explicit Euler method. */
  public static ButcherTableau euler() {
    return Euler.TABLEAU;
  }

  /** Number of stages, the one at the step's end included. */
  public int stages() {
    return c.length;
  }

  /** True when the method estimates its local error. */
  public boolean embedded() {
    return error.length > 0;
  }

  /** Degree in θ of the dense output. */
  public int degree() {
    return dense[0].length;
  }

  @Override
  public String toString() {
    return name;
  }
}
