package io.anode4j.latent;

import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.FeatureClassifier;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The network of a classifier alone: encoder, mean of q(z), head. Nothing is drawn or solved. */
final class NetworkClassifier implements Classifier {
  /** Series in one pass; memory does not grow with their number. */
  private static final int BLOCK = 64;

  private final ClassifierDescription description;
  private final LatentArchitecture architecture;
  private final Parameters parameters;
  private final ModelHeader header;
  private final ValueScaler scaler;
  private final WindowLayout layout;
  private final FeatureClassifier prior;

  NetworkClassifier(
      ClassifierDescription description,
      LatentArchitecture architecture,
      Parameters parameters,
      ModelHeader header) {
    this.description = description;
    this.architecture = architecture;
    this.parameters = parameters;
    this.header = header;
    this.scaler = header.scaler();
    this.layout = description.layout(header);
    this.prior = FeatureClassifier.prior(description.classes(), description.counts());
  }

  @Override
  public List<String> classes() {
    return description.classes();
  }

  /** What is read of a series: its rows with values within the context. */
  TimeSeries read(TimeSeries series) {
    if (series.channels() != header.channels().size()) {
      throw new IllegalArgumentException(
          "Series '%s' has %d channels; expected those of the model, %s, in this order"
              .formatted(series.id(), series.channels(), String.join(", ", header.channels())));
    }
    return within(series, description.context());
  }

  /** Rows with values of the last so much time. */
  static TimeSeries within(TimeSeries series, double context) {
    TimeSeries rows = ObservedRows.of(series);
    if (rows.length() == 0) {
      return rows;
    }
    int from = 0;
    while (rows.lastTime() - rows.time(from) > context) {
      from++;
    }
    return rows.slice(from, rows.length());
  }

  @Override
  public List<Classification> classifyAll(List<TimeSeries> series) {
    LatentWorkspace workspace = new LatentWorkspace(architecture);
    workspace.load(parameters);
    List<Classification> answers = new ArrayList<>();
    for (int from = 0; from < series.size(); from += BLOCK) {
      Cancellation.check("The classification");
      answers.addAll(block(workspace, series.subList(from, Math.min(series.size(), from + BLOCK))));
    }
    return answers;
  }

  private List<Classification> block(LatentWorkspace workspace, List<TimeSeries> series) {
    List<Classification> answers = new ArrayList<>(prior.classifyAll(series));
    List<WindowQuery> queries = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      TimeSeries rows = read(series.get(i));
      if (rows.length() > 0) {
        queries.add(WindowQuery.forecast(scaler.toScaled(rows), new double[0]));
        places.add(i);
      }
    }
    WindowBatch batch = WindowBatch.of(queries, layout, 1);
    float[] noise = new float[batch.windows() * description.config().latentSize()];
    workspace.forward(batch, noise, false);
    for (int w = 0; w < batch.windows(); w++) {
      int place = places.get(batch.queryOf(w));
      double[] p = workspace.probabilities(w);
      answers.set(
          place,
          new Classification(series.get(place).id(), classes(), Arrays.stream(p).boxed().toList()));
    }
    return answers;
  }
}
