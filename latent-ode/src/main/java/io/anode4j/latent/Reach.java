package io.anode4j.latent;

import java.util.OptionalDouble;

/**
 * How far a model looks, in the series' own unit of time.
 *
 * @param horizon length of the horizon, 0 for interpolation
 * @param context length of the context as stated, 0 to choose it from the data
 * @param origin where all questions are asked, none if anywhere
 */
record Reach(double horizon, double context, OptionalDouble origin) {
  /** To interpolate. */
  static final Reach NONE = new Reach(0, 0, OptionalDouble.empty());

  /** Training windows end no further from a shared origin than this part of the horizon. */
  private static final double JITTER = 0.25;

  /** How far from a shared origin windows are asked as if they were asked at it. */
  static double jitter(double horizon) {
    return JITTER * horizon;
  }

  Reach horizon(double length) {
    return new Reach(length, context, origin);
  }

  Reach context(double length) {
    return new Reach(horizon, length, origin);
  }

  /** The same, asked anywhere. */
  Reach anywhere() {
    return new Reach(horizon, context, OptionalDouble.empty());
  }

  Reach origin(double time) {
    return new Reach(horizon, context, OptionalDouble.of(time));
  }
}
