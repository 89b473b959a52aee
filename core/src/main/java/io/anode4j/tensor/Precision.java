package io.anode4j.tensor;

/** The width of the numbers that a state is held in. */
public enum Precision {
  /** 24 bits of mantissa, seven digits: networks. */
  FLOAT32(4, 1.2e-7),
  /** 53 bits of mantissa, sixteen digits: fields given as formulas. */
  FLOAT64(8, 2.3e-16);

  private final int bytes;
  private final double epsilon;

  Precision(int bytes, double epsilon) {
    this.bytes = bytes;
    this.epsilon = epsilon;
  }

  /** Bytes of a number. */
  public int bytes() {
    return bytes;
  }

  /** The nearest number of this precision. */
  public double rounded(double value) {
    return this == FLOAT32 ? (float) value : value;
  }

  /** Distance from 1 to the next number: twice the largest relative rounding. */
  public double epsilon() {
    return epsilon;
  }
}
