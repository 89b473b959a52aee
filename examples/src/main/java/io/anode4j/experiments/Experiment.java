package io.anode4j.experiments;

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
   * Runs it.
   *
   * @param setting seeds and size
   * @param findings receives what was measured, drawn and concluded
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  void run(Setting setting, Findings findings);
}
