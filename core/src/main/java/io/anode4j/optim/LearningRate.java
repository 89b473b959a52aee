package io.anode4j.optim;

/** The size of each optimiser step as a function of its number. */
@FunctionalInterface
public interface LearningRate {
  /**
   * The learning rate of one step.
   *
   * @param step steps made before this one, from 0
   * @return the rate, at least 0
   */
  double at(long step);

  /**
   * The same rate for ever.
   *
   * @param rate the rate, above 0
   * @return the schedule
   */
  static LearningRate constant(double rate) {
    positive(rate, "rate");
    return step -> rate;
  }

  /**
   * Half a cosine from a rate down to zero, zero afterwards (Loshchilov and Hutter, "SGDR:
   * stochastic gradient descent with warm restarts", ICLR 2017, eq. 5, without restarts).
   *
   * @param rate rate of step 0, above 0
   * @param steps step at which zero is reached, above 0
   * @return the schedule
   */
  static LearningRate cosine(double rate, long steps) {
    return cosine(rate, 0, steps);
  }

  /**
   * Half a cosine from a rate down to another, which is kept afterwards.
   *
   * @param rate rate of step 0, above 0
   * @param last rate reached and kept, 0 to {@code rate}
   * @param steps step at which it is reached, above 0
   * @return the schedule
   */
  static LearningRate cosine(double rate, double last, long steps) {
    positive(rate, "rate");
    positive((double) steps, "number of steps");
    if (!(last >= 0 && last <= rate)) {
      throw new IllegalArgumentException(
          "A cosine schedule from " + rate + " to " + last + "; expected to end at 0 to " + rate);
    }
    return step -> {
      double done = Math.min(1, (double) step / (double) steps);
      return last + (rate - last) * 0.5 * (1 + Math.cos(Math.PI * done));
    };
  }

  /**
   * {@code rate·factorˢᵗᵉᵖ}: the latent ODE's authors decay by 0.999 a step, down to a tenth.
   *
   * @param rate rate of step 0, above 0
   * @param factor factor a step, above 0, at most 1
   * @param lowest rate below which it does not fall, at least 0
   * @return the schedule
   */
  static LearningRate exponential(double rate, double factor, double lowest) {
    positive(rate, "rate");
    decay(factor);
    return step -> Math.max(lowest, rate * Math.pow(factor, (double) step));
  }

  /**
   * {@code rate·factor^⌊step/every⌋}: a stair.
   *
   * @param rate rate of step 0, above 0
   * @param factor factor of a stair, above 0, at most 1
   * @param every steps a stair, above 0
   * @return the schedule
   */
  static LearningRate stair(double rate, double factor, long every) {
    positive(rate, "rate");
    decay(factor);
    positive((double) every, "number of steps a stair");
    return step -> {
      long stairs = step / every;
      return rate * Math.pow(factor, (double) stairs);
    };
  }

  /**
   * This schedule after a linear rise: step {@code i} of the rise has the share {@code (i +
   * 1)/steps} of this schedule's first rate, and this schedule's step 0 follows it.
   *
   * @param steps length of the rise, at least 0
   * @return the schedule
   */
  default LearningRate withWarmUp(long steps) {
    if (steps < 0) {
      throw new IllegalArgumentException(
          "A warm-up of " + steps + " steps; expected 0 (none) or more");
    }
    return step -> step < steps ? at(0) * (double) (step + 1) / (double) steps : at(step - steps);
  }

  private static void positive(double value, String what) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "A learning-rate schedule with a " + what + " of " + value + "; expected above 0");
    }
  }

  private static void decay(double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "A learning-rate schedule with a factor of "
              + factor
              + "; expected above 0 and at most 1, such as 0.5");
    }
  }
}
