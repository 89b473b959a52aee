package io.anode4j.latent;

import io.anode4j.anchor.SeriesPast;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.Standardisation;
import io.anode4j.forecast.ComponentDensity;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.latent.likelihood.LikelihoodPass;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.tensor.Cancellation;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way of a forecast through the model: history, posterior samples, solve, decoder, mixture. It
 * shares nothing that changes but idle workspaces, so any number of threads may use it.
 */
final class LatentForecaster implements Forecaster {
  /** Solve rows computed at once: full register blocks whose states stay in the nearest caches. */
  private static final int ROWS_AT_ONCE = 256;

  /** Decoded values held at once, so that wide data with long contexts fit a small heap (16 MB). */
  private static final long VALUES_AT_ONCE = 1 << 21;

  private final LatentNetwork network;
  private final ModelHeader header;
  private final ModelDescription description;
  private final ValueScaler scaler;
  private final WindowLayout layout;
  private final @Nullable Framing framing;
  private final List<ComponentDensity> densities;
  private final int samples;
  private final double[] draws;
  private final ConcurrentLinkedQueue<LatentWorkspace> workspaces = new ConcurrentLinkedQueue<>();

  LatentForecaster(LatentNetwork network, int samples) {
    this.network = network;
    this.header = network.header();
    this.description = network.description();
    this.scaler = header.scaler();
    this.layout = network.layout();
    this.framing = description.anchored().map(Anchoring::framing).orElse(null);
    LikelihoodPass likelihood = network.architecture().likelihood().pass();
    likelihood.load(network.parameters());
    this.densities =
        IntStream.range(0, header.channels().size()).mapToObj(likelihood::density).toList();
    LatentOdeConfig config = description.config();
    this.samples = samples;
    this.draws = balancedDraws(samples, config.latentSize(), config.seed());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Antithetic standard normal draws: each with its mirror image, so that their mean is zero. */
  static double[] balancedDraws(int samples, int latent, long seed) {
    float[] normals = ElboEvaluation.normals((samples + 1) / 2 * latent, seed);
    double[] draws = new double[samples * latent];
    for (int s = 0; s < samples; s++) {
      for (int j = 0; j < latent; j++) {
        float v = normals[s / 2 * latent + j];
        draws[s * latent + j] = s % 2 == 0 ? v : -v;
      }
    }
    return draws;
  }

  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecastAll(List.of(history), List.of(times)).get(0);
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    return forecastAll(histories, times, true);
  }

  /** Whether there are phases of absolute time, and the network is told them of a series. */
  boolean readsClock(String series) {
    return !header.periods().isEmpty()
        && (description.config().anchoring().phaseDropout() == 0
            || header.seenUntil(series).isPresent());
  }

