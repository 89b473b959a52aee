package io.anode4j.data.csv;

import java.util.List;

/** Another view of a table: columns put together, or one row turned into many. */
interface RowView {
  /** The table as it is. */
  static RowView asItIs(List<String> header) {
    return new RowView() {
      @Override
      public List<String> header() {
        return header;
      }

      @Override
      public List<CsvRow> rows(CsvRow row) {
        return List.of(row);
      }
    };
  }

  /** The names of the columns in this view. */
  List<String> header();

  /** What a row with the table's own number of cells is in this view. */
  List<CsvRow> rows(CsvRow row);

  /** This view, seen through another one of its header. */
  default RowView then(RowView next) {
    RowView first = this;
    return new RowView() {
      @Override
      public List<String> header() {
        return next.header();
      }

      @Override
      public List<CsvRow> rows(CsvRow row) {
        return first.rows(row).stream().flatMap(seen -> next.rows(seen).stream()).toList();
      }
    };
  }
}
