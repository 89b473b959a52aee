package io.anode4j.latent;

import io.anode4j.anchor.AnchorForecaster;
import io.anode4j.anchor.WindowFrame;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.evaluation.Baselines;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The forecasters that a stacked forecast is made of: network, anchor, simple rules.
 *
 * @param network the network on its anchor
 * @param clockless the same, not told the phases of absolute time
 * @param anchor the anchor alone
 * @param baselines statistics of the rules
 */
record Members(
    Forecaster network,
    Forecaster clockless,
    AnchorForecaster anchor,
    BaselineStatistics baselines) {
  /** Further from the anchor no member is believed. */
  private static final double FAR = 8;

  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("latent_ode", "ridge"));
    names.addAll(Baselines.names());
    return names;
  }

  /**
   * What all of them say of one history.
   *
   * @param network forecast of the network
   * @param ridge forecast of the anchor
   * @param rules means of the rules {@code [rules × channels × times]}
   * @param units scale of the history's frame, original units {@code [channels]}
   * @param shortage what a few values leave open, likewise
   */
  record Answers(
      Forecast network, Forecast ridge, double[][][] rules, double[] units, double[] shortage) {
    /** Means of all members, none further than 8 units from the anchor's. */
    double[] means(int time, int channel) {
      double[] means = new double[2 + rules.length];
      means[0] = network.mean(time, channel);
      means[1] = ridge.mean(time, channel);
      for (int r = 0; r < rules.length; r++) {
        means[2 + r] = rules[r][channel][time];
      }
      double reach = FAR * units[channel];
      for (int i = 0; i < means.length; i++) {
        means[i] = Math.max(means[1] - reach, Math.min(means[1] + reach, means[i]));
      }
      return means;
    }

    /** Log of the network's standard deviation. */
    double logWidth(int time, int channel) {
      return Math.log(Math.max(Double.MIN_NORMAL, network.std(time, channel)));
    }

    /** Log of the standard deviation that the anchor states. */
    double logRuleWidth(int time, int channel) {
      return Math.log(Math.max(Double.MIN_NORMAL, ridge.std(time, channel)));
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
    List<Forecast> networks = networks(histories, times, clock);
    List<Answers> answers = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      TimeSeries history = histories.get(i);
      WindowFrame frame = anchor.frame(history);
      answers.add(
          new Answers(
              networks.get(i),
              anchor.forecast(history, times.get(i)),
              Baselines.means(baselines, history, times.get(i)),
              original(frame.scale()),
              original(frame.shortage())));
    }
    return answers;
  }

  private double[] original(double[] spreads) {
    double[] original = new double[spreads.length];
    Arrays.setAll(original, c -> anchor.scaler().spreadToOriginal(c, spreads[c]));
    return original;
  }

  private List<Forecast> networks(
      List<TimeSeries> histories, List<double[]> times, List<Boolean> clock) {
    Map<Boolean, List<Integer>> by =
        IntStream.range(0, histories.size()).boxed().collect(Collectors.partitioningBy(clock::get));
    Forecast[] forecasts = new Forecast[histories.size()];
    by.forEach(
        (told, which) -> {
          List<Forecast> part =
              (told ? network : clockless)
                  .forecastAll(
                      which.stream().map(histories::get).toList(),
                      which.stream().map(times::get).toList());
          for (int k = 0; k < part.size(); k++) {
            forecasts[which.get(k)] = part.get(k);
          }
        });
    return List.of(forecasts);
  }

  static boolean isAfter(TimeSeries history, double time) {
    return history.length() > 0 && time > history.lastTime();
  }
}
