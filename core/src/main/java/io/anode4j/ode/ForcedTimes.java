package io.anode4j.ode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times at which a step must end, the same for all rows; those outside a row's span are passed
 * over.
 *
 * @param steps times at which a step ends, and no more
 * @param jumps times at which the field is discontinuous: a step ends just before, and the next one
 *     starts just after with a derivative of its own; the field is never evaluated there
 */
public record ForcedTimes(List<Double> steps, List<Double> jumps) {
  /** None. */
  public static final ForcedTimes NONE = new ForcedTimes(List.of(), List.of());

  /** Sorts the times. */
  public ForcedTimes {
    steps = sorted(steps);
    jumps = sorted(jumps);
  }

  private static List<Double> sorted(List<Double> times) {
    for (double t : times) {
      if (!Double.isFinite(t)) {
        throw new IllegalArgumentException(
            "A step is forced to end at t = " + t + "; expected a finite time");
      }
    }
    return times.stream().map(t -> t + 0.0).sorted().distinct().toList();
  }

  /** Refuses jumps where a method looks beyond them. */
  void check(ButcherTableau tableau) {
    if (!jumps.isEmpty() && Arrays.stream(tableau.c()).anyMatch(c -> c > 1)) {
      throw new IllegalArgumentException(
          tableau.name()
              + " looks beyond the end of its steps, so it cannot stop before a jump; take kencarp4"
              + " where the field is stiff, dopri5 where it is not");
    }
  }

  /** True when there are none. */
  boolean none() {
    return steps.isEmpty() && jumps.isEmpty();
  }

  /** All times in ascending order. */
  double[] all() {
    return Stream.concat(steps.stream(), jumps.stream())
        .distinct()
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }
}
