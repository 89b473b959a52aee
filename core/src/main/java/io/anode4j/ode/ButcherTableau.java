package io.anode4j.ode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Coefficients of a Runge–Kutta method, explicit or singly diagonally implicit with an explicit
 * first stage, whose last stage is the derivative at the step's end, so that it serves as the first
 * stage of the next step ("first same as last"). Methods that do not have this property by
 * construction get the extra stage; it costs one evaluation a solve.
 *
 * <p>The arrays are copied when a method is made, but handed out as they are, because inner loops
 * read them: do not write into them.
 *
 * @param name the method's usual name
 * @param order order of the solution carried on
 * @param c abscissae of all stages, the first 0 and the last 1
 * @param a {@code a[s]} are the weights of stages 0..s−1 in the input of stage s, and of stage s
 *     itself in implicit methods; the last row are the weights b of the solution
 * @param error weights of the local error estimate, b − b̂, one a stage; empty for methods without
 * @param dense {@code dense[s][p]} is the coefficient of θ^(p+1) in the weight of stage s for the
 *     solution at t + θ·h
 */
public record ButcherTableau(
    String name, int order, double[] c, double[][] a, double[] error, double[][] dense) {

  /**
   * Checks that the coefficients are those of a method, and copies them.
   *
   * @throws IllegalArgumentException when sizes disagree, a number is not finite, stages do not
   *     follow one another, the weights of a stage do not sum to its abscissa, those of the
   *     solution not to 1, those of the error not to 0, the dense output does not meet the
   *     solution, or the solution misses the quadrature conditions of its order; naming row and
   *     numbers
   */
  public ButcherTableau {
    new TableauCheck(name, order, c, a, error, dense).run();
    c = c.clone();
    a = copy(a);
    error = error.clone();
    dense = copy(dense);
  }

  private static double[][] copy(double[][] rows) {
    double[][] copies = new double[rows.length][];
    Arrays.setAll(copies, s -> rows[s].clone());
    return copies;
  }

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

  /** Kutta's 3/8 rule: fourth order like rk4, with smaller errors. */
  public static ButcherTableau rk38() {
    return ThreeEighths.TABLEAU;
  }

  /** Bogacki and Shampine 3(2), for loose tolerances. */
  public static ButcherTableau bosh3() {
    return Bosh3.TABLEAU;
  }

  /**
   * Prince and Dormand 8(7), for closed forms over many periods; on networks it takes more
   * evaluations than dopri5 at the same tolerance.
   */
  public static ButcherTableau dopri8() {
    return Dopri8.TABLEAU;
  }

  /** Heun's second-order method, the explicit trapezoidal rule. */
  public static ButcherTableau heun() {
    return Heun.TABLEAU;
  }

  /** The explicit midpoint rule of second order. */
  public static ButcherTableau midpoint() {
    return Midpoint.TABLEAU;
  }

  /** Ralston's second-order method of least truncation error. */
  public static ButcherTableau ralston() {
    return Ralston.TABLEAU;
  }

  /** Kværnø 5(4), L-stable, for stiff fields. */
  public static ButcherTableau kvaerno5() {
    return Kvaerno5.TABLEAU;
  }

  /** Kennedy and Carpenter 4(3), L-stable, for stiff fields that jump or end. */
  public static ButcherTableau kencarp4() {
    return KenCarp4.TABLEAU;
  }

  /** The explicit Euler method. */
  public static ButcherTableau euler() {
    return Euler.TABLEAU;
  }

  /** By name, so that a method is loaded and checked when it is asked for, not with all others. */
  private static final Map<String, Supplier<ButcherTableau>> METHODS = methods();

  private static Map<String, Supplier<ButcherTableau>> methods() {
    Map<String, Supplier<ButcherTableau>> methods = new LinkedHashMap<>();
    methods.put("euler", ButcherTableau::euler);
    methods.put("heun", ButcherTableau::heun);
    methods.put("midpoint", ButcherTableau::midpoint);
    methods.put("ralston", ButcherTableau::ralston);
    methods.put("bosh3", ButcherTableau::bosh3);
    methods.put("rk4", ButcherTableau::rk4);
    methods.put("rk38", ButcherTableau::rk38);
    methods.put("dopri5", ButcherTableau::dopri5);
    methods.put("tsit5", ButcherTableau::tsit5);
    methods.put("dopri8", ButcherTableau::dopri8);
    methods.put("kencarp4", ButcherTableau::kencarp4);
    methods.put("kvaerno5", ButcherTableau::kvaerno5);
    return methods;
  }

  /** All methods, simple ones first. */
  public static List<ButcherTableau> all() {
    return METHODS.values().stream().map(Supplier::get).toList();
  }

  /**
   * The method of a name.
   *
   * @param name one of the names of {@link #all}, in any case
   * @return the method
   * @throws IllegalArgumentException naming the nearest one otherwise
   */
  public static ButcherTableau named(String name) {
    Supplier<ButcherTableau> known = METHODS.get(name.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known.get();
    }
    ButcherTableau nearest = euler();
    int best = Integer.MAX_VALUE;
    for (ButcherTableau tableau : all()) {
      int distance = editDistance(name.toLowerCase(Locale.ROOT), tableau.name());
      if (distance < best) {
        best = distance;
        nearest = tableau;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            "There is no method \"%s\"; did you mean \"%s\"? Expected one of %s",
            name, nearest, all()));
  }

  /** Least number of letters to insert, remove or replace (Levenshtein). */
  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /** Number of stages, the one at the step's end included. */
  public int stages() {
    return c.length;
  }

  /** True when the method estimates its local error. */
  public boolean embedded() {
    return error.length > 0;
  }

  /** True when stages depend on themselves, and need equations solved. */
  public boolean implicit() {
    return a[1].length > 1;
  }

  /** Weight of an implicit stage in its own input, the same for all; 0 for explicit methods. */
  public double gamma() {
    return implicit() ? a[1][1] : 0;
  }

  /**
   * A second stage at the step's end, by whose difference to the one that is there anyway the field
   * can be felt; −1 where there is none.
   */
  public int twin() {
    for (int s = implicit() ? 0 : stages() - 2; s > 0; s--) {
      if (c[s] == 1) {
        return s;
      }
    }
    return -1;
  }

  /**
   * How far the stability region reaches along the negative real axis: steps longer than this over
   * the field's largest eigenvalue let errors grow. Infinite for methods that are stable
   * throughout.
   */
  public double stabilityLimit() {
    for (double z = 0.01; z < 100; z += 0.01) {
      if (Math.abs(growth(-z)) > 1 + 1e-9) {
        return z;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** The stability function R(z): what one step of size 1 makes of y = 1 under y′ = z·y. */
  double growth(double z) {
    double[] k = new double[stages()];
    double y = 1;
    for (int s = 0; s < k.length; s++) {
      y = 1;
      for (int j = 0; j < s; j++) {
        y += a[s][j] * k[j];
      }
      double diagonal = a[s].length > s ? a[s][s] : 0;
      y /= 1 - diagonal * z;
      k[s] = z * y;
    }
    return y;
  }

  /** Degree in θ of the dense output. */
  public int degree() {
    return dense[0].length;
  }

  /** Equal when name, order and all coefficients are. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof ButcherTableau t
            && name.equals(t.name)
            && order == t.order
            && Arrays.equals(c, t.c)
            && Arrays.deepEquals(a, t.a)
            && Arrays.equals(error, t.error)
            && Arrays.deepEquals(dense, t.dense);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(c);
  }

  @Override
  public String toString() {
    return name;
  }
}
