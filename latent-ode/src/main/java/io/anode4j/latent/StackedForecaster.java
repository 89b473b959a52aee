package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.ComponentDensity;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.forecast.StandardMixture;
import io.anode4j.forecast.StandardMixture.Image;
import io.anode4j.forecast.Support;
import io.anode4j.latent.Members.Answers;
import io.anode4j.stack.Blend;
import io.anode4j.stack.Stack;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The network's forecast, moved and widened to where network, anchor and simple rules together
 * expect the value: as they were weighed on validation windows, and reweighed by how right each was
 * over the last horizon of the very history that is forecast. Times until the last observation are
 * the network's alone.
 */
final class StackedForecaster implements Forecaster {
  /**
   * Least standard deviation of a component where a channel counts: however sure a network is, and
   * of nearly nothing but zeros it is sure beyond measure, another count has one chance in 200.
   */
  private static final double LEAST_OF_COUNTS = 0.2;

  private final Members members;
  private final RecentErrors recent;
  private final Stack stack;
  private final List<Bounds> bounds;
  private final double horizon;
  private final Map<Standard, StandardMixture> standards = new ConcurrentHashMap<>();

  /** A channel, and the density of the components that its shape is made of. */
  private record Standard(int channel, ComponentDensity density) {}

  /**
   * A forecaster.
   *
   * @param members who is weighed
   * @param recent how right they were of late
   * @param stack their weights
   * @param bounds between which values each channel lies
   * @param horizon length of the horizon
   */
  StackedForecaster(
      Members members, RecentErrors recent, Stack stack, List<Bounds> bounds, double horizon) {
    this.members = members;
    this.recent = recent;
    this.stack = stack;
    this.bounds = bounds;
    this.horizon = horizon;
  }

  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecastAll(List.of(history), List.of(times)).get(0);
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> told, List<double[]> times) {
    // Rows without values say nothing, not even that time has passed.
    List<TimeSeries> histories = told.stream().map(ObservedRows::of).toList();
    List<Optional<RecentErrors.Verdict>> verdicts = recent.verdicts(histories);
    List<Boolean> clock =
        verdicts.stream().map(v -> v.map(RecentErrors.Verdict::clock).orElse(true)).toList();
    List<Answers> answers = members.answers(histories, times, clock);
    List<Forecast> forecasts = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      forecasts.add(blended(answers.get(i), histories.get(i), verdicts.get(i)));
    }
    return forecasts;
  }

  private Forecast blended(
      Answers answers, TimeSeries history, Optional<RecentErrors.Verdict> verdict) {
    Forecast network = answers.network();
    int d = network.channels().size();
    double[] times = network.times();
    int paths = paths(network, history);
    List<Bounds> held = Support.of(history, bounds);
    double[][][] means = new double[paths][times.length][d];
    double[][][] scales = new double[paths][times.length][d];
    @Nullable Image[] images = new @Nullable Image[times.length * d];
    for (int t = 0; t < times.length; t++) {
      boolean ahead = Members.isAfter(history, times[t]);
      for (int c = 0; c < d; c++) {
        if (!ahead) {
          Reshaped.asIs(network, t, c).write(means, scales);
          continue;
        }
        Blend blend = blend(history, times[t], c, verdict);
        double[] all = answers.means(t, c);
        double mean = blend.mean(all);
        double width = width(answers, t, c, blend, all);
        boolean shaped = !stack.shapes().isEmpty();
        double unit = answers.units()[c];
        Reshaped components =
            shaped
                ? Reshaped.of(network, t, c, mean, width, unit, stack.shapes().get(c))
                : Reshaped.of(network, t, c, mean, width);
        double least = held.get(c).whole() ? LEAST_OF_COUNTS / network.density(c).std(1) : 0;
        if (!components.widen(least) && shaped && stack.shapes().get(c).keepsToWidths()) {
          images[t * d + c] = new Image(standard(c, network.density(c)), mean, width);
        }
        components.write(means, scales);
      }
    }
    List<ComponentDensity> densities = new ArrayList<>();
    for (int c = 0; c < d; c++) {
      densities.add(network.density(c));
    }
    return Forecast.mixture(network.id(), network.channels(), times, means, scales, densities)
        .knowing(images)
        .within(held);
  }

  private static double width(Answers answers, int time, int channel, Blend blend, double[] all) {
    double logWidth = answers.logWidth(time, channel);
    double own = blend.width(logWidth, answers.logRuleWidth(time, channel), all);
    return Math.hypot(own, answers.shortage()[channel]);
  }

  /** A channel's shape of errors, of which all its blended forecasts are images. */
  private StandardMixture standard(int channel, ComponentDensity density) {
    return standards.computeIfAbsent(
        new Standard(channel, density), one -> stack.shapes().get(channel).mixture(density));
  }

  /** How many components: those of the shape, and where the network is asked too, a multiple. */
  private int paths(Forecast network, TimeSeries history) {
    if (stack.shapes().isEmpty()) {
      return network.samples();
    }
    int ofShape = stack.shapes().get(0).offsets().length;
    boolean allAhead =
        Arrays.stream(network.times()).allMatch(time -> Members.isAfter(history, time));
    int paths = ofShape;
    while (!allAhead && paths % network.samples() != 0) {
      paths += ofShape;
    }
    return paths;
  }

  private Blend blend(
      TimeSeries history, double time, int channel, Optional<RecentErrors.Verdict> verdict) {
    Blend blend = stack.blend(channel, (time - history.lastTime()) / horizon);
    return verdict.map(one -> one.apply(blend, channel)).orElse(blend);
  }
}
