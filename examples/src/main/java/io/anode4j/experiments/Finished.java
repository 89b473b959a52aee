package io.anode4j.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is left of an experiment for the page of all: it is put together from these, so that one
 * that was stopped goes on where it was.
 *
 * @param experiment its name
 * @param claim in one sentence
 * @param lacking why it was not run; empty when it was
 * @param conditions under which it was
 * @param cpuSeconds processor time
 * @param comparisons published numbers beside ours
 * @param verdicts which orders held
 * @param section its part of the page, HTML
 */
public record Finished(
    String experiment,
    String claim,
    String lacking,
    Conditions conditions,
    double cpuSeconds,
    List<Findings.Comparison> comparisons,
    List<Findings.Verdict> verdicts,
    String section) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /** That of an outcome. */
  public static Finished of(Outcome outcome) {
    Experiment experiment = outcome.experiment();
    return new Finished(
        experiment.name(),
        experiment.claim(),
        experiment.missing(outcome.setting()).orElse(""),
        Conditions.of(experiment, outcome.setting()),
        outcome.cpu().toMillis() / 1000.0,
        outcome.findings().comparisons(),
        outcome.findings().verdicts(),
        ExperimentSection.of(outcome));
  }

  /**
   * What was written into a file; empty for none, and for one that was cut off or is of another
   * version.
   */
  static Optional<Finished> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Finished.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this));
  }
}
