package io.anode4j.cli;

import io.anode4j.data.TimeSeries;
import io.anode4j.model.TrainedModel;
import java.util.Locale;

/** Counts questions that are asked elsewhere than at the one origin a model was trained for. */
final class OtherOrigins {
  private final TrainedModel model;
  private int seen;
  private int elsewhere;
  private String where = "";

  OtherOrigins(TrainedModel model) {
    this.model = model;
  }

  /** Looks at a series that is forecast from its last time. */
  void look(TimeSeries series) {
    if (series.length() > 0) {
      look(series.lastTime());
    }
  }

  /** Looks at a question asked at a time. */
  void look(double time) {
    seen++;
    if (model.origin().isPresent() && !model.isAsOfOrigin(time)) {
      where = elsewhere++ == 0 ? model.timeFormat().format(time) : where;
    }
  }

  void warn(Console console) {
    if (elsewhere > 0) {
      console.warn(
          String.format(
              Locale.ROOT,
              "%,d of %,d questions are asked elsewhere than at %s, the origin this model was trained"
                  + " for with --origin, first at %s: it is no better there than a model of any"
                  + " origin, and may be worse; train without --origin for them",
              elsewhere,
              seen,
              model.timeFormat().format(model.origin().orElseThrow()),
              where));
    }
  }
}
