package io.anode4j.stack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A blend that was fitted on all cases, and one on each half of their windows, by which the other
 * half tells how good such a fit is on what it has not seen.
 *
 * @param earlier cases of the first half of the windows
 * @param later cases of the second half
 * @param ofEarlier blend fitted on the first half
 * @param ofLater blend fitted on the second half
 * @param ofAll blend fitted on both
 */
record CrossFit(
    List<StackCase> earlier, List<StackCase> later, Blend ofEarlier, Blend ofLater, Blend ofAll) {
  /** Fits from a blend on. */
  static CrossFit of(List<StackCase> cases, Blend start) {
    int[] numbers = cases.stream().mapToInt(StackCase::window).sorted().toArray();
    int middle = numbers[numbers.length / 2];
    Map<Boolean, List<StackCase>> halves =
        cases.stream().collect(Collectors.partitioningBy(one -> one.window() < middle));
    boolean oneWindow = halves.get(true).isEmpty();
    List<StackCase> earlier = oneWindow ? cases : halves.get(true);
    List<StackCase> later = oneWindow ? cases : halves.get(false);
    return new CrossFit(
        earlier,
        later,
        BlendDescent.from(earlier, start),
        BlendDescent.from(later, start),
        BlendDescent.from(cases, start));
  }

  /** All three with so much of the weights of another blend. */
  CrossFit withWeightsTowards(Blend other, double share) {
    return new CrossFit(
        earlier,
        later,
        ofEarlier.withWeightsTowards(other, share),
        ofLater.withWeightsTowards(other, share),
        ofAll.withWeightsTowards(other, share));
  }

  /** What a statistic says of each case under the blend that was not fitted on it. */
  DoubleStream unfitted(ToDoubleBiFunction<StackCase, Blend> statistic) {
    return DoubleStream.concat(
        earlier.stream().mapToDouble(one -> statistic.applyAsDouble(one, ofLater)),
        later.stream().mapToDouble(one -> statistic.applyAsDouble(one, ofEarlier)));
  }

  /**
   * By how much the mean is nearer to the values than another blend's.
   *
   * @param other the other blend
   * @return mean difference of absolute errors of each window
   */
  double[] gains(Blend other) {
    double[] own = errors(StackCase::mean);
    double[] others = errors((one, blend) -> one.mean(other));
    Arrays.setAll(others, window -> others[window] - own[window]);
    return others;
  }

  /**
   * How far a forecast is off the values.
   *
   * @param forecast of a case, given the blend that was not fitted on it
   * @return mean absolute error of each window
   */
  double[] errors(ToDoubleBiFunction<StackCase, Blend> forecast) {
    Map<Integer, double[]> sums = new LinkedHashMap<>();
    earlier.forEach(one -> add(sums, one, forecast.applyAsDouble(one, ofLater)));
    later.forEach(one -> add(sums, one, forecast.applyAsDouble(one, ofEarlier)));
    return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
  }

  private static void add(Map<Integer, double[]> sums, StackCase one, double forecast) {
    double[] sum = sums.computeIfAbsent(one.window(), window -> new double[2]);
    sum[0] += one.distance(forecast);
    sum[1]++;
  }
}
