package io.anode4j.cli;

import io.anode4j.data.csv.NotGroupedException;
import io.anode4j.model.ModelContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of runs that go on where one before was stopped. */
final class ResumeOption {
  @Option(
      names = "--resume",
      description =
          "With --every or --times and a file grouped by series: keep what is written when the run"
              + " is stopped, and let the same command go on from there.")
  private boolean resume;

  /** What writes rows. */
  @FunctionalInterface
  interface Rows {
    void writeTo(ResumableFile file) throws IOException;
  }

  boolean isStated() {
    return resume;
  }

  /** Refuses the option where it could not be heeded. */
  void require(boolean fits) {
    if (resume && !fits) {
      throw CommandFailure.usage(
          "--resume goes with --every or --times, a file by --out that is not compressed, and no"
              + " --report, and a model without covariates; expected these; add or leave out what"
              + " is amiss",
          null);
    }
  }

  /** What decides the rows of a series, in one line. */
  static String question(Path model, String asked) throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    byte[] words = asked.getBytes(StandardCharsets.UTF_8);
    return ModelContainer.sha256(bytes, bytes.length)
        + " "
        + ModelContainer.sha256(words, words.length);
  }

  /** Writes a file, or the rest of it. What is not grouped by series leaves no part. */
  static void write(Path out, String question, Rows rows, Console console) throws IOException {
    try (ResumableFile file = ResumableFile.open(out, question)) {
      if (file.begun() > 0) {
        console.note("going on after %,d series in %s".formatted(file.begun(), file.partial()));
      }
      try {
        rows.writeTo(file);
        file.finish();
      } catch (NotGroupedException e) {
        file.discard();
        throw e;
      }
    }
  }
}
