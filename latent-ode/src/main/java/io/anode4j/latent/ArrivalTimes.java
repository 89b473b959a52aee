package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.training.ObservedRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a latent ODE with dynamics {@code point-process} says about the times of observations: their
 * likelihood, and when the next one comes. Answers are mixtures over posterior samples of z, of
 * which each is an inhomogeneous Poisson process (Rubanova, Chen and Duvenaud, NeurIPS 2019, eq. 9
 * and 10).
 */
public final class ArrivalTimes {
  private static final int GRID = 256;

  private final LatentOde model;
  private final WindowLayout layout;
  private final int samples;
  private final double[] draws;

  private ArrivalTimes(LatentOde model) {
    this.model = model;
    this.layout = model.description().layout(model.header());
    this.samples = model.config().forecastSamples();
    this.draws =
        LatentForecaster.balancedDraws(samples, model.config().latentSize(), model.config().seed());
  }

  /**
   * The times of a model.
   *
   * @param model a network on the channels' scales ({@code --alone}) whose dynamics are {@code
   *     point-process}
   * @throws IllegalArgumentException when its dynamics are others
   */
  public static ArrivalTimes of(LatentOde model) {
    if (model.architecture().dynamics().intensity().isEmpty()
        || model.description().anchored().isPresent()) {
      throw new IllegalArgumentException(
          "The model's dynamics are '%s'%s; expected 'point-process' alone: train with --alone and the settings {\"augment\": 1, \"dynamics\": {\"type\": \"point-process\"}}"
              .formatted(
                  model.config().dynamics().type(),
                  model.description().anchored().isPresent() ? ", anchored" : ""));
    }
    return new ArrivalTimes(model);
  }

  /**
   * What is said at some times after a history.
   *
   * @param logIntensity log λ, events an original unit of time {@code [samples × times]}
   * @param expected events expected since the last observation {@code [samples × times]}
   */
  private record Answer(double[][] logIntensity, double[][] expected) {}

  private Answer ask(TimeSeries history, double[] times) {
    TimeSeries known = ObservedRows.of(model.scaler().toScaled(history));
    if (known.length() == 0) {
      throw new IllegalArgumentException(
          "Series "
              + history.id()
              + " has no observation; expected one at least: the process begins at the first");
    }
    double last = known.lastTime();
    boolean later = Arrays.stream(times).allMatch(t -> t > last && t < Double.POSITIVE_INFINITY);
    if (!later) {
      throw new IllegalArgumentException(
          "A time asked is not after the last observation of series "
              + history.id()
              + ", "
              + model.timeFormat().format(last)
              + "; expected finite later ones");
    }
    TimeSeries context = known.after(last - model.context());
    double[] asked =
        DoubleStream.concat(DoubleStream.of(last), DoubleStream.of(times)).sorted().toArray();
    WindowBatch batch =
        WindowBatch.of(List.of(WindowQuery.forecast(context, asked)), layout, samples);
    float[] noise = new float[draws.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) draws[i];
    }
    LatentWorkspace workspace = new LatentWorkspace(model.architecture());
    workspace.load(model.parameters());
    workspace.forward(batch, noise, false);
    double[][] logIntensity = new double[samples][times.length];
    double[][] expected = new double[samples][times.length];
    double unit = Math.log(model.header().timeUnit());
    for (int s = 0; s < samples; s++) {
      for (int t = 0; t < times.length; t++) {
        logIntensity[s][t] = workspace.logIntensity(batch, s, t + 1) - unit;
        expected[s][t] =
            workspace.expectedEvents(batch, s, t + 1) - workspace.expectedEvents(batch, s, 0);
      }
    }
    return new Answer(logIntensity, expected);
  }

  /**
   * log p of what comes after a history: observations at these times and at no others until an end.
   *
   * @param history observations; the last {@link LatentOde#context} of it are read
   * @param later times after it, increasing, perhaps none
   * @param end not before the last of them
   * @return nats, of a density over the original unit of time
   * @throws IllegalArgumentException when the history has no observation, or a time is not later
   */
  public double logLikelihood(TimeSeries history, double[] later, double end) {
    double[] times = Arrays.copyOf(later, later.length + 1);
    times[later.length] = end;
    Answer answer = ask(history, times);
    double[] each = new double[samples];
    for (int s = 0; s < samples; s++) {
      double sum = -answer.expected()[s][later.length];
      for (int t = 0; t < later.length; t++) {
        sum += answer.logIntensity()[s][t];
      }
      each[s] = sum;
    }
    double most = DoubleStream.of(each).max().orElseThrow();
    return most + Math.log(DoubleStream.of(each).map(v -> Math.exp(v - most)).average().orElse(0));
  }

  /**
   * When the next observation comes.
   *
   * @param history observations
   * @param span how far the grid reaches, original units, above 0
   * @return density and survival
   */
  public NextArrival next(TimeSeries history, double span) {
    double last = ObservedRows.of(history).lastTime();
    double[] times = new double[GRID];
    Arrays.setAll(times, i -> last + span * (i + 1) / GRID);
    Answer answer = ask(history, times);
    double[] density = new double[GRID];
    double[] survival = new double[GRID];
    for (int s = 0; s < samples; s++) {
      for (int t = 0; t < GRID; t++) {
        double none = Math.exp(-answer.expected()[s][t]) / samples;
        survival[t] += none;
        density[t] += Math.exp(answer.logIntensity()[s][t]) * none;
      }
    }
    return new NextArrival(times, density, survival);
  }
}
