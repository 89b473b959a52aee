package io.anode4j.experiments;

import java.util.Optional;

/** One claim of a paper, tried on this library. */
public interface Experiment {
  /** What the command line calls it. */
  String name();

  /** The claim in one sentence. */
  String claim();

  /** Where it was made: authors, title, section or figure. */
  String source();

  /** What a usual run takes on two cores, in words. */
  String budget();

  /**
   * What it lacks to be run.
   *
   * @param setting seeds, size and data
   * @return a sentence that says what is missing and where to get it; empty when it can run
   */
  default Optional<String> missing(Setting setting) {
    return Optional.empty();
  }

  /** Whether what it finds depends on files of {@link Setting#data}. */
  default boolean readsData() {
    return false;
  }

  /**
   * Runs it.
   *
   * @param setting seeds and size
   * @param findings receives what was measured, drawn and concluded
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  void run(Setting setting, Findings findings);
}
