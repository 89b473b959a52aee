package io.anode4j.data.csv;

import org.jspecify.annotations.Nullable;

/** A file could not be read, for the reason that {@link #problem} gives in parts. */
public class CsvException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CsvProblem problem;

  CsvException(CsvProblem problem, @Nullable Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  CsvException(CsvProblem problem) {
    this(problem, null);
  }

  /**
   * The reason in parts.
   *
   * @return file, line, column, what was found and expected, and what to do
   */
  public CsvProblem problem() {
    return problem;
  }
}
