package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.List;

/**
 * A network that says something of whole series: encoder, mean of q(z), head. Nothing is drawn or
 * solved.
 *
 * @param architecture the parts, with a head
 * @param parameters their weights
 * @param header scales and channels
 * @param layout how series become numbers
 * @param context how much of the end of a series is read
 */
record HeadNetwork(
    LatentArchitecture architecture,
    Parameters parameters,
    ModelHeader header,
    WindowLayout layout,
    double context) {
  /** Series in one pass; memory does not grow with their number. */
  private static final int BLOCK = 64;

  /** What is read of a series: its rows with values within the context. */
  TimeSeries read(TimeSeries series) {
    if (series.channels() != header.channels().size()) {
      throw new IllegalArgumentException(
          "Series '%s' has %d channels; expected those of the model, %s, in this order"
              .formatted(series.id(), series.channels(), String.join(", ", header.channels())));
    }
    return within(series, context);
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

  /**
   * What is said of many series; of one it depends on itself alone.
   *
   * @param series original values
   * @return what the head says of each, in the same order; nothing of one without values
   */
  List<double[]> answers(List<TimeSeries> series) {
    LatentWorkspace workspace = new LatentWorkspace(architecture);
    workspace.load(parameters);
    List<double[]> answers = new ArrayList<>();
    for (int from = 0; from < series.size(); from += BLOCK) {
      Cancellation.check("The reading of series");
      answers.addAll(block(workspace, series.subList(from, Math.min(series.size(), from + BLOCK))));
    }
    return answers;
  }

  private List<double[]> block(LatentWorkspace workspace, List<TimeSeries> series) {
    List<double[]> answers = new ArrayList<>();
    List<WindowQuery> queries = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      answers.add(new double[0]);
      TimeSeries rows = read(series.get(i));
      if (rows.length() > 0) {
        queries.add(WindowQuery.forecast(header.scaler().toScaled(rows), new double[0]));
        places.add(i);
      }
    }
    WindowBatch batch = WindowBatch.of(queries, layout, 1);
    float[] noise = new float[batch.windows() * architecture.augmentation().features()];
    workspace.forward(batch, noise, false);
    for (int w = 0; w < batch.windows(); w++) {
      answers.set(places.get(batch.queryOf(w)), workspace.answers(w));
    }
    return answers;
  }
}
