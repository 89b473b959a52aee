package io.anode4j.latent;

import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.FeatureClassifier;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The network of a classifier alone.
 *
 * @param network what reads series
 * @param prior what is said of a series without values
 */
record NetworkClassifier(HeadNetwork network, FeatureClassifier prior) implements Classifier {
  @Override
  public List<String> classes() {
    return prior.classes();
  }

  @Override
  public List<Classification> classifyAll(List<TimeSeries> series) {
    List<double[]> said = network.answers(series);
    List<Classification> answers = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      TimeSeries one = series.get(i);
      List<Double> p = Arrays.stream(said.get(i)).boxed().toList();
      answers.add(p.isEmpty() ? prior.classify(one) : new Classification(one.id(), classes(), p));
    }
    return answers;
  }
}
