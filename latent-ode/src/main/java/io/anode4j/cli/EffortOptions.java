package io.anode4j.cli;

import io.anode4j.data.TimeSpan;
import io.anode4j.latent.LatentOdeTrainer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many networks a latent ODE may be made of. */
final class EffortOptions {
  @Option(
      names = "--members",
      paramLabel = "N",
      description =
          "Networks that differ by their seeds, trained side by side and weighed together."
              + " Default: 1.")
  private @Nullable Integer members;

  @Option(
      names = "--budget",
      paramLabel = "EPOCHS",
      description =
          "As many networks of several kinds as can be trained in so many epochs, those of an"
              + " ODE-RNN counting twice. Default: one network, and one on the channels' scales.")
  private @Nullable Integer budget;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description =
          "The same by time, such as 10m; says the --budget that makes the same model on any"
              + " machine, and that a stopped run is resumed by: a limit is measured anew. Default:"
              + " none.")
  private @Nullable String limit;

  StatedOptions stated() {
    return new StatedOptions()
        .add("--members", members != null)
        .add("--budget", budget != null)
        .add("--time-limit", limit != null);
  }

  LatentOdeTrainer on(LatentOdeTrainer trainer) {
    try {
      LatentOdeTrainer told = members == null ? trainer : trainer.members(members);
      told = budget == null ? told : told.budget(budget);
      return limit == null ? told : told.timeLimit(time(limit));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private static Duration time(String stated) {
    TimeSpan span = TimeSpan.of(stated);
    if (!span.isDuration()) {
      throw new IllegalArgumentException(
          "--time-limit %s has no unit; expected a duration such as 10m or 90s; add one"
              .formatted(stated));
    }
    return Duration.ofMillis(Math.round(1e3 * span.amount()));
  }
}
