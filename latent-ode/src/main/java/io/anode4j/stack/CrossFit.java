package io.anode4j.stack;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What was fitted on all cases, and on each half of their windows, by which the other half tells
 * how good such a fit is on what it has not seen.
 *
 * @param <F> what is fitted
 * @param earlier cases of the first half of the windows
 * @param later cases of the second half
 * @param ofEarlier fitted on the first half
 * @param ofLater fitted on the second half
 * @param ofAll fitted on both
 */
record CrossFit<F>(
    List<StackCase> earlier, List<StackCase> later, F ofEarlier, F ofLater, F ofAll) {
  /** Cases of which one thread computes a statistic at a time. */
  private static final int PIECE = 256;

  /** Fits three times. */
  static <F> CrossFit<F> of(List<StackCase> cases, Function<List<StackCase>, F> fit) {
    return of(cases, fit, BlendDescent.Pieces.IN_TURN);
  }

  /** Fits three times, side by side if the pieces are: the fit must not divide itself then. */
  static <F> CrossFit<F> of(
      List<StackCase> cases, Function<List<StackCase>, F> fit, BlendDescent.Pieces pieces) {
    int[] numbers = cases.stream().mapToInt(StackCase::window).sorted().toArray();
    int middle = numbers[numbers.length / 2];
    Map<Boolean, List<StackCase>> halves =
        cases.stream().collect(Collectors.partitioningBy(one -> one.window() < middle));
    boolean oneWindow = halves.get(true).isEmpty();
    List<StackCase> earlier = oneWindow ? cases : halves.get(true);
    List<StackCase> later = oneWindow ? cases : halves.get(false);
    List<List<StackCase>> parts = List.of(cases, earlier, later);
    Map<List<StackCase>, F> fits = Collections.synchronizedMap(new IdentityHashMap<>());
    pieces.run(parts.size(), k -> fits.put(parts.get(k), fit.apply(parts.get(k))));
    return new CrossFit<>(
        earlier,
        later,
        Objects.requireNonNull(fits.get(earlier)),
        Objects.requireNonNull(fits.get(later)),
        Objects.requireNonNull(fits.get(cases)));
  }

  /** The same change of all three. */
  CrossFit<F> map(UnaryOperator<F> change) {
    return new CrossFit<>(
        earlier, later, change.apply(ofEarlier), change.apply(ofLater), change.apply(ofAll));
  }

  /** What a statistic says of each case under what was not fitted on it. */
  DoubleStream unfitted(ToDoubleBiFunction<StackCase, F> statistic) {
    return DoubleStream.concat(
        earlier.stream().mapToDouble(one -> statistic.applyAsDouble(one, ofLater)),
        later.stream().mapToDouble(one -> statistic.applyAsDouble(one, ofEarlier)));
  }

  /** {@link #byWindow(ToDoubleBiFunction, BlendDescent.Pieces)}, case by case. */
  double[] byWindow(ToDoubleBiFunction<StackCase, F> statistic) {
    return byWindow(statistic, BlendDescent.Pieces.IN_TURN);
  }

  /**
   * A statistic under what was not fitted on the case.
   *
   * @param statistic of a case and a fit
   * @param pieces who computes it
   * @return its mean over the cases of each window
   */
  double[] byWindow(ToDoubleBiFunction<StackCase, F> statistic, BlendDescent.Pieces pieces) {
    Map<Integer, double[]> sums = new LinkedHashMap<>();
    add(sums, earlier, one -> statistic.applyAsDouble(one, ofLater), pieces);
    add(sums, later, one -> statistic.applyAsDouble(one, ofEarlier), pieces);
    return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
  }

  private static void add(
      Map<Integer, double[]> sums,
      List<StackCase> cases,
      ToDoubleFunction<StackCase> statistic,
      BlendDescent.Pieces pieces) {
    double[] found = new double[cases.size()];
    pieces.run(
        (found.length + PIECE - 1) / PIECE,
        k -> {
          for (int i = k * PIECE; i < Math.min(found.length, (k + 1) * PIECE); i++) {
            found[i] = statistic.applyAsDouble(cases.get(i));
          }
        });
    for (int i = 0; i < found.length; i++) {
      double[] sum = sums.computeIfAbsent(cases.get(i).window(), window -> new double[2]);
      sum[0] += found[i];
      sum[1]++;
    }
  }
}