  /** The same network, not told the phases of absolute time. */
  Forecaster clockless() {
    return new Forecaster() {
      @Override
      public Forecast forecast(TimeSeries history, double[] times) {
        return forecastAll(List.of(history), List.of(times)).get(0);
      }

      @Override
      public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
        return LatentForecaster.this.forecastAll(histories, times, false);
      }
    };
  }

  private List<Forecast> forecastAll(
      List<TimeSeries> histories, List<double[]> times, boolean clock) {
    Forecaster.requireOneEach(histories, times);
    List<Forecast> forecasts = new ArrayList<>();
    LatentWorkspace workspace = borrow();
    try {
      while (forecasts.size() < histories.size()) {
        Cancellation.check("The forecast");
        int from = forecasts.size();
        int to = chunkEnd(times, from);
        forecasts.addAll(
            forecastChunk(workspace, histories.subList(from, to), times.subList(from, to), clock));
      }
    } finally {
      workspaces.add(workspace);
    }
    return forecasts;
  }

  /** One history at least, and then as many as stay within rows and values at once. */
  private int chunkEnd(List<double[]> times, int from) {
    int end = Math.min(times.size(), from + Math.max(1, ROWS_AT_ONCE / samples));
    long perTime = (long) samples * header.channels().size();
    long values = perTime * times.get(from).length;
    int to = from + 1;
    while (to < end && (values += perTime * times.get(to).length) <= VALUES_AT_ONCE) {
      to++;
    }
    return to;
  }

  private LatentWorkspace borrow() {
    LatentWorkspace free = workspaces.poll();
    return free == null ? network.workspace() : free;
  }

  private List<Forecast> forecastChunk(
      LatentWorkspace workspace, List<TimeSeries> histories, List<double[]> times, boolean clock) {
    List<ForecastQuestion> questions = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      TimeSeries scaled = scaled(histories.get(i));
      ForecastQuestion question =
          ForecastQuestion.of(
              readable(scaled), times.get(i), description.context() + header.horizon());
      questions.add(question);
      asked.addAll(asked(question, scaled, clock));
    }
    List<Decoded> decoded = asked.isEmpty() ? List.of() : decode(workspace, asked);
    List<Forecast> result = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < histories.size(); i++) {
      ForecastQuestion question = questions.get(i);
      int next = at + question.queries().size();
      result.add(
          next == at
              ? unconditional(histories.get(i).id(), times.get(i))
              : mixture(question, decoded.subList(at, next)));
      at = next;
    }
    return result;
  }

  /** A history on the channels' scales: all of it where its frame needs it, else its context. */
  private TimeSeries scaled(TimeSeries history) {
    if (history.channels() != header.channels().size()) {
      throw new IllegalArgumentException(
          "Series "
              + history.id()
              + " has "
              + history.channels()
              + " channels; the model expects "
              + header.channels()
              + ": choose these columns");
    }
    return scaler.toScaled(framing == null ? context(history) : history);
  }

  /**
   * The context of a scaled history without rows in which nothing was observed. They must not
   * count, at the end least of all.
   */
  private TimeSeries readable(TimeSeries scaled) {
    return ObservedRows.of(context(scaled));
  }

  /** The last so many units of time before the last observation, and what follows. */
  private TimeSeries context(TimeSeries series) {
    double last = Double.NEGATIVE_INFINITY;
    for (double time : ForecastQuestion.lastObserved(series)) {
      last = time > last ? time : last;
    }
    return last == Double.NEGATIVE_INFINITY
        ? TimeSeries.empty(series.id(), series.channels())
        : series.after(last - description.context());
  }

  /** Without history the model knows nothing of a series: mean and spread of the training data. */
  private Forecast unconditional(String id, double[] times) {
    Standardisation training = header.baselines().standardisation();
    double[][] means = new double[times.length][];
    double[][] stds = new double[times.length][];
    Arrays.fill(means, array(training.mean()));
    Arrays.fill(stds, array(training.std()));
    return Forecast.gaussian(id, header.channels(), times, means, stds);
  }

  private List<Asked> asked(ForecastQuestion question, TimeSeries scaled, boolean clock) {
    if (framing == null || question.queries().isEmpty()) {
      return question.queries().stream().map(query -> new Asked(query, null)).toList();
    }
    Framing frames = framing;
    SeriesPast past = SeriesPast.of(scaled, description.context());
    boolean phased = clock && readsClock(scaled.id());
    return question.queries().stream()
        .map(query -> frames.frame(query, past, question.context().lastTime(), phased, true))
        .map(framed -> new Asked(framed.query(), framed))
        .toList();
  }

  /**
   * What was decoded for a query, on the channels' scales.
   *
   * @param locations {@code [samples × times × channels]}
   * @param scales likewise
   */
  private record Decoded(double[][][] locations, double[][][] scales) {}

  private List<Decoded> decode(LatentWorkspace workspace, List<Asked> asked) {
    List<WindowQuery> queries = asked.stream().map(Asked::query).toList();
    WindowBatch batch = WindowBatch.of(queries, layout, samples);
    float[] noise = new float[queries.size() * draws.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) draws[i % draws.length];
    }
    workspace.forward(batch, noise, false);
    int d = header.channels().size();
    List<Decoded> decoded = new ArrayList<>();
    for (WindowQuery query : queries) {
      int times = query.times().length;
      decoded.add(new Decoded(new double[samples][times][d], new double[samples][times][d]));
    }
    for (int r = 0; r < batch.rows(); r++) {
      int window = batch.latentOf(r) / samples;
      int sample = batch.latentOf(r) % samples;
      Asked one = asked.get(batch.queryOf(window));
      Decoded to = decoded.get(batch.queryOf(window));
      for (int o = 0; o < batch.outputs().count(r); o++) {
        int time = batch.targetIndex(r, o) - batch.firstTarget(window);
        for (int c = 0; c < d; c++) {
          double mean = workspace.mean(batch, r, o, c);
          to.locations[sample][time][c] = one.location(time, c, mean);
          to.scales[sample][time][c] = one.scale(c, workspace.scale(batch, r, o, c));
        }
      }
    }
    return decoded;
  }

  /** Decoded values with each channel's noise, which remembers its last residual. */
  private Forecast mixture(ForecastQuestion question, List<Decoded> decoded) {
    TimeSeries context = question.context();
    double[] asked = question.asked();
    int d = header.channels().size();
    double[][][] stds = new double[samples][asked.length][d];
    double[][][] means = new double[samples][asked.length][d];
    double[] last = ForecastQuestion.lastObserved(context);
    for (int c = 0; c < d; c++) {
      ObservationNoise noise = description.calibration().get(c);
      boolean seen = !Double.isNaN(last[c]);
      double lastValue = seen ? context.value(context.countUntil(last[c]) - 1, c) : 0;
      Cancellation.check("The forecast");
      for (int t = 0; t < asked.length; t++) {
        Decoded part = decoded.get(question.queryOf(t));
        double[] times = question.queries().get(question.queryOf(t)).times();
        int at = Arrays.binarySearch(times, asked[t]);
        double lag = seen && asked[t] > last[c] ? asked[t] - last[c] : -1;
        double rho = noise.correlation(lag);
        int lastAt = rho == 0 ? -1 : Arrays.binarySearch(times, last[c]);
        for (int s = 0; s < samples; s++) {
          double[][] sample = part.locations[s];
          double mean = sample[at][c] + (rho == 0 ? 0 : rho * (lastValue - sample[lastAt][c]));
          means[s][t][c] = scaler.toOriginal(c, finite(mean, context.id(), asked[t]));
          stds[s][t][c] = scaler.spreadToOriginal(c, part.scales[s][at][c]) * noise.deviation(lag);
        }
      }
    }
    return Forecast.mixture(context.id(), header.channels(), asked, means, stds, densities);
  }

  private double finite(double mean, String id, double time) {
    if (!Double.isFinite(mean)) {
      throw new ArithmeticException(
          "The forecast of series "
              + id
              + " at "
              + header.times().format(time)
              + " did not stay finite: the time lies too far outside of what the model was"
              + " trained on; ask for a shorter horizon");
    }
    return mean;
  }
}
