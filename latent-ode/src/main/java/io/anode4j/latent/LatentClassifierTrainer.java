package io.anode4j.latent;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.training.RunOptions;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a {@link LatentClassifier} from series with labels. An immutable description of a run:
 * every setter returns a new one.
 *
 * <p>Training minimises the negative ELBO of whole series together with −log p of their classes.
 * Series without a label take part in the former. Of each class a share is set apart; the running
 * average of the weights that classifies it best is the network, which is then weighed with a
 * logistic regression and a random forest on the same series. The same seed, data and settings give
 * the same model on the same machine, whatever the number of threads.
 */
public final class LatentClassifierTrainer
    implements SeriesModelTrainer<LatentClassifierTrainer, LatentClassifier> {
  private final HeadRun run;

  private LatentClassifierTrainer(HeadRun run) {
    this.run = run;
  }

  /**
   * A run with the given settings, all processors and no listener.
   *
   * @param config settings of the latent ODE; nothing is anchored, and its usual likelihood is the
   *     Gaussian
   * @return the run
   */
  public static LatentClassifierTrainer with(LatentOdeConfig config) {
    return new LatentClassifierTrainer(HeadRun.of(config));
  }

  @Override
  public RunOptions options() {
    return run.options();
  }

  @Override
  public LatentClassifierTrainer with(RunOptions told) {
    return new LatentClassifierTrainer(run.with(told));
  }

  /**
   * Settings of the classifier itself.
   *
   * @param own instead of the defaults
   * @return another run
   */
  public LatentClassifierTrainer classifier(HeadSettings own) {
    return new LatentClassifierTrainer(run.with(own));
  }

  /**
   * How much of the end of each series is read. Without it: all of it, as long as the longest in
   * training.
   *
   * @param length length in the series' own unit, above 0
   * @return another run
   */
  @Override
  public LatentClassifierTrainer context(double length) {
    return new LatentClassifierTrainer(run.reading(length));
  }

  /**
   * Trains.
   *
   * @param data series; those without any value are passed over
   * @param labels the class of each series by its id; series without one take part in learning what
   *     series look like
   * @return the model
   * @throws IllegalArgumentException when there are fewer than two classes with values, or none of
   *     the classes has two series, so that nothing can be set apart
   * @throws io.anode4j.training.TrainingFailedException when training diverges again and again
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; a checkpoint
   *     is that of the last whole epoch, and a run with it goes on there
   */
  @Override
  public LatentClassifier fit(SeriesSet data, Map<String, String> labels) {
    return trained(data, () -> ClassifierData.of(data, labels, run.context(), run.config()));
  }

  /**
   * Trains on the labels of rows: each row with a label is an example, of which what came within
   * the context up to it is read. Whole stretches of each series are set apart, so that no window
   * is on both sides. Of more than 8,192 rows so many are drawn.
   *
   * @param data series
   * @param labels of their rows; those without one are only read by the windows of others
   * @return a model for {@link LatentClassifier#classifyRows}; without a stated context it reads 50
   *     usual gaps
   * @throws IllegalArgumentException when there are fewer than two classes, or all series are too
   *     short for a stretch to be set apart
   * @throws io.anode4j.training.TrainingFailedException when training diverges again and again
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public LatentClassifier fitRows(SeriesSet data, RowLabels labels) {
    return trained(data, () -> LabelledRows.of(data, labels, run.context(), run.config()));
  }

  private LatentClassifier trained(SeriesSet data, Supplier<ClassifierData> division) {
    return run.train(
        data, division, (plan, workers) -> new ClassifierFit(data, plan, run, workers).model());
  }
}
