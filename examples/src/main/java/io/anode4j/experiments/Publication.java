package io.anode4j.experiments;

import io.anode4j.chart.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes outcomes to a directory: a page, its pictures, the numbers. */
public final class Publication {
  private final Path directory;

  /** Writes below this directory, which is made when it is not there. */
  public Publication(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes {@code NAME/index.html}, {@code NAME/*.svg} and {@code NAME/results.csv}.
   *
   * @return the page
   * @throws IOException when the file system refuses
   */
  public Path write(Outcome outcome) throws IOException {
    Path folder = directory.resolve(outcome.experiment().name());
    Files.createDirectories(folder);
    for (Map.Entry<String, Scene> picture : outcome.findings().pictures().entrySet()) {
      picture.getValue().writeSvg(folder.resolve(picture.getKey() + ".svg"));
    }
    Files.writeString(folder.resolve("results.csv"), csv(outcome));
    return Files.writeString(folder.resolve("index.html"), ExperimentPage.of(List.of(outcome)));
  }

  /**
   * Writes one page of all.
   *
   * @return the page
   * @throws IOException when the file system refuses
   */
  public Path writeAll(List<Outcome> outcomes) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("index.html"), ExperimentPage.of(outcomes));
  }

  private static String csv(Outcome outcome) {
    StringBuilder csv = new StringBuilder("experiment,variant,quantity,seed,value\n");
    for (Findings.Measurement m : outcome.findings().measurements()) {
      csv.append(outcome.experiment().name()).append(',');
      csv.append(quoted(m.variant())).append(',').append(quoted(m.quantity())).append(',');
      csv.append(m.seed()).append(',').append(String.format(Locale.ROOT, "%.9g", m.value()));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return text.matches(".*[,\"].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
