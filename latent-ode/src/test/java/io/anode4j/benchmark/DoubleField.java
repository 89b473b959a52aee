package io.anode4j.benchmark;

/** A field of one row in double precision, for references. */
interface DoubleField {
  int dimension();

  int parameters();

  void evaluate(double t, double[] y, double[] dydt);

  /** Writes ctᵀ·∂f/∂y and adds ctᵀ·∂f/∂θ to the gradient. */
  void pullback(double t, double[] y, double[] ct, double[] yCotangent, double[] gradient);
}
