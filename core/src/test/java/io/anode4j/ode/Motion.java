package io.anode4j.ode;

/**
 * A field of two components whose solution is known: a value, and the constant rate at which it
 * moves.
 *
 * @param kind how
 * @param jumps of a zigzag, ascending
 */
record Motion(Kind kind, double[] jumps) {
  enum Kind {
    /** y′ = rate: exact by every method, whatever its steps. */
    STEADY,
    /** y′ = ±rate, the sign changing at each jump, where the field has no value. */
    ZIGZAG,
    /** y′ = −rate·y. */
    DECAY
  }

  VectorField field() {
    return VectorField.of(
        2,
        (t, y, dy) -> {
          dy[0] =
              switch (kind) {
                case STEADY -> y[1];
                case ZIGZAG -> y[1] * sign(t);
                case DECAY -> -y[1] * y[0];
              };
          dy[1] = 0;
        });
  }

  private double sign(double t) {
    double sign = 1;
    for (double jump : jumps) {
      if (jump == t) {
        return Double.NaN;
      }
      sign = jump < t ? -sign : sign;
    }
    return sign;
  }

  /** The value at a time, from that at the start. */
  double at(double t, double t0, double start, double rate) {
    return switch (kind) {
      case STEADY -> start + rate * (t - t0);
      case DECAY -> start * Math.exp(-rate * (t - t0));
      case ZIGZAG -> start + rate * (t >= t0 ? way(t0, t) : -way(t, t0));
    };
  }

  /** The integral of the sign from a time to a later one. */
  private double way(double from, double to) {
    double sum = 0;
    double at = from;
    double sign = 1;
    for (double jump : jumps) {
      if (jump > from && jump < to) {
        sum += sign * (jump - at);
        at = jump;
      }
      sign = jump < to ? -sign : sign;
    }
    return sum + sign * (to - at);
  }
}
