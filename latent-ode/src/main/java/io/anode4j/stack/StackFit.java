package io.anode4j.stack;

import io.anode4j.evaluation.Leaderboard;
import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  /**
   * A member that errs r times as much as the best has its share of the prior over r to this power:
   * hardly less where they are alike, nothing where it is of no use.
   */
  private static final double USELESSNESS = 4;

  /** Way from the score's width, which is sharp, to the one that covers what it says. */
  private static final double COVERING = 0.5;

  /**
   * A member that nowhere comes to such a share changes no forecast, and would cost time in each.
   */
  private static final double NEGLIGIBLE = 0.01;

  /**
   * By such a share of its error a blend must be better with a member that costs time at every
   * forecast: next to none, so that only chance does not keep it.
   */
  private static final double WORTH = 5e-4;

  /** Way to the best simple rule, of those who may turn away from it, at most. */
  private static final double MOST_DRAWN = 0.9;

  /** Enough for the cores of a large machine. */
  private static final int MANY_CHANNELS = 16;

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
  static final double LEVEL_WIDTH = 1.6448536269514722;

  private final List<String> members;
  private final int networks;
  private final int strong;
  private final double trust;
  private final int channels;
  private final double independent;
  private final Workers workers;
  private EffectiveSample sample = new EffectiveSample(1, 1);
  private @Nullable CrossFit<Blend> overall;
  private String refuge = "";
  private double drawn;
  private double most = 1;

  /** Members of less weight have no say. */
  private double ignored;

  /** Numbers of members that were left out. */
  private final Set<Integer> out = new TreeSet<>();

  /**
   * Prepares a fit.
   *
   * @param members names of the members, strong ones first, of them networks first
   * @param networks how many are networks; where they cannot be told from one of the others, that
   *     one is believed
   * @param strong how many are strong: before anything is seen they have nearly all weight, each
   *     network a share, those that are none one share together
   * @param trust so many values the prior counts: few windows must not decide between good members
   * @param channels number of channels
   * @param independent how many windows the cases hold that do not overlap
   * @param workers who computes
   */
  public StackFit(
      List<String> members,
      int networks,
      int strong,
      double trust,
      int channels,
      double independent,
      Workers workers) {
    this.members = List.copyOf(members);
    this.networks = networks;
    this.strong = strong;
    this.trust = trust;
    this.channels = channels;
    this.independent = independent;
    this.workers = workers;
  }

  /**
   * For forecasts that look back and turn to the members that were right of late: those who were
   * wrong lose their weight and the width that comes from disagreeing with them, so no width may
   * rest on members of next to none; and where the best simple rule is believed a tenth stays with
   * all, for that rule may fail a series, as a mean of the past does after a collapse.
   *
   * @return this
   */
  public StackFit lookingBack() {
    most = MOST_DRAWN;
    ignored = NEGLIGIBLE;
    return this;
  }

  /**
   * Leaves out members that cost more than they bring, by backward elimination (ensemble pruning:
   * Zhou, Wu and Tang, Artificial Intelligence 137, 2002): a network is solved at every forecast,
   * however small its weight. What a blend is worth is seen on windows that it was not fitted on.
   *
   * @param cases values that no member was fitted on
   * @param costly numbers of the members that may go, in the order in which they are tried
   * @return this
   */
  public StackFit pruned(List<StackCase> cases, List<Integer> costly) {
    sample = EffectiveSample.of(cases, independent);
    double error = costly.isEmpty() ? 0 : overallError(cases);
    for (int member : costly) {
      out.add(member);
      double without = overallError(cases);
      if (error > 0 && without <= error * (1 + WORTH)) {
        error = without;
      } else {
        out.remove(member);
      }
    }
    return this;
  }

  /** How far the blend of all values is off, each window counting once; 0 for too few cases. */
  private double overallError(List<StackCase> cases) {
    ofAll(cases);
    CrossFit<Blend> fit = overall;
    return fit == null
        ? 0
        : Arrays.stream(fit.byWindow((one, blend) -> one.distance(one.mean(blend)), side()))
            .average()
            .orElse(0);
  }

  private BlendDescent.Pieces side() {
    return BlendDescent.Pieces.over(workers);
  }

  /**
   * Fits.
   *
   * @param cases values that no member was fitted on
   * @return the stack
   */
  public Stack fit(List<StackCase> cases) {
    sample = EffectiveSample.of(cases, independent);
    Blend all = ofAll(cases);
    List<List<StackCase>> byChannel =
        IntStream.range(0, channels)
            .mapToObj(c -> cases.stream().filter(one -> one.channel() == c).toList())
            .toList();
    List<Blend> ofChannels = ofChannels(byChannel, all);
    int leads = Stack.leads();
    List<Blend> ofLeads =
        workers.map(
            channels * leads,
            i ->
                fitted(
                    at(byChannel.get(i / leads), i % leads),
                    ofChannels.get(i / leads),
                    BlendDescent.Pieces.IN_TURN));
    List<List<Blend>> blends =
        IntStream.range(0, channels)
            .mapToObj(c -> ofLeads.subList(c * leads, (c + 1) * leads))
            .toList();
    Stack gaussian = new Stack(members, blends, List.of()).without(NEGLIGIBLE);
    return gaussian.with(
        new ShapeFit(gaussian, sample, this::weight).fit(cases, channels, workers));
  }

  /** Few channels one by one, each over all workers; many side by side. */
  private List<Blend> ofChannels(List<List<StackCase>> byChannel, Blend all) {
    return channels < MANY_CHANNELS
        ? byChannel.stream().map(own -> fitted(own, all, side())).toList()
        : workers.map(channels, c -> fitted(byChannel.get(c), all, BlendDescent.Pieces.IN_TURN));
  }

  private double weight(List<StackCase> cases, boolean all) {
    return cases.size() < LEAST_CASES ? 0 : sample.weightOfWindows(cases, all ? trust : PARENT);
  }

  /**
   * How the members of a stack stand.
   *
   * @param fitted what {@link #fit} made
   * @return nothing where there were too few values to weigh them by
   */
  public Optional<Leaderboard> leaderboard(Stack fitted) {
    return Optional.ofNullable(overall)
        .map(fit -> Standings.of(fitted, fit, sample.share(), refuge, drawn));
  }

  /** Strong members share most of it; the variance is that of their mixture. */
  private Blend prior() {
    int size = members.size();
    double ofStrong = strong == size ? 1 : 1 - REST;
    double share = ofStrong / (networks + (strong > networks ? 1 : 0));
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] =
          i < networks
              ? share
              : i < strong ? share / (strong - networks) : (1 - ofStrong) / (size - strong);
    }
    Blend all = new Blend(weights, 0.5, 0, 1);
    return out.isEmpty()
        ? all
        : all.reweighed(
            IntStream.range(0, size).mapToDouble(i -> out.contains(i) ? 0 : 1).toArray());
  }

  /** The prior, without those that are of no use: they would spoil a blend by any share of it. */
  private Blend prior(List<StackCase> cases) {
    double[] errors = new double[members.size()];
    Arrays.setAll(errors, member -> error(cases, member));
    double least = Arrays.stream(errors).min().orElse(0);
    Blend prior = prior();
    return least > 0
        ? prior.reweighed(
            Arrays.stream(errors).map(own -> Math.pow(least / own, USELESSNESS)).toArray())
        : prior;
  }

  private static double error(List<StackCase> cases, int member) {
    return cases.stream().mapToDouble(one -> one.distance(one.means()[member])).sum();
  }

  private static List<StackCase> at(List<StackCase> cases, int lead) {
    return cases.stream().filter(one -> Stack.nearest(one.lead()) == lead).toList();
  }

  /** Where it cannot be told from the best simple rule, it goes towards that. */
  private Blend ofAll(List<StackCase> cases) {
    if (cases.size() < LEAST_CASES) {
      return prior();
    }
    Blend prior = prior(cases);
    double own = sample.weight(cases, trust);
    CrossFit<Blend> fit = fitted(cases, prior, own, side());
    if (strong < members.size()) {
      Blend rule = bestRule(cases);
      double[] gains =
          fit.byWindow(
              (one, blend) -> one.distance(one.mean(rule)) - one.distance(one.mean(blend)));
      drawn = Math.min(most, 1 - sample.evidence(gains));
      fit = fit.map(blend -> blend.withWeightsTowards(rule, drawn).without(ignored));
    }
    overall = fit;
    return widened(fit).withWidthTowards(prior, 1 - own);
  }

  private Blend fitted(List<StackCase> cases, Blend parent, BlendDescent.Pieces pieces) {
    if (cases.size() < LEAST_CASES) {
      return parent;
    }
    double own = sample.weight(cases, PARENT);
    return widened(fitted(cases, parent, own, pieces)).withWidthTowards(parent, 1 - own);
  }

  private CrossFit<Blend> fitted(
      List<StackCase> cases, Blend parent, double own, BlendDescent.Pieces pieces) {
    double[] floors = BlendDescent.floors(members.size(), out);
    CrossFit<Blend> fit =
        CrossFit.of(cases, some -> BlendDescent.from(some, parent, floors, ignored, pieces));
    return fit.map(blend -> blend.withWeightsTowards(parent, 1 - own).without(ignored));
  }

  /** The linear or simple member of least mean absolute error, and nothing beside it. */
  private Blend bestRule(List<StackCase> cases) {
    int best = networks;
    double least = Double.POSITIVE_INFINITY;
    for (int i = networks; i < members.size(); i++) {
      double error = error(cases, i);
      if (error < least) {
        least = error;
        best = i;
      }
    }
    refuge = members.get(best);
    double[] weights = new double[members.size()];
    weights[best] = 1;
    return new Blend(weights, 1, 0, 1);
  }

  /**
   * Widened by the factors of the members' own width with which values lie on the end of the
   * interval of 90 % of a blend that was not fitted on them.
   */
  private Blend widened(CrossFit<Blend> fit) {
    double[] factors =
        fit.unfitted((one, blend) -> one.factor(blend, LEVEL_WIDTH)).sorted().toArray();
    double log = Math.max(COVERING * widening(factors, LEVEL), widening(factors, LEAST_LEVEL));
    return fit.ofAll().widened(log);
  }

  /** Log of the factor with which such a share is within the interval of 90 %. */
  private double widening(double[] factors, double share) {
    double level = Math.min(1, share * (1 + 1 / independent));
    int at = (int) Math.min(factors.length - 1.0, Math.floor(level * factors.length));
    return Math.log(Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, factors[at])));
  }
}
