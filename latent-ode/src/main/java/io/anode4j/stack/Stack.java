package io.anode4j.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Blends by channel and lead time, as {@link StackFit} found them.
 *
 * @param members names of the members, the one whose distribution is kept first
 * @param blends at each of the lead times {@link #leads} {@code [channels][leads]}
 * @param shapes how each channel's forecasts are off; none where that was not looked at, and the
 *     first member's distribution keeps its own
 */
public record Stack(List<String> members, List<List<Blend>> blends, List<ErrorShape> shapes) {
  /** Lead times, in horizons, between which blends are mixed in proportion. */
  private static final double[] LEADS = {0.05, 0.2, 0.45, 0.8};

  /** Checks that it holds together. */
  public Stack {
    members = List.copyOf(members);
    blends = blends.stream().map(List::copyOf).toList();
    shapes = List.copyOf(shapes);
    int size = members.size();
    boolean fits =
        size > 0
            && (shapes.isEmpty() || shapes.size() == blends.size())
            && blends.stream()
                .allMatch(
                    row ->
                        row.size() == LEADS.length
                            && row.stream().allMatch(blend -> sound(blend, size)));
    if (!fits) {
      throw new IllegalArgumentException("its stack does not fit its members");
    }
  }

  private static boolean sound(Blend blend, int members) {
    return blend.weights().length == members
        && Arrays.stream(blend.weights()).allMatch(w -> w >= 0 && w <= 1 + 1e-9)
        && blend.ruleShare() >= 0
        && blend.ruleShare() <= 1
        && Double.isFinite(blend.logFactor())
        && blend.disagreement() >= 0
        && Double.isFinite(blend.disagreement());
  }

  /** Members that have a share of any forecast; the others need not be asked. */
  public Set<String> asked() {
    return IntStream.range(0, members.size())
        .filter(i -> most(i) > 0)
        .mapToObj(members::get)
        .collect(Collectors.toSet());
  }

  private double most(int member) {
    return blends.stream()
        .flatMap(List::stream)
        .mapToDouble(blend -> blend.weights()[member])
        .max()
        .orElse(0);
  }

  /** The same without the weights of members that nowhere come to a share. */
  Stack without(double lessThan) {
    double[] kept =
        IntStream.range(0, members.size()).mapToDouble(i -> most(i) < lessThan ? 0 : 1).toArray();
    return new Stack(
        members,
        blends.stream()
            .map(row -> row.stream().map(blend -> blend.reweighed(kept)).toList())
            .toList(),
        shapes);
  }

  Stack with(List<ErrorShape> fitted) {
    return new Stack(members, blends, fitted);
  }

  static int leads() {
    return LEADS.length;
  }

  /** Lead time nearest to one. */
  static int nearest(double lead) {
    int best = 0;
    for (int k = 1; k < LEADS.length; k++) {
      best = lead > (LEADS[k - 1] + LEADS[k]) / 2 ? k : best;
    }
    return best;
  }

  /**
   * The blend of a channel at a lead time.
   *
   * @param channel which channel
   * @param lead lead time in horizons
   * @return a mixture of the two nearest; beyond the ends that of the end
   */
  public Blend blend(int channel, double lead) {
    List<Blend> row = blends.get(channel);
    int k = 0;
    while (k + 2 < LEADS.length && lead > LEADS[k + 1]) {
      k++;
    }
    double share = (lead - LEADS[k]) / (LEADS[k + 1] - LEADS[k]);
    return row.get(k).towards(row.get(k + 1), Math.max(0, Math.min(1, share)));
  }
}
