package io.anode4j.cli;

import io.anode4j.latent.LatentOdeTrainer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Ends of scales that the user knows. */
final class BoundsOptions {
  @Option(
      names = "--lower",
      paramLabel = "[CH=]X",
      description =
          "No forecast lies below X: of channel CH, or of every channel; -Infinity for no bound,"
              + " and for fractions where the data are counts, whole numbers from 0 on. Default:"
              + " found in the data, such as 0 for amounts.")
  private List<String> lower = new ArrayList<>();

  @Option(
      names = "--upper",
      paramLabel = "[CH=]X",
      description = "No forecast lies above X; Infinity for no bound. Default: found in the data.")
  private List<String> upper = new ArrayList<>();

  StatedOptions stated() {
    return new StatedOptions().add("--lower", !lower.isEmpty()).add("--upper", !upper.isEmpty());
  }

  LatentOdeTrainer on(LatentOdeTrainer trainer, List<String> channels) {
    try {
      return bounded(trainer, channels);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private LatentOdeTrainer bounded(LatentOdeTrainer trainer, List<String> channels) {
    LatentOdeTrainer bounded = trainer;
    for (String one : lower) {
      for (String channel : channels(one, channels)) {
        bounded = bounded.lower(channel, value("--lower", one));
      }
    }
    for (String one : upper) {
      for (String channel : channels(one, channels)) {
        bounded = bounded.upper(channel, value("--upper", one));
      }
    }
    return bounded;
  }

  private static List<String> channels(String stated, List<String> all) {
    int equals = stated.lastIndexOf('=');
    return equals < 0 ? all : List.of(stated.substring(0, equals));
  }

  private static double value(String option, String stated) {
    try {
      return Double.parseDouble(stated.substring(stated.lastIndexOf('=') + 1));
    } catch (NumberFormatException e) {
      throw CommandFailure.usage(
          "%s: found '%s'; expected a number such as 0, or one of a channel such as flow=0; mend it"
              .formatted(option, stated),
          e);
    }
  }
}
