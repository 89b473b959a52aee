package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.forecast.ComponentDensity;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.tensor.Workers;
import io.anode4j.training.TrainingFailedException;
import io.anode4j.training.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Fits the {@link ObservationNoise} of each channel on validation windows: persistence and memory
 * by least squares, then the factor that gives 90 % intervals their nominal coverage. The
 * likelihood knows one white noise for all lead times; what it cannot know is corrected here, on
 * data that no gradient has seen.
 */
final class Calibration {
  private static final double LEVEL = 0.9;
  private static final double LOW = (1 - LEVEL) / 2;
  private static final double HIGH = (1 + LEVEL) / 2;
  private static final double MARGIN = 1e-9;
  private static final double LEAST = 0.6;
  private static final double MOST = 2.5;

  /** A channel with fewer validation values shares the noise of all channels. */
  private static final int ENOUGH = 200;

  private static final int MEMORIES = 24;

  /** Cases that are counted at once. */
  private static final int CHUNK = 2048;

  /** Windows whose forecasts are held at once; only the residuals of the observed values stay. */
  private static final int BLOCK = 32;

  /**
   * One validation value.
   *
   * @param lag time since the channel's last observation in the context
   * @param last residual of that observation for each posterior sample, in units of its scale
   * @param residual residual of the value itself
   * @param meanLast mean of the last residuals, of which the memory is asked again and again
   * @param meanResidual mean of the residuals
   * @param density of the residuals
   */
  private record Case(
      double lag,
      double[] last,
      double[] residual,
      double meanLast,
      double meanResidual,
      ComponentDensity density) {
    static Case of(double lag, double[] last, double[] residual, ComponentDensity density) {
      return new Case(lag, last, residual, mean(last), mean(residual), density);
    }

    private static double mean(double[] values) {
      return Arrays.stream(values).average().orElse(0);
    }

    /** Whether the value lies within the interval of the level. */
    boolean inside(ObservationNoise noise) {
      double rho = noise.correlation(lag);
      double deviation = noise.deviation(lag);
      int n = residual.length;
      double cdf = 0;
      for (int s = 0; s < n; s++) {
        cdf += density.lowerTail((residual[s] - rho * last[s]) / deviation, 1);
        // What is left cannot bring it out, or in, any more; the margin is far above rounding.
        double most = cdf + (n - 1 - s);
        if (cdf > n * LOW + MARGIN && most < n * HIGH - MARGIN) {
          return true;
        }
        if (cdf > n * HIGH + MARGIN || most < n * LOW - MARGIN) {
          return false;
        }
      }
      cdf /= n;
      return cdf > LOW && cdf < HIGH;
    }
  }

  private Calibration() {}

  /**
   * Fits the noise of each channel.
   *
   * @param forecaster the model with white noise
   * @param channels number of channels
   * @param windows validation windows, original values
   * @param listener told when a forecast was not finite and its window could not be used
   * @param workers who computes
   * @return noise of each channel
   * @throws TrainingFailedException when no window could be forecast
   */
  static List<ObservationNoise> fit(
      Forecaster forecaster,
      int channels,
      List<Window> windows,
      TrainingListener listener,
      Workers workers) {
    List<List<Case>> cases = collect(forecaster, channels, windows, listener, workers);
    List<Case> all = cases.stream().flatMap(List::stream).toList();
    ObservationNoise shared = all.size() < ENOUGH ? ObservationNoise.WHITE : fit(all, workers);
    return cases.stream().map(c -> c.size() < ENOUGH ? shared : fit(c, workers)).toList();
  }

