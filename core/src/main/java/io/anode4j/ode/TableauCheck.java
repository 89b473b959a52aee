package io.anode4j.ode;

import java.util.Arrays;

/**
 * What every method that can be stepped with satisfies: sizes that agree, stages that follow one
 * another, sums that say "a constant derivative is solved exactly", and the quadrature conditions
 * of its order. The order conditions of larger trees are not looked at.
 *
 * <p>Sums are held to 1e-9 of the sum of the sizes of their terms. Papers that give decimals print
 * ten digits or more, and each is rounded by half of the last; fractions agree to 1e-15. A digit
 * that was mistyped shows unless it is one of the last.
 */
final class TableauCheck {
  private static final double DIGITS = 1e-9;

  private final String name;
  private final int order;
  private final double[] c;
  private final double[][] a;
  private final double[] error;
  private final double[][] dense;

  TableauCheck(String name, int order, double[] c, double[][] a, double[] error, double[][] dense) {
    this.name = name;
    this.order = order;
    this.c = c;
    this.a = a;
    this.error = error;
    this.dense = dense;
  }

  void run() {
    sizes();
    stagesFollow();
    finite();
    stagesAreConsistent();
    diagonal();
    solutionHasItsOrder();
    sum("error", error, 0, "the weights b − b̂ of an error estimate sum to 0");
    denseOutput();
  }

  private void sizes() {
    refuse(c == null || a == null, "has no c or no a; expected an abscissa and a row a stage");
    refuse(
        error == null || dense == null,
        "has no error or no dense; expected error weights, an empty array for a method without an"
            + " estimate, and coefficients of the dense output");
    int stages = c.length;
    refuse(order < 1, "is of order " + order + "; expected at least 1");
    refuse(
        stages < 2,
        "has "
            + stages
            + " abscissae c; expected at least 2, as the last stage is the derivative at the step's"
            + " end");
    size("a", a.length, "rows");
    refuse(
        error.length != 0 && error.length != stages,
        String.format(
            "has %d error weights for %d stages; expected one a stage, or none for a method without"
                + " an estimate",
            error.length, stages));
    size("dense", dense.length, "rows");
    for (int s = 0; s < stages; s++) {
      refuse(a[s] == null, "has no row " + s + " of a");
      refuse(dense[s] == null, "has no row " + s + " of dense");
      refuse(
          dense[s].length != dense[0].length || dense[s].length == 0,
          String.format(
              "has %d coefficients in row %d of dense and %d in row 0; expected as many in each,"
                  + " and at least one",
              dense[s].length, s, dense[0].length));
    }
  }

  private void size(String what, int found, String parts) {
    refuse(
        found != c.length,
        String.format(
            "has %d %s of %s and %d abscissae c; expected one a stage",
            found, parts, what, c.length));
  }

  private void stagesFollow() {
    boolean implicit = a[1].length > 1;
    for (int s = 0; s < a.length; s++) {
      int expected = implicit && s > 0 ? s + 1 : s;
      refuse(
          a[s].length != expected,
          String.format(
              "has %d weights in row %d of a; expected %d, for %s",
              a[s].length,
              s,
              expected,
              s == 0
                  ? "the first stage is the derivative at the step's start"
                  : implicit
                      ? "row 1 makes it diagonally implicit: stages 0 to "
                          + s
                          + " and no later ones"
                      : "row 1 makes it explicit: stages before " + s + " alone"));
    }
  }

  private void finite() {
    finite("c", c);
    finite("error", error);
    for (int s = 0; s < a.length; s++) {
      finite("a[" + s + "]", a[s]);
      finite("dense[" + s + "]", dense[s]);
    }
  }

  private void finite(String where, double[] values) {
    for (int i = 0; i < values.length; i++) {
      refuse(
          !Double.isFinite(values[i]),
          "has " + where + "[" + i + "] = " + values[i] + "; expected a number");
    }
  }

  private void stagesAreConsistent() {
    int last = c.length - 1;
    refuse(c[0] != 0, "has c[0] = " + c[0] + "; expected 0, the step's start");
    refuse(
        c[last] != 1,
        "has c["
            + last
            + "] = "
            + c[last]
            + " last; expected 1, as its last stage is the derivative at the step's end: add one"
            + " whose weights are b where the method has none");
    for (int s = 1; s < last; s++) {
      sum("row " + s + " of a", a[s], c[s], "the weights of a stage sum to its abscissa c");
    }
    sum("row " + last + " of a", a[last], 1, "these are the weights b of the solution");
  }

  private void diagonal() {
    for (int s = 1; a[1].length > 1 && s < a.length; s++) {
      refuse(
          a[s][s] != a[1][1] || a[s][s] == 0,
          String.format(
              "has a[%d][%d] = %s and a[1][1] = %s; expected one diagonal weight, not 0, for all"
                  + " implicit stages, as they share a factorisation",
              s, s, a[s][s], a[1][1]));
    }
  }

  private void solutionHasItsOrder() {
    double[] terms = a[a.length - 1].clone();
    for (int power = 2; power <= order; power++) {
      for (int s = 0; s < terms.length; s++) {
        terms[s] *= c[s];
      }
      sum(
          "row " + (a.length - 1) + " of a times c^" + (power - 1),
          terms,
          1.0 / power,
          "a method of order " + order + " integrates that power of time exactly");
    }
  }

  private void denseOutput() {
    double[] b = Arrays.copyOf(a[a.length - 1], a.length);
    for (int s = 0; s < b.length; s++) {
      sum(
          "row " + s + " of dense",
          dense[s],
          b[s],
          "the dense output at θ = 1 is the solution, of weight b[" + s + "]");
    }
    for (int p = 0; p < dense[0].length; p++) {
      double[] column = new double[dense.length];
      for (int s = 0; s < column.length; s++) {
        column[s] = dense[s][p];
      }
      sum(
          "column " + p + " of dense",
          column,
          p == 0 ? 1 : 0,
          "the dense output of a constant derivative is θ times it");
    }
  }

  private void sum(String what, double[] terms, double expected, String why) {
    double sum = 0;
    double size = Math.abs(expected);
    for (double term : terms) {
      sum += term;
      size += Math.abs(term);
    }
    refuse(
        Math.abs(sum - expected) > DIGITS * size,
        String.format(
            "has %s summing to %s; expected %s: %s. Compare its digits with the paper",
            what, sum, expected, why));
  }

  private void refuse(boolean wrong, String what) {
    if (wrong) {
      throw new IllegalArgumentException("The method \"" + name + "\" " + what);
    }
  }
}
