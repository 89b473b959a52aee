package io.anode4j.latent;

import io.anode4j.data.Window;
import io.anode4j.forecast.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Factors of the observation noise that give 90 % intervals their nominal coverage on validation
 * data. The likelihood fits one noise to all lead times and to training windows; its intervals are
 * therefore a little off on others.
 */
final class Calibration {
  private static final double LEVEL = 0.9;
  private static final double LEAST = 0.4;
  private static final double MOST = 2.5;

  /** A channel with fewer validation values shares the factor of all channels. */
  private static final int ENOUGH = 200;

  private Calibration() {}

  static List<Double> fit(LatentOde model, List<Window> windows) {
    List<Window> asked = windows.stream().filter(w -> w.target().length() > 0).toList();
    int channels = model.channels().size();
    List<List<double[]>> cases = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      cases.add(new ArrayList<>());
    }
    List<Forecast> forecasts =
        model.forecastAll(
            asked.stream().map(Window::context).toList(),
            asked.stream().map(w -> w.target().times()).toList());
    for (int w = 0; w < asked.size(); w++) {
      collect(forecasts.get(w), asked.get(w), model, cases);
    }
    List<double[]> all = cases.stream().flatMap(List::stream).toList();
    double shared = all.size() < ENOUGH / 2 ? 1 : factor(all);
    List<Double> factors = new ArrayList<>();
    for (List<double[]> channel : cases) {
      factors.add(channel.size() < ENOUGH ? shared : factor(channel));
    }
    return factors;
  }

  /** One case: residuals of all samples over the channel's noise. */
  private static void collect(
      Forecast forecast, Window window, LatentOde model, List<List<double[]>> cases) {
    for (int t = 0; t < window.target().length(); t++) {
      for (int c = 0; c < cases.size(); c++) {
        if (window.target().isObserved(t, c)) {
          double noise = model.noise(c);
          double[] residuals = new double[forecast.samples()];
          for (int s = 0; s < residuals.length; s++) {
            residuals[s] = (window.target().value(t, c) - forecast.component(s, t, c)) / noise;
          }
          cases.get(c).add(residuals);
        }
      }
    }
  }

  /** Bisection on the logarithm: coverage grows with the factor. */
  private static double factor(List<double[]> cases) {
    double low = Math.log(LEAST);
    double high = Math.log(MOST);
    for (int i = 0; i < 20; i++) {
      double middle = (low + high) / 2;
      if (coverage(cases, Math.exp(middle)) < LEVEL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double coverage(List<double[]> cases, double factor) {
    long inside =
        cases.stream()
            .filter(
                r -> {
                  double cdf =
                      Arrays.stream(r).map(x -> normalCdf(x / factor)).average().orElse(0.5);
                  return cdf > (1 - LEVEL) / 2 && cdf < (1 + LEVEL) / 2;
                })
            .count();
    return (double) inside / cases.size();
  }

  private static double normalCdf(double x) {
    return 0.5 * org.apache.commons.numbers.gamma.Erfc.value(-x / Math.sqrt(2));
  }
}
