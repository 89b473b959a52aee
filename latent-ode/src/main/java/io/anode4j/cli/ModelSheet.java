package io.anode4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.data.Covariate;
import io.anode4j.data.TimeFormat;
import io.anode4j.latent.SeriesModel;
import io.anode4j.model.EpochReport;
import io.anode4j.model.Model;
import io.anode4j.model.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a model file holds, for people: by what a model can do, not by its family.
 *
 * @param file its name
 * @param model what it holds
 */
record ModelSheet(String file, Model model) {
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("model       " + file);
    lines.add("kind        " + model.kind());
    lines.add("channels    " + String.join(", ", model.channels()));
    if (model instanceof TrainedModel forecasting && !forecasting.covariates().isEmpty()) {
      lines.add("covariates  " + words(forecasting.covariates()));
    }
    if (model instanceof SeriesModel answering && !answering.classes().isEmpty()) {
      lines.add("classes     " + String.join(", ", answering.classes()));
    }
    lines.add("times       " + model.timeFormat().name());
    lines.add("context     " + Spans.context(model));
    if (model instanceof TrainedModel forecasting) {
      addForecasts(forecasting, lines);
    } else {
      lines.add(weights());
    }
    lines.add("training    " + training(model.history()));
    lines.add("provenance");
    model.provenance().forEach((name, value) -> lines.add("  " + name + ": " + value));
    lines.add("settings");
    addSettings(model.config(), lines);
    if (model instanceof SeriesModel answering) {
      addSettings(answering.settings(), lines);
    }
    return String.join(System.lineSeparator(), lines);
  }

  private void addForecasts(TrainedModel forecasting, List<String> lines) {
    TimeFormat times = model.timeFormat();
    lines.add(
        "horizon     "
            + (forecasting.interpolates()
                ? "none: interpolation"
                : Spans.text(forecasting.horizon(), times)));
    forecasting.origin().ifPresent(at -> lines.add("origin      " + times.format(at)));
    lines.add("networks    " + forecasting.networks());
    lines.add(weights());
    forecasting
        .baselines()
        .seasonalPeriod()
        .ifPresent(p -> lines.add("season      " + Spans.text(p, times) + clock(forecasting)));
    forecasting
        .sensorState()
        .ifPresent(bytes -> lines.add("state       " + bytes + " bytes a sensor"));
  }

  private static String clock(TrainedModel forecasting) {
    String zone = forecasting.baselines().clock().zone();
    return zone.isEmpty() ? "" : ", by the clock of " + zone;
  }

  private String weights() {
    return String.format(Locale.ROOT, "weights     %,d", model.parameterCount());
  }

  private static void addSettings(Record settings, List<String> lines) {
    new ObjectMapper()
        .valueToTree(settings)
        .properties()
        .forEach(s -> lines.add("  " + s.getKey() + ": " + text(s.getValue())));
  }

  /** A part's settings in a line; nothing is quoted that need not be. */
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString().replace("\"", "");
  }

  /** Each with its kind. */
  static String words(List<Covariate> covariates) {
    return String.join(", ", covariates.stream().map(Covariate::toString).toList());
  }

  private static String training(List<EpochReport> epochs) {
    if (epochs.isEmpty()) {
      return "no record";
    }
    EpochReport last = epochs.get(epochs.size() - 1);
    EpochReport best = epochs.stream().filter(EpochReport::best).reduce((a, b) -> b).orElse(last);
    return String.format(
        Locale.ROOT,
        "%d epochs; best epoch %d: validation loss %.4f%s%s",
        epochs.size(),
        best.epoch(),
        best.validationLoss(),
        // Without a horizon nothing is asked beyond what was shown.
        best.validationMse() == 0
            ? ""
            : String.format(Locale.ROOT, ", MSE %.4f", best.validationMse()),
        // A filter's ODE has a closed form: no field is evaluated.
        best.evaluationsPerRow() == 0
            ? ""
            : String.format(Locale.ROOT, "; NFE %.1f a row", best.evaluationsPerRow()));
  }
}
