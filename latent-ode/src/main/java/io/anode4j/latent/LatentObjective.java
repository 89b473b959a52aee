package io.anode4j.latent;

import io.anode4j.latent.LatentWorkspace.Losses;
import io.anode4j.latent.dynamics.Intensity;
import io.anode4j.latent.task.HeadTerm;
import io.anode4j.latent.task.Reconstruction;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Workers;
import io.anode4j.training.Seeds;
import io.anode4j.training.TrainingObjective;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The negative ELBO of windows drawn at random, and the loss of the validation windows' horizons,
 * or of their labels where they have any.
 */
final class LatentObjective implements TrainingObjective {
  private static final int VALIDATION_SAMPLES = 4;

  private final LatentArchitecture architecture;
  private final LatentOdeConfig config;
  private final LongFunction<List<WindowQuery>> windows;
  private final int windowsPerEpoch;
  private final List<WindowQuery> validation;
  private final ElboEvaluation evaluation;
  private final Workers workers;
  private final double headWeight;
  private @Nullable Future<List<Drawn>> ahead;
  private int aheadEpoch;
  private List<Drawn> queries = List.of();
  private double klWeight;
  private Seeds seeds = new Seeds(0);

  /**
   * A window, counted by the worker that draws it: the thread that drives the training has no time.
   *
   * @param query the window
   * @param observed values that it asks for
   */
  private record Drawn(WindowQuery query, int observed) {
    static Drawn of(WindowQuery query) {
      int count = 0;
      for (double[] row : query.targets()) {
        for (double v : row) {
          count += Double.isNaN(v) ? 0 : 1;
        }
      }
      return new Drawn(query, count);
    }
  }

  LatentObjective(
      LatentArchitecture architecture,
      LatentOdeConfig config,
      LongFunction<List<WindowQuery>> windows,
      int windowsPerEpoch,
      List<WindowQuery> validation,
      ElboEvaluation evaluation,
      double headWeight,
      Workers workers) {
    this.architecture = architecture;
    this.config = config;
    this.windows = windows;
    this.windowsPerEpoch = windowsPerEpoch;
    this.validation = validation;
    this.evaluation = evaluation;
    this.headWeight = headWeight;
    this.workers = workers;
  }

  @Override
  public ParameterLayout layout() {
    return architecture.layout();
  }

  @Override
  public Parameters initialize() {
    return architecture.initialize(new Seeds(config.seed()).random());
  }

  @Override
  public int batches() {
    return (windowsPerEpoch + config.training().batchSize() - 1) / config.training().batchSize();
  }

  @Override
  public int windows() {
    return windowsPerEpoch;
  }

  @Override
  public void beginEpoch(int epoch) {
    seeds = seeds(epoch);
    Future<List<Drawn>> drawn =
        ahead != null && aheadEpoch == epoch ? ahead : workers.begin(() -> draw(epoch));
    queries = workers.join(drawn);
    // Drawn while this epoch is computed, whenever a worker has nothing else to do.
    aheadEpoch = epoch + 1;
    ahead = epoch + 1 < config.training().epochs() ? workers.begin(() -> draw(epoch + 1)) : null;
    klWeight =
        config.training().klWarmup() == 0
            ? 1
            : Math.min(1, (double) epoch / config.training().klWarmup());
  }

  private Seeds seeds(int number) {
    return new Seeds(config.seed()).epoch(number);
  }

  private List<Drawn> draw(int number) {
    return windows.apply(seeds(number).value()).stream().map(Drawn::of).toList();
  }

  @Override
  public Sums evaluate(int batch, Parameters parameters, float[] gradient) {
    int from = batch * config.training().batchSize();
    // Some windows may not have been drawn: a series can have holes longer than a window.
    int start = Math.min(from, queries.size());
    List<Drawn> drawn =
        queries.subList(start, Math.min(queries.size(), from + config.training().batchSize()));
    List<WindowQuery> part = drawn.stream().map(Drawn::query).toList();
    if (part.isEmpty()) {
      return Sums.NONE;
    }
    int observed = drawn.stream().mapToInt(Drawn::observed).sum();
    ElboEvaluation.Sums sums =
        evaluation.evaluate(
            part,
            parameters,
            config.training().samples(),
            new ElboEvaluation.Weights(klWeight, headWeight(part, observed)),
            seeds.batch(from).value(),
            gradient,
            1.0 / Math.max(1, observed));
    Losses losses = sums.losses();
    return new Sums(losses.loss(), losses.fit().values(), sums.evaluations(), sums.rows());
  }

  /** So that the head's mean loss a series stands beside the mean loss a value. */
  private double headWeight(List<WindowQuery> batch, int observed) {
    long labelled = batch.stream().filter(WindowQuery::isLabelled).count();
    return headWeight * observed / Math.max(1, labelled);
  }

  @Override
  public Validation validate(Parameters parameters) {
    Losses losses =
        evaluation
            .evaluate(
                validation,
                parameters,
                VALIDATION_SAMPLES,
                ElboEvaluation.ALL,
                config.seed(),
                new float[0],
                0)
            .losses();
    HeadTerm.Fit head = losses.head();
    if (head.labelled() > 0) {
      return new Validation(head.loss() / head.labelled(), head.squaredError() / head.labelled());
    }
    return new Validation(
        loss(losses) + arrivals(losses),
        losses.fit().squaredError() / Math.max(1, losses.fit().horizonValues()));
  }

  /** Horizon's loss a value; for interpolation, that of all values. */
  private static double loss(Losses losses) {
    Reconstruction.Fit fit = losses.fit();
    return fit.horizonValues() > 0
        ? fit.horizonLoss() / fit.horizonValues()
        : losses.loss() / Math.max(1, fit.values());
  }

  /** −log p a time, weighed as in training; 0 where times are no data. */
  private double arrivals(Losses losses) {
    double weight = architecture.dynamics().intensity().map(Intensity::weight).orElse(0.0);
    return weight * losses.arrivals().loss() / Math.max(1, losses.arrivals().events());
  }
}
