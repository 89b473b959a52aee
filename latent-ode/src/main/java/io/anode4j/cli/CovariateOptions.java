package io.anode4j.cli;

import io.anode4j.data.Covariate.Kind;
import io.anode4j.data.CovariateColumns;
import io.anode4j.data.SeriesSet;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import picocli.CommandLine.Option;

/** Options that say which channels are told and not forecast. */
final class CovariateOptions {
  @Option(
      names = "--known",
      paramLabel = "NAME",
      split = ",",
      description =
          "Covariates that are known ahead, such as weather; straight lines between their readings."
              + " Default: none.")
  private List<String> known = new ArrayList<>();

  @Option(
      names = "--held",
      paramLabel = "NAME",
      split = ",",
      description =
          "Covariates that are known ahead and keep their value until the next reading, such as"
              + " setpoints. Default: none.")
  private List<String> held = new ArrayList<>();

  @Option(
      names = "--static",
      paramLabel = "NAME",
      split = ",",
      description = "Covariates with one value a series, numbers. Default: none.")
  private List<String> fixed = new ArrayList<>();

  @Option(
      names = "--past",
      paramLabel = "NAME",
      split = ",",
      description = "Covariates that are read as they are measured, not forecast. Default: none.")
  private List<String> past = new ArrayList<>();

  StatedOptions stated() {
    return new StatedOptions()
        .add("--known", !known.isEmpty())
        .add("--held", !held.isEmpty())
        .add("--static", !fixed.isEmpty())
        .add("--past", !past.isEmpty());
  }

  CovariateColumns columns() {
    try {
      return CovariateColumns.NONE
          .and(Kind.KNOWN, known.toArray(String[]::new))
          .and(Kind.HELD, held.toArray(String[]::new))
          .and(Kind.STATIC, fixed.toArray(String[]::new))
          .and(Kind.PAST, past.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(stated().words() + ": " + String.valueOf(e.getMessage()), e);
    }
  }

  /** Series of the other channels, told of the covariates. */
  static SeriesSet split(CovariateColumns columns, SeriesSet table) {
    try {
      return columns.split(table);
    } catch (NoSuchElementException | IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }
}
