package io.anode4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;

/** Small files to run commands on: waves at uneven times, and settings of a model in a second. */
final class Workshop {
  static final String TINY =
      """
      {"latentSize": 3, "augment": 1, "encoderUnits": 6, "fieldUnits": 6, "fieldLayers": 1,
       "decoderUnits": 6, "forecastSamples": 4, "windowsPerEpoch": 32, "epochs": 2}
      """;

  static final String FILTER =
      """
      {"hidden": 8, "decoderUnits": 8, "chunk": 20, "windowsPerEpoch": 32, "warmUp": 4}
      """;

  private final Path folder;

  Workshop(Path folder) {
    this.folder = folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(file(name), text);
  }

  Path settings() throws IOException {
    return write("tiny.json", TINY);
  }

  /**
   * Three series of two channels at plain times, some values missing, and a column to choose by.
   */
  Path numbers() throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("id,time,flow,heat,site\n");
    for (int s = 0; s < 3; s++) {
      double time = 0;
      for (int i = 0; i < 60; i++) {
        time += 0.5 + random.nextDouble();
        String heat = i % 7 == 3 ? "" : text(10 + Math.cos(time / 3 + s));
        String site = s == 2 ? "south" : "north";
        csv.append("p%d,%s,%s,%s,%s\n".formatted(s, text(time), text(wave(time, s)), heat, site));
      }
    }
    return write("numbers.csv", csv.toString());
  }

  /** One dated series without a column of ids. */
  Path dates() throws IOException {
    StringBuilder csv = new StringBuilder("timestamp,flow\n");
    LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0);
    Random random = new Random(2);
    for (int i = 0; i < 80; i++) {
      time = time.plusMinutes(30 + random.nextInt(60));
      csv.append("%s,%s\n".formatted(time, text(wave(i, 0))));
    }
    return write("dates.csv", csv.toString());
  }

  /** A filter of {@link #numbers()}, trained in a moment. */
  Path trainFilter() throws IOException {
    Path model = file("filter.anode");
    CommandRun run =
        CommandRun.of(
            "train",
            numbers(),
            "--mode",
            "filter",
            "--model",
            model,
            "--config",
            write("filter.json", FILTER),
            "--epochs",
            2,
            "--quiet",
            "--channels",
            "flow,heat");
    if (run.code() != 0) {
      throw new IllegalStateException(run.err());
    }
    return model;
  }

  Path train(Path data, String horizon) throws IOException {
    return train(data, horizon, data.endsWith("dates.csv") ? "flow" : "flow,heat");
  }

  /** A tiny model of these channels. */
  Path train(Path data, String horizon, String channels) throws IOException {
    Path model = file(data.getFileName() + ".anode");
    CommandRun run =
        CommandRun.of(
            "train",
            data,
            "--model",
            model,
            "--horizon",
            horizon,
            "--config",
            settings(),
            "--quiet",
            "--channels",
            channels);
    if (run.code() != 0) {
      throw new IllegalStateException(run.err());
    }
    return model;
  }

  private static double wave(double time, int series) {
    return Math.sin(time / 3 + series);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
