package io.anode4j.data.csv;

import io.anode4j.data.NearNames;
import io.anode4j.data.RowLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels in a table of their own: one row a series, its id and its label. */
public final class CsvLabels {
  private CsvLabels() {}

  /**
   * Reads the labels of series.
   *
   * @param file a CSV file with a header, compressed if its name ends in {@code .gz}
   * @param idColumn column of the series' ids; null for the first that is called like one ({@link
   *     ColumnRole#ID}), else the first column
   * @param column column of the labels
   * @return labels by id; of cells that stand for missing values there are none
   * @throws CsvException if the file cannot be read, or a column is not there
   * @throws IllegalArgumentException if a series has several labels
   */
  public static Map<String, String> read(Path file, @Nullable String idColumn, String column) {
    CsvOptions options = new CsvOptions();
    try (CsvInput input = CsvInput.open(file);
        RowSource source = new RowSource(input, options)) {
      TableRows rows = new TableRows(source, input.name());
      int id = idColumn == null ? usualId(rows.names()) : named(rows, input, idColumn, "--id");
      int label = named(rows, input, column, "--label");
      CellValues cells = new CellValues(options.missing, options.wanted);
      RowLabels labels = new RowLabels();
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        if (row.isBroken()) {
          throw new CsvException(row.problem(input.name()));
        }
        if (!cells.isMissing(row.cell(label))) {
          labels.add(row.cell(id), 0, row.cell(label));
        }
      }
      return labels.bySeries();
    } catch (IOException e) {
      throw CsvInput.unreadable(file.toString(), 0, e);
    }
  }

  private static int usualId(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (ColumnRole.ID.usualNames().contains(names.get(i).toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return 0;
  }

  private static int named(TableRows rows, CsvInput input, String name, String option) {
    int at = rows.names().indexOf(name);
    if (at < 0) {
      throw new CsvException(
          new CsvProblem(
              input.name(),
              rows.headerLine(),
              "",
              "no column '" + name + "'",
              "the column that " + option + " names",
              NearNames.suggestion(name, rows.names())));
    }
    return at;
  }
}
