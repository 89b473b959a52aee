package io.anode4j.experiments;

import io.anode4j.chart.Scene;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes outcomes to a directory: a page, its pictures, the numbers. */
public final class Publication {
  private static final String FINISHED = "finished.json";

  private final Path directory;

  /** Writes below this directory, which is made when it is not there. */
  public Publication(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes {@code NAME/index.html}, {@code NAME/*.svg}, {@code NAME/results.csv} and, when it has
   * run, {@code NAME/finished.json}, which makes a second run under the same conditions needless.
   * Pictures of an earlier run are deleted, as the page no longer shows them. One that lacks its
   * data leaves what an earlier run found where it is.
   *
   * @return what is left of it
   * @throws IOException when the file system refuses
   */
  public Finished write(Outcome outcome) throws IOException {
    Path folder = directory.resolve(outcome.experiment().name());
    Finished finished = Finished.of(outcome);
    if (!finished.lacking().isEmpty() && Files.exists(folder.resolve(FINISHED))) {
      return finished;
    }
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(FINISHED));
    deletePictures(folder);
    for (Map.Entry<String, Scene> picture : outcome.findings().pictures().entrySet()) {
      picture.getValue().writeSvg(folder.resolve(picture.getKey() + ".svg"));
    }
    Files.writeString(folder.resolve("results.csv"), csv(outcome));
    Files.writeString(page(outcome.experiment()), ExperimentPage.of(List.of(finished)));
    if (finished.lacking().isEmpty()) {
      finished.write(folder.resolve(FINISHED)); // last: what is cut off is not finished
    }
    return finished;
  }

  private static void deletePictures(Path folder) throws IOException {
    try (DirectoryStream<Path> pictures = Files.newDirectoryStream(folder, "*.svg")) {
      for (Path picture : pictures) {
        Files.delete(picture);
      }
    }
  }

  /** Where the page of an experiment is. */
  public Path page(Experiment experiment) {
    return directory.resolve(experiment.name()).resolve("index.html");
  }

  /**
   * What an earlier run left here.
   *
   * @return empty where the experiment has not run under the same conditions
   * @throws IOException when the file system refuses
   */
  public Optional<Finished> finished(Experiment experiment, Setting setting) throws IOException {
    Path file = directory.resolve(experiment.name()).resolve(FINISHED);
    Conditions conditions = Conditions.of(experiment, setting);
    return Finished.read(file).filter(f -> f.conditions().equals(conditions));
  }

  /**
   * Writes one page of all.
   *
   * @return the page
   * @throws IOException when the file system refuses
   */
  public Path writeAll(List<Finished> experiments) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("index.html"), ExperimentPage.of(experiments));
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
