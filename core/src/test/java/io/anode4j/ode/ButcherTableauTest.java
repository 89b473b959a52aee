package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
        new Method(ButcherTableau.heun(), 2, 2),
        new Method(ButcherTableau.midpoint(), 2, 2),
        new Method(ButcherTableau.ralston(), 2, 2),
        new Method(ButcherTableau.bosh3(), 3, 3),
        new Method(ButcherTableau.rk4(), 4, 3),
        new Method(ButcherTableau.rk38(), 4, 3),
        new Method(ButcherTableau.dopri5(), 5, 4),
        new Method(ButcherTableau.tsit5(), 5, 4),
        new Method(ButcherTableau.dopri8(), 8, 5),
        new Method(ButcherTableau.kencarp4(), 4, 3),
        new Method(ButcherTableau.kvaerno5(), 5, 4));
  }

  static Stream<Method> smoothMethods() {
    return methods().filter(m -> m.order > 1);
  }

  static Stream<Method> adaptiveMethods() {
    return methods().filter(m -> m.tableau.embedded());
  }

  /** A rooted tree: the subtrees at its root, sorted so that equal trees are equal. */
  private record Tree(List<Tree> branches) {
    /** Number of nodes, ρ. */
    int order() {
      return 1 + branches.stream().mapToInt(Tree::order).sum();
    }

    /** Density γ. */
    double density() {
      return branches.stream().mapToDouble(Tree::density).reduce(order(), (a, b) -> a * b);
    }

    /** Elementary weight Φ of each stage. */
    double[] weights(ButcherTableau m) {
      double[] product = new double[m.stages()];
      Arrays.fill(product, 1);
      for (Tree branch : branches) {
        product = times(product, apply(m, branch.weights(m)));
      }
      return product;
    }
  }

  /** All rooted trees by order; one order above the highest of a method. */
  private static final List<List<Tree>> TREES = trees(9);

  private static List<List<Tree>> trees(int highest) {
    List<List<Tree>> all = new ArrayList<>();
    List<Tree> smaller = new ArrayList<>();
    for (int order = 1; order <= highest; order++) {
      List<Tree> trees = new ArrayList<>();
      grow(order - 1, smaller, 0, List.of(), trees);
      smaller.addAll(trees);
      all.add(trees);
    }
    return all;
  }

  /** Adds branches of a number of nodes together, none before a place in the list. */
  private static void grow(int nodes, List<Tree> from, int at, List<Tree> branches, List<Tree> to) {
    if (nodes == 0) {
      to.add(new Tree(branches));
      return;
    }
    for (int i = at; i < from.size() && from.get(i).order() <= nodes; i++) {
      List<Tree> more = new ArrayList<>(branches);
      more.add(from.get(i));
      grow(nodes - from.get(i).order(), from, i, more, to);
    }
  }

  @Test
  void thereAreAsManyTreesAsCayleyCounted() {
    assertEquals(List.of(1, 1, 2, 4, 9, 20, 48, 115, 286), TREES.stream().map(List::size).toList());
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
    for (List<Tree> trees : TREES) {
      for (Tree tree : trees) {
        double expected = Math.pow(theta, tree.order()) / tree.density();
        if (Math.abs(dot(b, tree.weights(m)) - expected) > ROUNDING) {
          return tree.order() - 1;
        }
      }
    }
    return TREES.size();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void stagesAreConsistent(Method method) {
    ButcherTableau m = method.tableau;
    assertEquals(0, m.c()[0]);
    assertEquals(1, m.c()[m.stages() - 1], "the last stage is at the step's end");
    for (int s = 0; s < m.stages(); s++) {
      int terms = m.implicit() && s > 0 ? s + 1 : s;
      assertEquals(terms, m.a()[s].length, "explicit, or diagonally implicit");
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
  void errorEstimateComparesWithOneOrderLess(Method method) {
    ButcherTableau m = method.tableau;
    assertTrue(m.embedded());
    double[] embedded = solutionWeights(m);
    for (int s = 0; s < embedded.length; s++) {
      embedded[s] -= m.error()[s];
    }
    assertEquals(method.order - 1, orderOf(m, embedded, 1));
  }

  @Test
  void methodsWithFixedStepsEstimateNothing() {
    assertFalse(ButcherTableau.euler().embedded());
    assertFalse(ButcherTableau.rk4().embedded());
    assertFalse(ButcherTableau.rk38().embedded());
  }

  @Test
  void implicitMethodsAreLStable() {
    for (ButcherTableau m :
        new ButcherTableau[] {ButcherTableau.kencarp4(), ButcherTableau.kvaerno5()}) {
      assertTrue(m.implicit());
      assertEquals(Double.POSITIVE_INFINITY, m.stabilityLimit());
      for (double z = 1e-3; z < 1e9; z *= 1.7) {
        assertTrue(Math.abs(m.growth(-z)) <= 1 + 1e-12, "R(−" + z + ")");
      }
      assertEquals(0, m.growth(-1e9), 1e-6, "damped at infinity");
      for (int s = 1; s < m.stages(); s++) {
        assertEquals(m.gamma(), m.a()[s][s]);
      }
    }
  }

  /** Published lengths of the real stability intervals (Hairer and Wanner II, IV.2). */
  @Test
  void explicitMethodsReachAsFarAsIsKnown() {
    assertEquals(2, ButcherTableau.euler().stabilityLimit(), 0.011);
    assertEquals(2, ButcherTableau.heun().stabilityLimit(), 0.011);
    assertEquals(2.51, ButcherTableau.bosh3().stabilityLimit(), 0.011);
    assertEquals(2.785, ButcherTableau.rk4().stabilityLimit(), 0.011);
    assertEquals(3.31, ButcherTableau.dopri5().stabilityLimit(), 0.011);
    assertEquals(0, ButcherTableau.rk4().gamma());
  }

  @Test
  void everyMethodIsTestedAndFoundByItsName() {
    assertEquals(
        ButcherTableau.all(), methods().map(Method::tableau).toList(), "a method without test");
    for (ButcherTableau tableau : ButcherTableau.all()) {
      assertSame(tableau, ButcherTableau.named(tableau.name()));
      assertSame(tableau, ButcherTableau.named(tableau.name().toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ButcherTableau.named("dorpi8"))
            .getMessage();
    assertTrue(
        message.startsWith("There is no method \"dorpi8\"; did you mean \"dopri8\"?"), message);
    assertTrue(message.contains("tsit5"), message);
  }
}
