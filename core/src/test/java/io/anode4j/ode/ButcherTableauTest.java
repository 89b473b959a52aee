package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Order conditions of the methods' coefficients, in double precision (Hairer, Nørsett and Wanner,
 * "Solving Ordinary Differential Equations I", table II.2.2): Σ bᵢ(θ)·Φᵢ = θ^ρ/γ for every rooted
 * tree of order ρ. Float32 would hide a wrong digit of a coefficient; this does not.
 */
class ButcherTableauTest {
  private static final double ROUNDING = 2e-13;

  private record Method(ButcherTableau tableau, int order, int denseOrder) {
    @Override
    public String toString() {
      return tableau.name();
    }
  }

  static Stream<Method> methods() {
    return Stream.of(
        new Method(ButcherTableau.euler(), 1, 1),
        new Method(ButcherTableau.rk4(), 4, 3),
        new Method(ButcherTableau.dopri5(), 5, 4),
        new Method(ButcherTableau.tsit5(), 5, 4));
  }

  static Stream<Method> smoothMethods() {
    return methods().filter(m -> m.order > 1);
  }

  static Stream<Method> adaptiveMethods() {
    return methods().filter(m -> m.tableau.embedded());
  }

  /** A rooted tree: its order ρ, its density γ and its elementary weight Φ of each stage. */
  private record Tree(String name, int order, double density, double[] weights) {}

  private static List<Tree> trees(ButcherTableau m) {
    double[] one = new double[m.stages()];
    Arrays.fill(one, 1);
    double[] c = m.c();
    double[] c2 = times(c, c);
    double[] ac = apply(m, c);
    double[] ac2 = apply(m, c2);
    double[] aac = apply(m, ac);
    return List.of(
        new Tree("1", 1, 1, one),
        new Tree("c", 2, 2, c),
        new Tree("c²", 3, 3, c2),
        new Tree("Ac", 3, 6, ac),
        new Tree("c³", 4, 4, times(c2, c)),
        new Tree("c·Ac", 4, 8, times(c, ac)),
        new Tree("Ac²", 4, 12, ac2),
        new Tree("AAc", 4, 24, aac),
        new Tree("c⁴", 5, 5, times(c2, c2)),
        new Tree("c²·Ac", 5, 10, times(c2, ac)),
        new Tree("(Ac)²", 5, 20, times(ac, ac)),
        new Tree("c·Ac²", 5, 15, times(c, ac2)),
        new Tree("Ac³", 5, 20, apply(m, times(c2, c))),
        new Tree("c·AAc", 5, 30, times(c, aac)),
        new Tree("A(c·Ac)", 5, 40, apply(m, times(c, ac))),
        new Tree("AAc²", 5, 60, apply(m, ac2)),
        new Tree("AAAc", 5, 120, apply(m, aac)));
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }

  private static double[] apply(ButcherTableau m, double[] v) {
    double[] result = new double[v.length];
    for (int s = 0; s < v.length; s++) {
      for (int j = 0; j < m.a()[s].length; j++) {
        result[s] += m.a()[s][j] * v[j];
      }
    }
    return result;
  }

  private static double dot(double[] b, double[] v) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += b[i] * v[i];
    }
    return sum;
  }

  private static double[] solutionWeights(ButcherTableau m) {
    return Arrays.copyOf(m.a()[m.stages() - 1], m.stages());
  }

  private static double[] denseWeights(ButcherTableau m, double theta) {
    double[] b = new double[m.stages()];
    for (int s = 0; s < b.length; s++) {
      for (int p = 0; p < m.degree(); p++) {
        b[s] += m.dense()[s][p] * Math.pow(theta, p + 1);
      }
    }
    return b;
  }

  private static int orderOf(ButcherTableau m, double[] b, double theta) {
    ToDoubleFunction<Tree> defect =
        t -> Math.abs(dot(b, t.weights) - Math.pow(theta, t.order) / t.density);
    return trees(m).stream()
            .filter(t -> defect.applyAsDouble(t) > ROUNDING)
            .mapToInt(Tree::order)
            .min()
            .orElse(6)
        - 1;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void stagesAreConsistent(Method method) {
    ButcherTableau m = method.tableau;
    assertEquals(0, m.c()[0]);
    assertEquals(1, m.c()[m.stages() - 1], "the last stage is at the step's end");
    for (int s = 0; s < m.stages(); s++) {
      assertEquals(s, m.a()[s].length, "explicit");
      assertEquals(m.c()[s], Arrays.stream(m.a()[s]).sum(), 1e-14, "row sum of stage " + s);
    }
    assertEquals(m.stages(), m.dense().length);
    assertEquals(m.name(), m.toString());
    assertEquals(method.order, m.order());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void solutionHasItsOrder(Method method) {
    assertEquals(
        method.order, orderOf(method.tableau, solutionWeights(method.tableau), 1), "order");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void denseOutputHasItsOrderEverywhere(Method method) {
    for (double theta : new double[] {0.1, 0.25, 0.5, 0.77, 0.9}) {
      double[] b = denseWeights(method.tableau, theta);
      assertEquals(method.denseOrder, orderOf(method.tableau, b, theta), "at θ = " + theta);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void denseOutputMeetsTheStepsEnd(Method method) {
    double[] expected = solutionWeights(method.tableau);
    double[] actual = denseWeights(method.tableau, 1);
    for (int s = 0; s < expected.length; s++) {
      assertEquals(expected[s], actual[s], 2e-14, "weight " + s);
    }
  }

  @ParameterizedTest
  @MethodSource("smoothMethods")
  void denseOutputIsSmoothFromStepToStep(Method method) {
    ButcherTableau m = method.tableau;
    for (int s = 0; s < m.stages(); s++) {
      double atEnd = 0;
      for (int p = 0; p < m.degree(); p++) {
        atEnd += (p + 1) * m.dense()[s][p];
      }
      assertEquals(s == 0 ? 1 : 0, m.dense()[s][0], 1e-14, "slope at the start");
      assertEquals(s == m.stages() - 1 ? 1 : 0, atEnd, 1e-13, "slope at the end");
    }
  }

  @ParameterizedTest
  @MethodSource("adaptiveMethods")
  void errorEstimateComparesOrderFiveWithOrderFour(Method method) {
    ButcherTableau m = method.tableau;
    assertTrue(m.embedded());
    double[] embedded = solutionWeights(m);
    for (int s = 0; s < embedded.length; s++) {
      embedded[s] -= m.error()[s];
    }
    assertEquals(4, orderOf(m, embedded, 1));
  }

  @Test
  void methodsWithFixedStepsEstimateNothing() {
    assertFalse(ButcherTableau.euler().embedded());
    assertFalse(ButcherTableau.rk4().embedded());
  }
}
