package io.anode4j.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
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
  /** Fits three times. */
  static <F> CrossFit<F> of(List<StackCase> cases, Function<List<StackCase>, F> fit) {
    int[] numbers = cases.stream().mapToInt(StackCase::window).sorted().toArray();
    int middle = numbers[numbers.length / 2];
    Map<Boolean, List<StackCase>> halves =
        cases.stream().collect(Collectors.partitioningBy(one -> one.window() < middle));
    boolean oneWindow = halves.get(true).isEmpty();
    List<StackCase> earlier = oneWindow ? cases : halves.get(true);
    List<StackCase> later = oneWindow ? cases : halves.get(false);
    return new CrossFit<>(earlier, later, fit.apply(earlier), fit.apply(later), fit.apply(cases));
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

  /**
   * A statistic under what was not fitted on the case.
   *
   * @param statistic of a case and a fit
   * @return its mean over the cases of each window
   */
  double[] byWindow(ToDoubleBiFunction<StackCase, F> statistic) {
    Map<Integer, double[]> sums = new LinkedHashMap<>();
    earlier.forEach(one -> add(sums, one, statistic.applyAsDouble(one, ofLater)));
    later.forEach(one -> add(sums, one, statistic.applyAsDouble(one, ofEarlier)));
    return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
  }

  private static void add(Map<Integer, double[]> sums, StackCase one, double statistic) {
    double[] sum = sums.computeIfAbsent(one.window(), window -> new double[2]);
    sum[0] += statistic;
    sum[1]++;
  }
}
