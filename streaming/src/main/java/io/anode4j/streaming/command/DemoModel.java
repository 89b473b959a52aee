package io.anode4j.streaming.command;

import io.anode4j.data.SeriesSet;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.training.TrainingListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The model of the demo: a neural filter of pumps, trained once and bundled, so that the demo need
 * not wait.
 */
final class DemoModel {
  /** Where the bundled file lies. */
  static final String RESOURCE = "pumps.anode";

  /**
   * How the bundled one was trained. With a low limit on outliers the state stays nearer to what it
   * was before a fault, and scores are back to normal sooner after it.
   */
  static final FilterConfig CONFIG =
      FilterConfig.builder().hidden(32).outlierLimit(2.5).epochs(80).seed(20261124).build();

  static final int PUMPS = 48;
  static final double SECONDS = 2400;
  private static final double HORIZON = 60;

  private DemoModel() {}

  /**
   * Trains on healthy pumps other than those of the demo. With {@link #CONFIG}, {@link #PUMPS} and
   * {@link #SECONDS} the result is the bundled model.
   */
  static NeuralFilter train(
      FilterConfig config, int pumps, double seconds, TrainingListener listener) {
    SeriesSet data = new PumpFleet(pumps, 0, config.seed(), true).seriesUntil(seconds);
    return NeuralFilterTrainer.with(config)
        .horizon(HORIZON)
        .listener(listener)
        .provenance(Map.of("data", pumps + " pumps, " + seconds + " s, seed " + config.seed()))
        .fit(data);
  }

  /** Writes the bundled file to where the demo keeps its data. */
  static Path unpack(Path file) {
    try (InputStream in = DemoModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "the demo's model " + RESOURCE + " is missing from the jar; build it anew");
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be written (" + e + "); expected a directory for the demo's data", e);
    }
  }
}
