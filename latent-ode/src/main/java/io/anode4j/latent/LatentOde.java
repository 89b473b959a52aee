package io.anode4j.latent;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.nn.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.DoubleStream;

/**
 * A trained latent ODE: an immutable value that any number of threads may use at once.
 *
 * <p>A forecast encodes the history's last {@link #context()} units of time, draws posterior
 * samples of z (the same draws for every series: seed of the config), carries each to the times
 * asked, and gives the mixture of their decoded means with the channel's observation noise. Times
 * may lie beyond the history, inside it (interpolation) or before its context.
 */
public final class LatentOde implements Forecaster {
  /** Solve rows computed at once: enough for full register blocks, small enough for the cache. */
  private static final int ROWS_AT_ONCE = 2048;

  private final ModelDescription description;
  private final LatentArchitecture architecture;
  private final Parameters parameters;
  private final ValueScaler scaler;
  private final TimeFormat timeFormat;
  private final LatentBatch.Layout layout;
  private final double[] draws;
  private final ConcurrentLinkedQueue<LatentWorkspace> workspaces = new ConcurrentLinkedQueue<>();

  LatentOde(ModelDescription description, LatentArchitecture architecture, Parameters parameters) {
    this.description = description;
    this.architecture = architecture;
    this.parameters = parameters;
    this.scaler = ValueScaler.of(array(description.center()), array(description.scale()));
    this.timeFormat = TimeFormat.of(description.timeFormat());
    this.layout = description.layout();
    LatentOdeConfig config = description.config();
    this.draws = balancedDraws(config.forecastSamples(), config.latentSize(), config.seed());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Antithetic standard normal draws: each with its mirror image, so that their mean is zero. */
  private static double[] balancedDraws(int samples, int latent, long seed) {
    float[] normals = ShardedEvaluation.normals((samples + 1) / 2 * latent, seed);
    double[] draws = new double[samples * latent];
    for (int s = 0; s < samples; s++) {
      for (int j = 0; j < latent; j++) {
        float v = normals[s / 2 * latent + j];
        draws[s * latent + j] = s % 2 == 0 ? v : -v;
      }
    }
    return draws;
  }

  /** Names of the channels, in the order of a series' values. */
  public List<String> channels() {
    return description.channels();
  }

  /** How times were written in the training data. */
  public TimeFormat timeFormat() {
    return timeFormat;
  }

  /** The settings it was trained with. */
  public LatentOdeConfig config() {
    return description.config();
  }

  /** How far back it reads, in the series' unit of time. */
  public double context() {
    return description.context();
  }

  /** The horizon it was trained for, 0 when it was trained to interpolate. */
  public double horizon() {
    return description.horizon();
  }

  /**
   * The last time of a series that gradients were computed on.
   *
   * @param seriesId id of a series
   * @return that time, or nothing for a series that was not trained on
   */
  public OptionalDouble seenUntil(String seriesId) {
    Double time = description.seenUntil().get(seriesId);
    return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
  }

  /** Statistics of the baselines on the same training data. */
  public BaselineStatistics baselines() {
    return description.baselines();
  }

  /** How training went, epoch by epoch. */
  public List<EpochReport> history() {
    return description.history();
  }

  /** Where the data came from and what made the model. */
  public Map<String, String> provenance() {
    return description.provenance();
  }

  /** Number of weights. */
  public int parameterCount() {
    return parameters.size();
  }

  ModelDescription description() {
    return description;
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * Forecasts on a grid after the end of a history.
   *
   * @param history observations, at least one row
   * @param grid distance and number of times
   * @return the predictive distribution there
   */
  public Forecast forecast(TimeSeries history, TimeGrid grid) {
    return forecast(history, grid.after(history.lastTime()));
  }

  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecastAll(List.of(history), List.of(times)).get(0);
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    if (histories.size() != times.size()) {
      throw new IllegalArgumentException(
          histories.size() + " histories but " + times.size() + " lists of times");
    }
    int samples = config().forecastSamples();
    int chunk = Math.max(1, ROWS_AT_ONCE / samples);
    List<Forecast> forecasts = new ArrayList<>();
    LatentWorkspace workspace = borrow();
    try {
      for (int from = 0; from < histories.size(); from += chunk) {
        int to = Math.min(histories.size(), from + chunk);
        forecasts.addAll(
            forecastChunk(workspace, histories.subList(from, to), times.subList(from, to)));
      }
    } finally {
      workspaces.add(workspace);
    }
    return forecasts;
  }

  private LatentWorkspace borrow() {
    LatentWorkspace free = workspaces.poll();
    if (free != null) {
      return free;
    }
    LatentWorkspace workspace = new LatentWorkspace(architecture, config());
    workspace.load(parameters);
    return workspace;
  }

  private List<Forecast> forecastChunk(
      LatentWorkspace workspace, List<TimeSeries> histories, List<double[]> times) {
    List<Forecast> result = new ArrayList<>();
    List<LatentQuery> queries = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      TimeSeries context = readable(histories.get(i));
      result.add(unconditional(histories.get(i).id(), times.get(i)));
      if (context.length() > 0 && times.get(i).length > 0) {
        double[] decoded = sorted(times.get(i), lastObserved(context));
        queries.add(LatentQuery.forecast(context, decoded));
        places.add(i);
      }
    }
    if (!queries.isEmpty()) {
      List<double[][][]> means = decode(workspace, queries);
      for (int q = 0; q < queries.size(); q++) {
        int place = places.get(q);
        result.set(place, mixture(queries.get(q), times.get(place), means.get(q)));
      }
    }
    return result;
  }

