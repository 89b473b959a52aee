package io.anode4j.cli;

import io.anode4j.data.RowLabels;
import io.anode4j.data.csv.CsvData;
import io.anode4j.data.csv.CsvLabels;
import io.anode4j.latent.SeriesModel;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where the labels of series are. */
final class LabelOptions {
  @Option(
      names = "--label",
      paramLabel = "COL",
      description =
          "Column of the labels: any text for classes, a number for regression; the same in all rows of"
              + " a series unless it is rows that have labels, empty where it is not known. Default:"
              + " none.")
  private @Nullable String column;

  @Option(
      names = "--labels",
      paramLabel = "FILE.csv",
      description =
          "Another CSV with the labels, a row a series: its id and the column of --label. Default:"
              + " the input.")
  private @Nullable Path file;

  /** The labels of the rows, as they were read. */
  RowLabels rows(CsvData data) {
    if (file != null) {
      throw CommandFailure.usage(
          "--labels was stated for labels of rows; expected them in the input, as a file of labels has"
              + " one a series; leave it out",
          null);
    }
    return data.labels();
  }

  /** Whether labels are to be read. */
  boolean isStated() {
    return column != null;
  }

  /**
   * Refuses a command that would neither write nor score.
   *
   * @param out whether a table is to be written
   * @param json whether scores are to be written
   */
  void requireSomethingToDo(boolean out, boolean json) {
    if (!out && !isStated()) {
      throw CommandFailure.usage(
          "neither --out nor --label was stated; expected one of them, or both; name a file to write"
              + " with --out",
          null);
    }
    if (json && !isStated()) {
      throw CommandFailure.usage(
          "--json was stated without --label; expected the column to compare with, as there are no"
              + " scores without it; state --label COL",
          null);
    }
  }

  /**
   * What a model is scored on.
   *
   * @param last whether of the rows of each series the last one with a label alone is scored
   */
  UnseenLabels unseen(SeriesModel model, CsvData data, InputOptions input, boolean last) {
    return model.isOfRows()
        ? UnseenLabels.ofRows(model, data.series(), rows(data), last)
        : UnseenLabels.of(model, data.series(), of(data, input));
  }

  /** Which of the options were stated. */
  StatedOptions stated() {
    return new StatedOptions().add("--label", column != null).add("--labels", file != null);
  }

  /** Has the labels read with the input, if they are in it. */
  void readWith(InputOptions input) {
    if (file != null && column == null) {
      throw CommandFailure.usage(
          "--labels was stated without --label; expected the name of the column in it; state --label"
              + " COL",
          null);
    }
    if (column != null && file == null) {
      input.readLabel(column);
    }
  }

  /** Labels by id of the series; none where no column was stated. */
  Map<String, String> of(CsvData data, InputOptions input) {
    if (column == null) {
      return Map.of();
    }
    if (file != null && data.series().channels().contains(column)) {
      throw CommandFailure.input(
          ("column %s of the input would be read as a channel, and --labels %s has the labels of that"
                  + " name; expected the label in one of them alone; name the channels by --channels, or"
                  + " leave out --labels")
              .formatted(column, file),
          null);
    }
    try {
      return file == null
          ? data.labels().bySeries()
          : CsvLabels.read(file, input.idColumn(), column);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }
}
