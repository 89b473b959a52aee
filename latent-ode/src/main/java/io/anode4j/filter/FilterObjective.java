package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterWorkspace.Losses;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.training.TrainingObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * −log p of each next reading and of farther ones, a value, over windows drawn at random. Batches
 * are cut into shards of fixed size whose sums are added in order: threads do not change them.
 */
final class FilterObjective implements TrainingObjective, AutoCloseable {
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
  private final ExecutorService pool;
  private final List<Shard> shards = new ArrayList<>();
  private List<FilterWindow> drawn = List.of();

  FilterObjective(
      FilterArchitecture architecture,
      FilterConfig config,
      FilterData data,
      SeriesSet scaledTraining,
      List<FilterWindow> validation,
      int threads) {
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
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "anode4j-train");
              thread.setDaemon(true);
              return thread;
            });
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

  /** A workspace with its share of the gradient; reused. */
  private final class Shard {
    final FilterWorkspace workspace = new FilterWorkspace(architecture);
    final float[] gradient = new float[architecture.weights().size()];
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
    int count = (windows.size() + SHARD - 1) / SHARD;
    while (shards.size() < count) {
      shards.add(new Shard());
    }
    List<Future<Losses>> pending = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Shard shard = shards.get(k);
      List<FilterWindow> part =
          windows.subList(k * SHARD, Math.min(windows.size(), (k + 1) * SHARD));
      pending.add(pool.submit(() -> compute(shard, part, parameters, gradient.length > 0)));
    }
    Losses losses = new Losses(0, 0, 0);
    for (int k = 0; k < count; k++) {
      losses = losses.plus(join(pending.get(k)));
      float[] share = shards.get(k).gradient;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += share[i];
      }
    }
    return losses;
  }

  private Losses compute(
      Shard shard, List<FilterWindow> windows, Parameters parameters, boolean wanted) {
    shard.workspace.load(parameters);
    java.util.Arrays.fill(shard.gradient, 0f);
    FilterBatch batch = FilterBatch.of(windows, architecture.layout(), horizon, config.leads());
    return shard.workspace.evaluate(batch, 1, wanted ? shard.gradient : new float[0]);
  }

  private static Losses join(Future<Losses> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of("The training");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a training shard failed", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
