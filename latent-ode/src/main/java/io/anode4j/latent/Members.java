package io.anode4j.latent;

import io.anode4j.anchor.AnchorForecaster;
import io.anode4j.anchor.AnchorForecaster.Seen;
import io.anode4j.anchor.WindowFrame;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TrainedModel;
import io.anode4j.stack.Stack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The forecasters that a stacked forecast is made of: networks, anchor, simple rules.
 *
 * @param framed networks on the anchor, at least one; the first gives the forecast its shape
 * @param readsClock of which series, by their ids, they read phases of absolute time
 * @param unframed the network on the channels' scales: one or none
 * @param regressions regressions beside the anchor
 * @param anchor the anchor alone
 * @param baselines statistics of the rules
 * @param idle names of those that are not asked: in place of a network the first answers, in place
 *     of a regression the anchor
 */
record Members(
    List<FramedNetwork> framed,
    Predicate<String> readsClock,
    List<UnframedNetwork> unframed,
    List<RegressionMember> regressions,
    AnchorForecaster anchor,
    BaselineStatistics baselines,
    Set<String> idle) {
  /** Further from the anchor no member is believed. */
  private static final double FAR = 8;

  /** The same, where the anchor answers for a network whose numbers do not stay finite. */
  Members enduring() {
    return new Members(
        framed.stream()
            .map(
                one ->
                    new FramedNetwork(
                        new Enduring(one.network(), anchor), new Enduring(one.clockless(), anchor)))
            .toList(),
        readsClock,
        unframed.stream()
            .map(
                one ->
                    new UnframedNetwork(
                        new Enduring(one.network(), anchor), one.header(), one.strangers()))
            .toList(),
        regressions,
        anchor,
        baselines,
        idle);
  }

  /** The same, who do not ask whom a stack gives no weight. */
  Members asking(Stack stack) {
    Set<String> others = new HashSet<>(names());
    others.removeAll(stack.asked());
    return new Members(framed, readsClock, unframed, regressions, anchor, baselines, others);
  }

  /** Their names, in the order of their answers. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(EvaluationReport.NETWORK);
    for (int i = 2; i <= framed.size(); i++) {
      names.add(framedName(i));
    }
    unframed.forEach(one -> names.add(EvaluationReport.UNFRAMED));
    regressions.forEach(one -> names.add(one.name()));
    names.add(TrainedModel.RIDGE);
    names.addAll(Baselines.names());
    return names;
  }

  private static String framedName(int number) {
    return number == 1 ? EvaluationReport.NETWORK : EvaluationReport.NETWORK + "_" + number;
  }

  /** How many of them, the first, are networks. */
  int networks() {
    return framed.size() + unframed.size();
  }

  /** How many of them, the first, are more than a simple rule. */
  int strong() {
    return networks() + regressions.size() + 1;
  }

  /**
   * What all of them say of one history.
   *
   * @param networks forecasts of the networks, those on the anchor first; that on the channels'
   *     scales repeats the first where it was not asked
   * @param linear forecasts of the regressions beside the anchor
   * @param ridge forecast of the anchor
   * @param rules means of the rules {@code [rules × channels × times]}
   * @param units scale of the history's frame, original units {@code [channels]}
   * @param stillness least standard deviation, likewise; 0 where a channel has not stood still
   * @param shortage what a few values leave open, likewise
   */
  record Answers(
      List<Forecast> networks,
      List<Forecast> regressions,
      Forecast ridge,
      double[][][] rules,
      double[] units,
      double[] stillness,
      double[] shortage) {
    Forecast network() {
      return networks.get(0);
    }

    /** Means of all members, none further than 8 units from the anchor's. */
    double[] means(int time, int channel) {
      double[] means = new double[networks.size() + regressions.size() + 1 + rules.length];
      int at = 0;
      for (Forecast network : networks) {
        means[at++] = network.mean(time, channel);
      }
      for (Forecast regression : regressions) {
        means[at++] = regression.mean(time, channel);
      }
      double centre = ridge.mean(time, channel);
      means[at++] = centre;
      for (double[][] rule : rules) {
        means[at++] = rule[channel][time];
      }
      double reach = FAR * units[channel];
      for (int i = 0; i < means.length; i++) {
        means[i] = Math.max(centre - reach, Math.min(centre + reach, means[i]));
      }
      return means;
    }

    /** Log of the network's standard deviation, or of the least there is after stillness. */
    double logWidth(int time, int channel) {
      return logWidth(network(), time, channel);
    }

    /** Log of the standard deviation that the anchor states, likewise. */
    double logRuleWidth(int time, int channel) {
      return logWidth(ridge, time, channel);
    }

    private double logWidth(Forecast of, int time, int channel) {
      double least = Math.max(Double.MIN_NORMAL, stillness[channel]);
      return Math.log(Math.max(least, of.std(time, channel)));
    }
  }

  /**
   * Asks all of them.
   *
   * @param histories what is known
   * @param times asked of each
   * @param clock whether the network is told the time, for each history
   * @return their answers
   */
  List<Answers> answers(List<TimeSeries> histories, List<double[]> times, List<Boolean> clock) {
    List<Seen> seen = histories.stream().map(anchor::seen).toList();
    List<List<Forecast>> networks = framed(histories, times, clock);
    List<Forecast> first = networks.get(0);
    for (UnframedNetwork one : unframed) {
      List<Integer> known =
          idle.contains(EvaluationReport.UNFRAMED) ? List.of() : known(one, histories, seen, clock);
      networks.add(beside(one, first, histories, times, known));
    }
    List<Answers> answers = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int at = i;
      TimeSeries history = histories.get(i);
      double[] asked = times.get(i);
      Seen own = seen.get(i);
      WindowFrame frame = own.frame();
      Forecast ridge = anchor.forecast(history, asked, own);
      answers.add(
          new Answers(
              networks.stream().map(all -> all.get(at)).toList(),
              regressions.stream()
                  .map(
                      one ->
                          idle.contains(one.name())
                              ? ridge
                              : one.forecast(history, asked, own, ridge))
                  .toList(),
              ridge,
              Baselines.means(baselines, history, asked),
              original(frame.scale()),
              original(frame.stillness()),
              original(frame.shortage())));
    }
    return answers;
  }

  /**
   * Asks the networks once more, which now are not told the time. What the others say does not
   * depend on it; the network on the channels' scales is not asked without. Of a series whose time
   * they have not read, their answers stay.
   *
   * @param told answers to the same question, the time told
   * @param histories what is known
   * @param times asked of each
   * @return the answers
   */
  List<Answers> clockless(List<Answers> told, List<TimeSeries> histories, List<double[]> times) {
    List<Integer> readers =
        IntStream.range(0, told.size())
            .filter(i -> readsClock.test(histories.get(i).id()))
            .boxed()
            .toList();
    List<Answers> answers = new ArrayList<>(told);
    if (readers.isEmpty()) {
      return answers;
    }
    List<List<Forecast>> networks =
        framed(
            readers.stream().map(histories::get).toList(),
            readers.stream().map(times::get).toList(),
            Collections.nCopies(readers.size(), false));
    unframed.forEach(one -> networks.add(networks.get(0)));
    for (int k = 0; k < readers.size(); k++) {
      int at = k;
      Answers one = told.get(readers.get(k));
      List<Forecast> own = networks.stream().map(all -> all.get(at)).toList();
      answers.set(
          readers.get(k),
          new Answers(
              own, one.regressions, one.ridge, one.rules, one.units, one.stillness, one.shortage));
    }
    return answers;
  }

  private List<List<Forecast>> framed(
      List<TimeSeries> histories, List<double[]> times, List<Boolean> clock) {
    List<List<Forecast>> networks = new ArrayList<>();
    for (FramedNetwork one : framed) {
      boolean first = networks.isEmpty();
      networks.add(
          first || !idle.contains(framedName(networks.size() + 1))
              ? one.forecasts(histories, times, clock)
              : networks.get(0));
    }
    return networks;
  }

  private double[] original(double[] spreads) {
    double[] original = new double[spreads.length];
    Arrays.setAll(original, c -> anchor.scaler().spreadToOriginal(c, spreads[c]));
    return original;
  }

  private static List<Integer> known(
      UnframedNetwork network, List<TimeSeries> histories, List<Seen> seen, List<Boolean> clock) {
    return IntStream.range(0, histories.size())
        .filter(i -> clock.get(i) && network.knows(histories.get(i), seen.get(i).frame()))
        .boxed()
        .toList();
  }

  private static List<Forecast> beside(
      UnframedNetwork network,
      List<Forecast> framed,
      List<TimeSeries> histories,
      List<double[]> times,
      List<Integer> known) {
    List<Forecast> forecasts = new ArrayList<>(framed);
    List<Forecast> own =
        network
            .network()
            .forecastAll(
                known.stream().map(histories::get).toList(),
                known.stream().map(times::get).toList());
    for (int k = 0; k < own.size(); k++) {
      forecasts.set(known.get(k), own.get(k));
    }
    return forecasts;
  }

  static boolean isAfter(TimeSeries history, double time) {
    return history.length() > 0 && time > history.lastTime();
  }
}