  /** The cases of each channel. */
  private static List<List<Case>> collect(
      Forecaster forecaster,
      int channels,
      List<Window> windows,
      TrainingListener listener,
      Workers workers) {
    List<Window> asked =
        windows.stream().filter(w -> w.target().length() > 0 && w.context().length() > 0).toList();
    List<Block> blocks =
        workers.map(
            (asked.size() + BLOCK - 1) / BLOCK,
            b -> {
              int to = Math.min(asked.size(), (b + 1) * BLOCK);
              return Block.of(forecaster, channels, asked.subList(b * BLOCK, to));
            });
    report(blocks.stream().mapToInt(Block::lost).sum(), asked.size(), listener);
    List<List<Case>> cases = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      int channel = c;
      cases.add(blocks.stream().flatMap(b -> b.cases.get(channel).stream()).toList());
    }
    return cases;
  }

  /**
   * What some windows give.
   *
   * @param cases of each channel
   * @param lost windows whose forecasts were not finite
   */
  private record Block(List<List<Case>> cases, int lost) {
    static Block of(Forecaster forecaster, int channels, List<Window> windows) {
      List<List<Case>> cases = new ArrayList<>();
      for (int c = 0; c < channels; c++) {
        cases.add(new ArrayList<>());
      }
      List<Optional<Forecast>> forecasts = forecasts(forecaster, windows);
      int lost = 0;
      for (int w = 0; w < windows.size(); w++) {
        Optional<Forecast> forecast = forecasts.get(w);
        lost += forecast.isEmpty() ? 1 : 0;
        for (int c = 0; c < channels && forecast.isPresent(); c++) {
          collect(forecast.get(), windows.get(w), c, cases.get(c));
        }
      }
      return new Block(cases, lost);
    }
  }

  static void report(int lost, int asked, TrainingListener listener) {
    if (lost > 0 && lost == asked) {
      throw new TrainingFailedException(
          "No validation window could be forecast with finite values after training; check the"
              + " data for extreme values ('anode4j inspect'), or lower learningRate");
    }
    if (lost > 0) {
      listener.onNotice(
          "The intervals are fitted without "
              + lost
              + " of "
              + asked
              + " validation windows, whose forecasts did not stay finite; check the data for"
              + " extreme values, or lower learningRate");
    }
  }

  /** A block of windows together; one by one if one of them spoils the rest. */
  private static List<Optional<Forecast>> forecasts(Forecaster forecaster, List<Window> windows) {
    List<double[]> times = windows.stream().map(Calibration::times).toList();
    try {
      return forecaster.forecastAll(windows.stream().map(Window::context).toList(), times).stream()
          .map(Optional::of)
          .toList();
    } catch (ArithmeticException e) {
      return windows.stream().map(w -> finiteForecast(forecaster, w)).toList();
    }
  }

  private static Optional<Forecast> finiteForecast(Forecaster forecaster, Window window) {
    try {
      return Optional.of(forecaster.forecast(window.context(), times(window)));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Context and target times: residuals are needed on both sides of the origin. */
  private static double[] times(Window window) {
    return DoubleStream.concat(
            Arrays.stream(window.context().times()), Arrays.stream(window.target().times()))
        .toArray();
  }

  private static void collect(Forecast forecast, Window window, int channel, List<Case> to) {
    TimeSeries context = window.context();
    int last = context.length() - 1;
    while (last >= 0 && !context.isObserved(last, channel)) {
      last--;
    }
    double[] lastResidual = new double[forecast.samples()];
    if (last >= 0) {
      lastResidual = residuals(forecast, last, channel, context.value(last, channel));
    }
    for (int t = 0; t < window.target().length(); t++) {
      if (window.target().isObserved(t, channel)) {
        int at = context.length() + t;
        double lag = last < 0 ? -1 : forecast.time(at) - forecast.time(last);
        double value = window.target().value(t, channel);
        double[] residuals = residuals(forecast, at, channel, value);
        to.add(Case.of(lag, lastResidual, residuals, forecast.density(channel)));
      }
    }
  }

  private static double[] residuals(Forecast forecast, int time, int channel, double value) {
    double[] residuals = new double[forecast.samples()];
    for (int s = 0; s < residuals.length; s++) {
      residuals[s] =
          (value - forecast.component(s, time, channel)) / forecast.scale(s, time, channel);
    }
    return residuals;
  }

  private static ObservationNoise fit(List<Case> cases, Workers workers) {
    ObservationNoise noise = memory(cases, workers);
    double low = Math.log(LEAST);
    double high = Math.log(MOST);
    for (int i = 0; i < 20; i++) {
      double middle = (low + high) / 2;
      if (coverage(cases, withFactor(noise, middle), workers) < LEVEL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return withFactor(noise, (low + high) / 2);
  }

  private static ObservationNoise withFactor(ObservationNoise noise, double logarithm) {
    return new ObservationNoise(Math.exp(logarithm), noise.persistence(), noise.memory());
  }

  /**
   * A memory with its best persistence.
   *
   * @param noise both
   * @param gain how much smaller the squared residuals become by it
   */
  private record Memory(ObservationNoise noise, double gain) {
    /** The best persistence has a closed form. */
    static Memory of(List<Case> cases, double memory) {
      double product = 0;
      double square = 0;
      for (Case one : cases) {
        if (one.lag() >= 0) {
          double fade = Math.exp(-one.lag() / memory) * one.meanLast();
          product += fade * one.meanResidual();
          square += fade * fade;
        }
      }
      double persistence = square > 0 ? Math.max(0, Math.min(1, product / square)) : 0;
      double gain = persistence * (2 * product - persistence * square);
      return new Memory(new ObservationNoise(1, persistence, memory), gain);
    }
  }

  /** Memories are tried on a geometric grid. */
  private static ObservationNoise memory(List<Case> cases, Workers workers) {
    double longest = cases.stream().mapToDouble(Case::lag).max().orElse(0);
    Memory best = new Memory(ObservationNoise.WHITE, 0);
    if (longest > 0) {
      for (Memory one :
          workers.map(MEMORIES, k -> Memory.of(cases, 4 * longest * Math.pow(0.75, k)))) {
        best = one.gain > best.gain ? one : best;
      }
    }
    return best.noise;
  }

  private static double coverage(List<Case> cases, ObservationNoise noise, Workers workers) {
    List<Long> inside =
        workers.map(
            (cases.size() + CHUNK - 1) / CHUNK,
            k ->
                cases.subList(k * CHUNK, Math.min(cases.size(), (k + 1) * CHUNK)).stream()
                    .filter(one -> one.inside(noise))
                    .count());
    return (double) inside.stream().mapToLong(Long::longValue).sum() / cases.size();
  }
}