  /** Time of each channel's last observation; NaN where it has none. */
  private static double[] lastObserved(TimeSeries context) {
    double[] last = new double[context.channels()];
    Arrays.fill(last, Double.NaN);
    for (int i = 0; i < context.length(); i++) {
      for (int c = 0; c < last.length; c++) {
        last[c] = context.isObserved(i, c) ? context.time(i) : last[c];
      }
    }
    return last;
  }

  /** The context of a history on the model's scale, rows without any value left out. */
  private TimeSeries readable(TimeSeries history) {
    if (history.channels() != channels().size()) {
      throw new IllegalArgumentException(
          "Series "
              + history.id()
              + " has "
              + history.channels()
              + " channels; the model expects "
              + channels());
    }
    if (history.length() == 0) {
      return history;
    }
    TimeSeries recent = history.after(history.lastTime() - context());
    return LatentQuery.observedRows(scaler.toScaled(recent));
  }

  private static double[] sorted(double[] times, double[] more) {
    return DoubleStream.concat(Arrays.stream(times), Arrays.stream(more))
        .filter(t -> !Double.isNaN(t))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Without history the model knows nothing of a series: mean and spread of the training data. */
  private Forecast unconditional(String id, double[] times) {
    double[] mean = array(baselines().standardisation().mean());
    double[] std = array(baselines().standardisation().std());
    double[][] means = new double[times.length][];
    double[][] stds = new double[times.length][];
    Arrays.fill(means, mean);
    Arrays.fill(stds, std);
    return Forecast.gaussian(id, channels(), times, means, stds);
  }

  /** Means of all queries, {@code [samples × times × channels]} each, scaled. */
  private List<double[][][]> decode(LatentWorkspace workspace, List<LatentQuery> queries) {
    int samples = config().forecastSamples();
    int latent = config().latentSize();
    LatentBatch batch = LatentBatch.of(queries, layout, samples);
    float[] noise = new float[queries.size() * draws.length];
    for (int w = 0; w < queries.size(); w++) {
      for (int i = 0; i < samples * latent; i++) {
        noise[w * draws.length + i] = (float) draws[i];
      }
    }
    workspace.forward(batch, noise, false);
    List<double[][][]> means = new ArrayList<>();
    int[] position = new int[queries.size()];
    for (int w = 0; w < queries.size(); w++) {
      position[batch.order[w]] = w;
    }
    int d = channels().size();
    for (LatentQuery query : queries) {
      means.add(new double[samples][query.times().length][d]);
    }
    for (int r = 0; r < batch.latentOf.length; r++) {
      int window = batch.latentOf[r] / samples;
      double[][] mean = means.get(batch.order[window])[batch.latentOf[r] % samples];
      for (int o = 0; o < batch.outputs.count(r); o++) {
        int time = batch.targetIndex(r, o) - batch.firstTarget[window];
        for (int c = 0; c < d; c++) {
          mean[time][c] = workspace.mean(batch, r, o, c);
        }
      }
    }
    return means;
  }

  /** Decoded means with each channel's noise, which remembers its last residual. */
  private Forecast mixture(LatentQuery query, double[] asked, double[][][] decoded) {
    int d = channels().size();
    double[] last = lastObserved(query.context());
    double[][] stds = new double[asked.length][d];
    double[][][] means = new double[decoded.length][asked.length][d];
    for (int c = 0; c < d; c++) {
      ObservationNoise noise = description.calibration().get(c);
      boolean seen = !Double.isNaN(last[c]);
      int lastAt = seen ? Arrays.binarySearch(query.times(), last[c]) : -1;
      double lastValue =
          seen ? query.context().value(query.context().countUntil(last[c]) - 1, c) : 0;
      for (int t = 0; t < asked.length; t++) {
        int at = Arrays.binarySearch(query.times(), asked[t]);
        double lag = seen && asked[t] > last[c] ? asked[t] - last[c] : -1;
        double rho = noise.correlation(lag);
        stds[t][c] = noise(c) * noise.deviation(lag);
        for (int s = 0; s < decoded.length; s++) {
          double mean = decoded[s][at][c];
          mean += rho == 0 ? 0 : rho * (lastValue - decoded[s][lastAt][c]);
          means[s][t][c] = scaler.toOriginal(c, finite(mean, query, asked[t]));
        }
      }
    }
    double[][][] spread = new double[decoded.length][][];
    Arrays.fill(spread, stds);
    return Forecast.mixture(query.context().id(), channels(), asked, means, spread);
  }

  private double finite(double mean, LatentQuery query, double time) {
    if (!Double.isFinite(mean)) {
      throw new ArithmeticException(
          "The forecast of series "
              + query.context().id()
              + " at "
              + timeFormat.format(time)
              + " did not stay finite: the time lies too far outside of what the model was"
              + " trained on; ask for a shorter horizon");
    }
    return mean;
  }

  /** Trained standard deviation of a channel's noise, original units. */
  double noise(int channel) {
    return scaler.spreadToOriginal(
        channel, LatentWorkspace.noise(parameters, architecture, channel));
  }

  /**
   * Writes the model file; it appears whole or not at all.
   *
   * @param file where to
   * @throws UncheckedIOException when the file system refuses
   */
  public void save(Path file) {
    try {
      ModelFile.write(this, file);
    } catch (IOException e) {
      throw new UncheckedIOException("The model file " + file + " cannot be written: " + e, e);
    }
  }

  /**
   * Reads a model file.
   *
   * @param file a file written by {@link #save}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged or of another version
   */
  public static LatentOde load(Path file) {
    return ModelFile.read(file);
  }

  @Override
  public String toString() {
    return "LatentOde" + channels() + " with " + parameterCount() + " weights";
  }
}
