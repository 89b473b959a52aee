package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Support;
import io.anode4j.latent.Members.Answers;
import io.anode4j.stack.Stack;
import io.anode4j.stack.StackCase;
import io.anode4j.stack.StackFit;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ObservedRows;
import io.anode4j.training.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Weighs a trained network with its anchor and the simple rules on validation windows. */
final class StackTraining {
  private static final int BLOCK = 16;

  /** Values that are looked at; more would only cost time. */
  private static final int MOST_CASES = 60_000;

  private static final double MOST_VALUE = 8;

  /** Values that the prior of the weights counts. */
  private static final double TRUST = 100;

  private final LatentOde network;
  private final Anchoring anchoring;
  private final Members members;
  private final DataPlan plan;
  private final SeriesSet data;
  private final Workers workers;
  private final AtomicInteger lost = new AtomicInteger();

  /**
   * Prepares a fit.
   *
   * @param model the trained model, whose stacks are wanted
   * @param members who is weighed
   * @param plan with the validation windows
   * @param data the series they are of
   * @param workers who computes
   */
  StackTraining(LatentOde model, Members members, DataPlan plan, SeriesSet data, Workers workers) {
    this.network = model;
    this.anchoring = model.description().anchored().orElseThrow();
    this.members = members;
    this.plan = plan;
    this.data = data;
    this.workers = workers;
  }

  /**
   * The network alone with calibrated widths, and all members together if that is asked for.
   *
   * @param listener told how the members stand, and when a forecast was not finite and its window
   *     could not be used
   * @throws io.anode4j.training.TrainingFailedException when no window could be forecast
   */
  List<Stack> stacks(TrainingListener listener) {
    List<StackCase> cases = cases(listener);
    List<Stack> stacks = new ArrayList<>();
    stacks.add(fit(members.names().subList(0, 1), 1, 1).fit(cases));
    if (network.config().anchoring().stack()) {
      StackFit fit = fit(members.names(), members.networks(), members.strong()).lookingBack();
      // The first gives forecasts their shape and stays; the others are solved at every forecast.
      List<Integer> further =
          IntStream.iterate(members.networks() - 1, i -> i > 0, i -> i - 1).boxed().toList();
      stacks.add(fit.pruned(cases, further).fit(cases));
      fit.leaderboard(stacks.get(1)).ifPresent(listener::onLeaderboard);
    }
    return stacks;
  }

  private StackFit fit(List<String> names, int networks, int strong) {
    int channels = network.channels().size();
    return new StackFit(names, networks, strong, TRUST, channels, independentWindows(), workers);
  }

  /** Windows of one series count as many times as horizons fit between the first and the last. */
  private double independentWindows() {
    Map<String, double[]> spans = new HashMap<>();
    for (Window window : plan.validation()) {
      double[] span =
          spans.computeIfAbsent(window.id(), id -> new double[] {window.origin(), window.origin()});
      span[0] = Math.min(span[0], window.origin());
      span[1] = Math.max(span[1], window.origin());
    }
    double count =
        spans.values().stream().mapToDouble(s -> 1 + (s[1] - s[0]) / plan.horizon()).sum();
    return Math.max(1, Math.min(count, plan.validation().size()));
  }

  private List<StackCase> cases(TrainingListener listener) {
    List<Window> windows =
        plan.validation().stream()
            .filter(w -> w.target().length() > 0 && w.context().length() > 0)
            .toList();
    List<List<StackCase>> blocks =
        workers.map(
            (windows.size() + BLOCK - 1) / BLOCK,
            b -> block(windows, b * BLOCK, Math.min(windows.size(), (b + 1) * BLOCK)));
    Calibration.report(lost.get(), windows.size(), listener);
    List<StackCase> all = blocks.stream().flatMap(List::stream).toList();
    int stride = 1 + all.size() / MOST_CASES;
    List<StackCase> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i += stride) {
      kept.add(all.get(i));
    }
    return kept;
  }

  private List<StackCase> block(List<Window> windows, int from, int to) {
    try {
      return answered(windows, from, to);
    } catch (ArithmeticException e) {
      if (to - from == 1) {
        lost.incrementAndGet();
        return List.of();
      }
    }
    // One window must not spoil the rest.
    List<StackCase> cases = new ArrayList<>();
    for (int i = from; i < to; i++) {
      cases.addAll(block(windows, i, i + 1));
    }
    return cases;
  }

  private List<StackCase> answered(List<Window> windows, int from, int to) {
    List<Window> part = windows.subList(from, to);
    List<TimeSeries> histories =
        part.stream().map(w -> ObservedRows.of(data.get(w.id()).until(w.origin()))).toList();
    List<double[]> times = part.stream().map(w -> w.target().times()).toList();
    List<StackCase> cases = new ArrayList<>();
    List<Answers> answers =
        members.answers(histories, times, Collections.nCopies(times.size(), true));
    for (int i = 0; i < part.size(); i++) {
      add(from + i, part.get(i), histories.get(i), answers.get(i), cases);
    }
    return cases;
  }

  private void add(
      int number, Window window, TimeSeries history, Answers answers, List<StackCase> to) {
    TimeSeries target = window.target();
    List<Bounds> bounds = Support.of(history, anchoring.bounds());
    double last = history.lastTime();
    double[] units = answers.units();
    for (int t = 0; t < target.length(); t++) {
      double lead = (target.time(t) - last) / plan.horizon();
      for (int c = 0; c < target.channels(); c++) {
        if (target.isObserved(t, c)) {
          double unit = units[c];
          double centre = answers.ridge().mean(t, c);
          double[] means = answers.means(t, c);
          for (int i = 0; i < means.length; i++) {
            means[i] = (means[i] - centre) / unit;
          }
          double value = cut((target.value(t, c) - centre) / unit);
          double log = Math.log(unit);
          double width = answers.logWidth(t, c) - log;
          double ruleWidth = answers.logRuleWidth(t, c) - log;
          double lower = (bounds.get(c).lower() - centre) / unit;
          double upper = (bounds.get(c).upper() - centre) / unit;
          to.add(new StackCase(number, c, lead, value, lower, upper, means, width, ruleWidth));
        }
      }
    }
  }

  private static double cut(double value) {
    return Math.max(-MOST_VALUE, Math.min(MOST_VALUE, value));
  }
}
