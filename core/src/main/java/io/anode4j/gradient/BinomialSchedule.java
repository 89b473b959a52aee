package io.anode4j.gradient;

/**
 * Where to put checkpoints so that a chain of steps is undone with the fewest steps made again
 * (Griewank and Walther 2000, proposition 1): β(c, r) = C(c + r, c) steps can be undone with c
 * checkpoints when none is made more than r times.
 */
final class BinomialSchedule {
  private BinomialSchedule() {}

  /** C(c + r, c), held at the largest integer. */
  private static long reach(int checkpoints, int repeats) {
    if (repeats < 0) {
      return 0;
    }
    int few = Math.min(checkpoints, repeats);
    int many = Math.max(checkpoints, repeats);
    long value = 1;
    for (int i = 1; i <= few; i++) {
      value = value * (many + i) / i;
      if (value > Integer.MAX_VALUE) {
        return Integer.MAX_VALUE;
      }
    }
    return value;
  }

  private static int repeats(int steps, int checkpoints) {
    int repeats = 0;
    while (reach(checkpoints, repeats) < steps) {
      repeats++;
    }
    return repeats;
  }

  /**
   * Steps to be made again, beside the one that undoing each step makes by itself.
   *
   * @param steps length of the chain
   * @param checkpoints states that can be kept, the first of the chain included
   */
  static long cost(int steps, int checkpoints) {
    int r = repeats(steps, checkpoints);
    return r == 0 ? 0 : (long) r * steps - reach(checkpoints + 1, r - 1);
  }

  /**
   * Steps from the first state of a chain to its next checkpoint.
   *
   * @param steps length of the chain, at least 2
   * @param checkpoints states that can be kept, the first included; at least 2
   */
  static int advance(int steps, int checkpoints) {
    int r = repeats(steps, checkpoints);
    return (int) Math.min(reach(checkpoints, r - 1), steps - reach(checkpoints - 1, r - 1));
  }
}
