package io.anode4j.stack;

import io.anode4j.tensor.Workers;
import java.util.Arrays;
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

  /** A window that overlaps no other says about as much as so many values of their own. */
  private static final double VALUES_OF_A_WINDOW = 4;

  /** Way from the score's width, which is sharp, to the one that covers what it says. */
  private static final double COVERING = 0.5;

  private static final double LEVEL = 0.9;

  /** So much is covered by an interval of 90 % even where the score would be better without. */
  private static final double LEAST_LEVEL = 0.85;

  /** Values that are met exactly again and again must not take all width away. */
  private static final double LEAST_FACTOR = 0.5;

  private static final double MOST_FACTOR = 4;

  /** Half-width of the Gaussian's central interval of that level, in standard deviations. */
  private static final double LEVEL_WIDTH = 1.6448536269514722;

  private final List<String> members;
  private final int channels;
  private final double independent;
  private final Workers workers;
  private double windows = 1;

  /**
   * Prepares a fit.
   *
   * @param members names of the members
   * @param channels number of channels
   * @param independent how many windows the cases hold that do not overlap
   * @param workers who computes
   */
  public StackFit(List<String> members, int channels, double independent, Workers workers) {
    this.members = List.copyOf(members);
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
    double[] equal = new double[members.size()];
    Arrays.fill(equal, 1.0 / equal.length);
    windows = cases.stream().mapToInt(StackCase::window).distinct().count();
    Blend all = fitted(cases, new Blend(equal, 0.5, 0));
    List<List<Blend>> blends =
        workers.map(
            channels,
            c -> {
              List<StackCase> own = cases.stream().filter(one -> one.channel() == c).toList();
              Blend ofChannel = fitted(own, all);
              return IntStream.range(0, Stack.leads())
                  .mapToObj(k -> fitted(at(own, k), ofChannel))
                  .toList();
            });
    return new Stack(members, blends);
  }

  private static List<StackCase> at(List<StackCase> cases, int lead) {
    return cases.stream().filter(one -> Stack.nearest(one.lead()) == lead).toList();
  }

  private Blend fitted(List<StackCase> cases, Blend parent) {
    if (cases.size() < LEAST_CASES) {
      return parent;
    }
    Blend best = BlendDescent.from(cases, parent);
    double[] sizes = unfittedSizes(cases, parent);
    double log = Math.max(COVERING * widening(sizes, LEVEL), widening(sizes, LEAST_LEVEL));
    double weight = Math.min(cases.size(), VALUES_OF_A_WINDOW * independentWindows(cases));
    return best.widened(log).towards(parent, PARENT / (weight + PARENT));
  }

  private double independentWindows(List<StackCase> cases) {
    long met = cases.stream().mapToInt(StackCase::window).distinct().count();
    return met * Math.min(1, independent / windows);
  }

  /**
   * Distances, in standard deviations and in order, of values from blends that were not fitted on
   * them: each half of the windows under the blend of the other half.
   */
  private double[] unfittedSizes(List<StackCase> cases, Blend parent) {
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
            sizes(before, BlendDescent.from(after, parent)),
            sizes(after, BlendDescent.from(before, parent)))
        .sorted()
        .toArray();
  }

  /** Log of the factor of the width with which such a share is within the interval of 90 %. */
  private double widening(double[] sizes, double share) {
    double level = Math.min(1, share * (1 + 1 / independent));
    int at = (int) Math.min(sizes.length - 1.0, Math.floor(level * sizes.length));
    return Math.log(Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, sizes[at] / LEVEL_WIDTH)));
  }

  private static DoubleStream sizes(List<StackCase> cases, Blend blend) {
    return cases.stream()
        .mapToDouble(
            one ->
                one.distance(
                    blend.mean(one.means()), blend.width(one.logWidth(), one.logRuleWidth())));
  }
}
