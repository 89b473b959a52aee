package io.anode4j.latent;

import io.anode4j.classification.Labelled;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.training.DataSplit;
import io.anode4j.training.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How labelled series are divided: of each class a share is set apart, at least one series where
 * there are two; series without a label are trained on.
 *
 * @param classes names of the classes
 * @param training series that gradients are computed on, original values
 * @param known those of them with a label
 * @param validation series set apart, all with a label
 * @param context how much of the end of a series is read
 * @param rows whether the series are windows that end in a labelled row
 * @param seen last time of each whole series that gradients are computed on
 * @param split in words
 */
record ClassifierData(
    List<String> classes,
    SeriesSet training,
    Labelled known,
    Labelled validation,
    double context,
    boolean rows,
    Map<String, Double> seen,
    String split) {

  /** The same with classes as numbers. */
  HeadData divided() {
    Map<String, Double> labels = new HashMap<>();
    for (int i = 0; i < known.series().size(); i++) {
      labels.put(known.series().get(i).id(), (double) known.truth().get(i));
    }
    List<Double> truth = validation.truth().stream().map(Integer::doubleValue).toList();
    return new HeadData(training, labels, validation.series(), truth, context, rows, seen, split);
  }

  static ClassifierData of(
      SeriesSet data, Map<String, String> labels, double asked, LatentOdeConfig config) {
    SeriesSet observed = data.filter(series -> series.observedCount() > 0);
    List<String> classes = Labelled.classes(observed, labels);
    double context = HeadData.context(observed, asked);
    SeriesSet read = observed.map(series -> HeadNetwork.within(series, context));
    Labelled all = Labelled.of(read, labels, classes);
    Set<String> held = new HashSet<>();
    for (int k = 0; k < classes.size(); k++) {
      held.addAll(held(all, k, config));
    }
    if (held.isEmpty()) {
      throw new IllegalArgumentException(
          "no class of "
              + data.source()
              + " has two series; expected some to learn from and one to set apart; add series");
    }
    Labelled validation = Labelled.of(read.filter(s -> held.contains(s.id())), labels, classes);
    SeriesSet training = read.filter(s -> !held.contains(s.id()));
    return new ClassifierData(
        classes,
        training,
        Labelled.of(training, labels, classes),
        validation,
        context,
        false,
        DataSplit.lastTimes(training),
        "%d of %d labelled series set apart for validation, of each class its share"
            .formatted(validation.series().size(), all.series().size()));
  }

  private static List<String> held(Labelled all, int k, LatentOdeConfig config) {
    List<TimeSeries> own = new ArrayList<>();
    for (int i = 0; i < all.series().size(); i++) {
      if (all.truth().get(i) == k) {
        own.add(all.series().get(i));
      }
    }
    int share = DataSplit.share(config.training().validationFraction(), own.size());
    int count = Math.min(share, own.size() - 1);
    // Sorted, so that the division depends on the series and not on their order in the file.
    own.sort(Comparator.comparing(TimeSeries::id));
    return DataSplit.bySeries(own, count, new Seeds(config.seed()).part(k).value()).apart().stream()
        .map(TimeSeries::id)
        .toList();
  }
}
