package io.anode4j.flow;

/** How the trace of a field's Jacobian is computed. */
public enum Trace {
  /** From one directional derivative for each dimension: exact, for few dimensions. */
  EXACT,
  /**
   * As ε·(∂f/∂z)ε with signs ε drawn once for each row and solve: unbiased, one directional
   * derivative whatever the dimension (Hutchinson 1990; Grathwohl et al., "FFJORD", ICLR 2019,
   * section 3.1). For training; densities should be exact.
   */
  HUTCHINSON
}
