package io.anode4j.stack;

import io.anode4j.tensor.Workers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Fits a {@link Stack}: one blend for all values, from it one for each channel, from that one for
 * each lead time, each pulled back to where it came from, the more the fewer values it has.
 */
public final class StackFit {
  /** Fewer values say nothing of their own. */
  private static final int LEAST_CASES = 100;

  /** Values that what came before counts. */
  private static final double PARENT = 50;

  /** What the prior gives to members that are not strong, together. */
  private static final double REST = 0.1;

  /** A window that overlaps no other says about as much as so many values of their own. */
  private static final double VALUES_OF_A_WINDOW = 4;

  /** Way from the score's width, which is sharp, to the one that covers what it says. */
  private static final double COVERING = 0.5;

  private static final double LEVEL = 0.9;

  /**
   * At least so much is covered by an interval of 90 %, even where the score would be better
   * without.
   */
  private static final double LEAST_LEVEL = 0.87;

  /** Values that are met exactly again and again must not take all width away. */
  private static final double LEAST_FACTOR = 0.5;

  private static final double MOST_FACTOR = 4;

  /** Half-width of the Gaussian's central interval of that level, in standard deviations. */
  private static final double LEVEL_WIDTH = 1.6448536269514722;

  private final List<String> members;
  private final int strong;
  private final double trust;
  private final int channels;
  private final double independent;
  private final Workers workers;
  private double windows = 1;

  /**
   * Prepares a fit.
   *
   * @param members names of the members, strong ones first
   * @param strong how many are strong: before anything is seen they share nearly all weight
   * @param trust so many values the prior counts: few windows must not decide between good members
   * @param channels number of channels
   * @param independent how many windows the cases hold that do not overlap
   * @param workers who computes
   */
  public StackFit(
      List<String> members,
      int strong,
      double trust,
      int channels,
      double independent,
      Workers workers) {
    this.members = List.copyOf(members);
    this.strong = strong;
    this.trust = trust;
    this.channels = channels;
    this.independent = independent;
    this.workers = workers;
  }

  /**
   * Fits.
   *
   * @param cases values that no member was fitted on
   * @return the stack
   */
  public Stack fit(List<StackCase> cases) {
    windows = cases.stream().mapToInt(StackCase::window).distinct().count();
    Blend all = fitted(cases, prior(), trust);
    List<List<Blend>> blends =
        workers.map(
            channels,
            c -> {
              List<StackCase> own = cases.stream().filter(one -> one.channel() == c).toList();
              Blend ofChannel = fitted(own, all, PARENT);
              return IntStream.range(0, Stack.leads())
                  .mapToObj(k -> fitted(at(own, k), ofChannel, PARENT))
                  .toList();
            });
    return new Stack(members, blends);
  }

  /** Strong members share most of it; the variance is that of their mixture. */
  private Blend prior() {
    int size = members.size();
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] =
          strong == size ? 1.0 / size : i < strong ? (1 - REST) / strong : REST / (size - strong);
    }
    return new Blend(weights, 0.5, 0, 1);
  }

  private static List<StackCase> at(List<StackCase> cases, int lead) {
    return cases.stream().filter(one -> Stack.nearest(one.lead()) == lead).toList();
  }

  private Blend fitted(List<StackCase> cases, Blend parent, double trusted) {
    if (cases.size() < LEAST_CASES) {
      return parent;
    }
    Blend best = BlendDescent.from(cases, parent);
    double[] factors = unfittedFactors(cases, parent);
    double log = Math.max(COVERING * widening(factors, LEVEL), widening(factors, LEAST_LEVEL));
    double weight = Math.min(cases.size(), VALUES_OF_A_WINDOW * independentWindows(cases));
    return best.widened(log).towards(parent, trusted / (weight + trusted));
  }

  private double independentWindows(List<StackCase> cases) {
    long met = cases.stream().mapToInt(StackCase::window).distinct().count();
    return met * Math.min(1, independent / windows);
  }

  /**
   * Factors of the members' own width, in order, with which each value would lie on the end of the
   * interval of 90 % of a blend that was not fitted on it: each half of the windows under the blend
   * of the other half.
   */
  private double[] unfittedFactors(List<StackCase> cases, Blend parent) {
    int[] numbers = cases.stream().mapToInt(StackCase::window).sorted().toArray();
    int middle = numbers[numbers.length / 2];
    Map<Boolean, List<StackCase>> halves =
        cases.stream().collect(Collectors.partitioningBy(one -> one.window() < middle));
    List<StackCase> before = halves.get(true);
    List<StackCase> after = halves.get(false);
    if (before.isEmpty() || after.isEmpty()) {
      before = cases;
      after = cases;
    }
    return DoubleStream.concat(
            factors(before, BlendDescent.from(after, parent)),
            factors(after, BlendDescent.from(before, parent)))
        .sorted()
        .toArray();
  }

  /** Log of the factor with which such a share is within the interval of 90 %. */
  private double widening(double[] factors, double share) {
    double level = Math.min(1, share * (1 + 1 / independent));
    int at = (int) Math.min(factors.length - 1.0, Math.floor(level * factors.length));
    return Math.log(Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, factors[at])));
  }

  private static DoubleStream factors(List<StackCase> cases, Blend blend) {
    return cases.stream().mapToDouble(one -> one.factor(blend, LEVEL_WIDTH));
  }
}
