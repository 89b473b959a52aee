package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterWorkspace.Losses;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ShardedGradient;
import io.anode4j.training.TrainingObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * −log p of each next reading and of farther ones, a value, over windows drawn at random. Batches
 * are cut into shards of fixed size whose sums are added in order: threads do not change them.
 */
final class FilterObjective implements TrainingObjective {
  private static final int SHARD = 8;
  private static final int MOST_VALIDATION_WINDOWS = 256;
  private static final int FEWEST_WINDOWS = 512;

  private final FilterArchitecture architecture;
  private final FilterConfig config;
  private final double horizon;
  private final List<TimeSeries> training;
  private final long[] readingsUntil;
  private final List<FilterWindow> validation;
  private final int windowsPerEpoch;
  private final ShardedGradient<FilterWorkspace> shards;
  private List<FilterWindow> drawn = List.of();

  FilterObjective(
      FilterArchitecture architecture,
      FilterConfig config,
      FilterData data,
      SeriesSet scaledTraining,
      List<FilterWindow> validation,
      Workers workers) {
    this.architecture = architecture;
    this.config = config;
    this.horizon = data.horizon();
    this.training = List.copyOf(scaledTraining.series());
    this.readingsUntil = new long[training.size() + 1];
    for (int i = 0; i < training.size(); i++) {
      readingsUntil[i + 1] = readingsUntil[i] + training.get(i).length();
    }
    this.validation = validation;
    long natural = 2 * readingsUntil[training.size()] / config.chunk();
    this.windowsPerEpoch =
        (int) Math.min(config.windowsPerEpoch(), Math.max(FEWEST_WINDOWS, natural));
    this.shards = new ShardedGradient<>(workers, SHARD, () -> new FilterWorkspace(architecture));
  }

  /** Windows over what is set apart, each beginning early enough for a warm state. */
  static List<FilterWindow> validationWindows(
      FilterData data, SeriesSet scaledStreams, FilterConfig config) {
    List<FilterWindow> windows = new ArrayList<>();
    for (TimeSeries s : scaledStreams) {
      double boundary = data.boundary(s);
      int first = s.countUntil(boundary);
      for (int from = first; from < s.length(); from += config.chunk()) {
        int start = Math.max(0, from - config.chunk() / 2);
        int end = Math.min(s.length(), from + config.chunk());
        double after = from == 0 ? Double.NEGATIVE_INFINITY : s.time(from - 1);
        windows.add(new FilterWindow(s, start, end, after, 0, config.seed() + windows.size()));
      }
    }
    List<FilterWindow> chosen = new ArrayList<>();
    int stride =
        Math.max(1, (windows.size() + MOST_VALIDATION_WINDOWS - 1) / MOST_VALIDATION_WINDOWS);
    for (int i = 0; i < windows.size(); i += stride) {
      chosen.add(windows.get(i));
    }
    return chosen;
  }

  @Override
  public ParameterLayout layout() {
    return architecture.weights();
  }

  @Override
  public Parameters initialize() {
    return architecture.initialize(new SplittableRandom(config.seed()));
  }

  @Override
  public int batches() {
    return (windowsPerEpoch + config.batchSize() - 1) / config.batchSize();
  }

  /** Readings that a window holds. */
  int chunk() {
    return config.chunk();
  }

  @Override
  public int windows() {
    return windowsPerEpoch;
  }

  @Override
  public void beginEpoch(int epoch) {
    SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003 + epoch);
    long readings = readingsUntil[training.size()];
    List<FilterWindow> windows = new ArrayList<>();
    for (int i = 0; i < windowsPerEpoch; i++) {
      long place = random.nextLong(readings);
      int s = 0;
      while (readingsUntil[s + 1] <= place) {
        s++;
      }
      TimeSeries series = training.get(s);
      int length = Math.min(config.chunk(), series.length());
      // A window around the place drawn; those cut off by the series' beginning all start there, so
      // that beginnings, which every stream has but once, are learnt as well.
      long within = place - readingsUntil[s];
      int from =
          (int) Math.max(0, Math.min(within - random.nextInt(length), series.length() - length));
      windows.add(
          new FilterWindow(
              series,
              from,
              from + length,
              Double.NEGATIVE_INFINITY,
              config.levelShift(),
              random.nextLong()));
    }
    drawn = windows;
  }

  @Override
  public Sums evaluate(int batch, Parameters parameters, float[] gradient) {
    int from = batch * config.batchSize();
    List<FilterWindow> windows =
        drawn.subList(from, Math.min(drawn.size(), from + config.batchSize()));
    Losses losses = evaluate(windows, parameters, gradient);
    if (losses.values() > 0) {
      float scale = (float) (1 / losses.values());
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    return new Sums(losses.loss(), losses.values(), 0, 1);
  }

  @Override
  public Validation validate(Parameters parameters) {
    Losses losses = evaluate(validation, parameters, new float[0]);
    double values = Math.max(1, losses.values());
    return new Validation(losses.loss() / values, losses.squaredError() / values);
  }

  private Losses evaluate(List<FilterWindow> windows, Parameters parameters, float[] gradient) {
    return shards
        .evaluate(
            windows,
            parameters,
            gradient,
            (FilterWorkspace workspace, List<FilterWindow> part, int number, float[] share) ->
                workspace.evaluate(
                    FilterBatch.of(part, architecture.layout(), horizon, config.leads()), 1, share))
        .stream()
        .reduce(Losses.NONE, Losses::plus);
  }
}
