package io.anode4j.latent;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.training.RunOptions;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a {@link LatentRegressor} from series with numbers. An immutable description of a run:
 * every setter returns a new one.
 *
 * <p>Training minimises the negative ELBO of whole series together with the squared error of their
 * numbers. Series are set apart; the running average of the weights that is nearest to their
 * numbers is the network, which is then weighed with a ridge regression on the same series. The
 * same seed, data and settings give the same model on the same machine, whatever the number of
 * threads.
 */
public final class LatentRegressorTrainer
    implements SeriesModelTrainer<LatentRegressorTrainer, LatentRegressor> {
  private final HeadRun run;
  private final double most;

  private LatentRegressorTrainer(HeadRun run, double most) {
    this.run = run;
    this.most = most;
  }

  /**
   * A run with the given settings, all processors and no listener.
   *
   * @param config settings of the latent ODE; nothing is anchored, and its usual likelihood is the
   *     Gaussian
   * @return the run
   */
  public static LatentRegressorTrainer with(LatentOdeConfig config) {
    return new LatentRegressorTrainer(HeadRun.of(config), Double.MAX_VALUE);
  }

  @Override
  public RunOptions options() {
    return run.options();
  }

  @Override
  public LatentRegressorTrainer with(RunOptions told) {
    return new LatentRegressorTrainer(run.with(told), most);
  }

  /**
   * Settings of the head.
   *
   * @param own instead of the defaults
   * @return another run
   */
  public LatentRegressorTrainer regressor(HeadSettings own) {
    return new LatentRegressorTrainer(run.with(own), most);
  }

  /**
   * How much of the end of each series is read. Without it: of series all, of rows 50 usual gaps,
   * of those of fewer than five series at most half of the end that is set apart.
   *
   * @param length length in the series' own unit, above 0
   * @return another run
   */
  @Override
  public LatentRegressorTrainer context(double length) {
    return new LatentRegressorTrainer(run.reading(length), most);
  }

  /**
   * What larger labels count as, and the largest number said: of a machine that shows no wear yet
   * it cannot be told how long it will run (Heimes, PHM 2008, takes 130 cycles; Li, Ding and Sun
   * 2018 take 125).
   *
   * @param limit a finite number
   * @return another run
   * @throws IllegalArgumentException when it is not finite
   */
  public LatentRegressorTrainer labelMax(double limit) {
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException(
          "largest label " + limit + "; expected a finite number; leave it out for no limit");
    }
    return new LatentRegressorTrainer(run, limit);
  }

  /**
   * Trains.
   *
   * @param data series; those without any value are passed over
   * @param labels the number of each series as text, by its id; series without one take part in
   *     learning what series look like
   * @return the model
   * @throws IllegalArgumentException when a label is no finite number, or there are fewer than two
   *     series with labels and values
   * @throws io.anode4j.training.TrainingFailedException when training diverges again and again
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; a checkpoint
   *     is that of the last whole epoch, and a run with it goes on there
   */
  @Override
  public LatentRegressor fit(SeriesSet data, Map<String, String> labels) {
    return trained(data, () -> RegressorData.of(data, labels, run.context(), most, run.config()));
  }

  /**
   * Trains on the labels of rows: each row with a label is an example, of which what came within
   * the context up to it is read. Whole series are set apart, of fewer than five series the end of
   * each. Of more than 8,192 rows so many are drawn.
   *
   * @param data series
   * @param labels of their rows; those without one are only read by the windows of others
   * @return a model for {@link LatentRegressor#predictRows}
   * @throws IllegalArgumentException when a label is no finite number, or nothing can be set apart
   * @throws io.anode4j.training.TrainingFailedException when training diverges again and again
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public LatentRegressor fitRows(SeriesSet data, RowLabels labels) {
    return trained(
        data, () -> RegressorData.ofRows(data, labels, run.context(), most, run.config()));
  }

  private LatentRegressor trained(SeriesSet data, Supplier<HeadData> division) {
    return run.train(
        data,
        division,
        (plan, workers) -> new RegressorFit(data, plan, most, run, workers).model());
  }
}
