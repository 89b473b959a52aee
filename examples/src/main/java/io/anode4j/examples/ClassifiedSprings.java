package io.anode4j.examples;

import io.anode4j.classification.ClassReport;
import io.anode4j.classification.Classification;
import io.anode4j.classification.Labelled;
import io.anode4j.data.synthetic.WornSprings;
import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentClassifierTrainer;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;

/**
 * Saying what a series is: springs that swing out, looked at a dozen times each, some of them worn.
 * A latent ODE reads when what was seen, and so how fast a spring swings, of which mean, range and
 * last value show little. By the command line: {@code anode4j train bundled:worn-springs --task
 * classify --label state --where part=train --model springs.anode}, then {@code anode4j classify
 * bundled:worn-springs --model springs.anode --label state}.
 */
public final class ClassifiedSprings {
  private ClassifiedSprings() {}

  /** Trains on some springs and compares model, members and prior on others. */
  static ClassReport run(LatentOdeConfigBuilder settings, int springs) {
    WornSprings.Labelled train = new WornSprings(springs, 1).generate();
    LatentClassifier model =
        LatentClassifierTrainer.with(settings.build()).fit(train.data(), train.labels().bySeries());
    WornSprings.Labelled test = new WornSprings(200, 2).generate();
    Classification first = model.classify(test.data().series().get(0));
    System.out.printf("%s is %s with %s%n", first.series(), first.label(), first.probabilities());
    return ClassReport.of(
        model,
        model.members(),
        model.positive(),
        Labelled.of(test.data(), test.labels().bySeries(), model.classes()),
        "springs");
  }

  /**
   * Prints the comparison for 300 springs.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println(run(LatentOdeConfig.builder().epochs(60), 300).table());
  }
}
