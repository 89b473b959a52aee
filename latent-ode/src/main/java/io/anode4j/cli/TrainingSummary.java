package io.anode4j.cli;

import io.anode4j.model.EpochReport;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a training, and what to do next. */
final class TrainingSummary {
  private TrainingSummary() {}

  /**
   * Puts it into words.
   *
   * @param reading options that its input needs, as of {@link StatedReading}
   */
  static String of(
      TrainedModel model,
      Path modelFile,
      String input,
      String reading,
      @Nullable String horizon,
      double seconds) {
    List<EpochReport> epochs = model.history();
    EpochReport last = epochs.get(epochs.size() - 1);
    EpochReport best = epochs.stream().filter(EpochReport::best).reduce((a, b) -> b).orElse(last);
    String ahead = horizon == null ? trained(model) : horizon;
    String next =
        ahead.isEmpty()
            ? "anode4j inspect %s".formatted(modelFile)
            : "anode4j evaluate %s --model %s --horizon %s%s"
                .formatted(StatedReading.quoted(input), modelFile, ahead, reading);
    return String.format(
        Locale.ROOT,
        """
        model            %s
        networks         %d, of %,d weights
        validation loss  %.4g (epoch %d of %d)
        %sseconds          %.1f
        next             %s
        """,
        modelFile,
        model.networks(),
        model.parameterCount(),
        best.validationLoss(),
        best.epoch(),
        epochs.size(),
        model.interpolates() ? "" : squaredError(best),
        seconds,
        next);
  }

  /** Without a horizon nothing is asked beyond what was shown. */
  private static String squaredError(EpochReport best) {
    return String.format(
        Locale.ROOT, "validation MSE   %.4g on the model's scale%n", best.validationMse());
  }

  /** The horizon that a filter chose for itself, as an option; empty for an interpolating model. */
  private static String trained(TrainedModel model) {
    return model.interpolates() ? "" : Spans.text(model.horizon(), model.timeFormat());
  }
}
