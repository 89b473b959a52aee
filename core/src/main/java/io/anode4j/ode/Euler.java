package io.anode4j.ode;

/** Euler, "Institutionum calculi integralis" (1768); linear between steps. */
final class Euler {
  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "euler",
          1,
          new double[] {0, 1},
          new double[][] {{}, {1}},
          new double[0],
          new double[][] {{1}, {0}});

  private Euler() {}
}
