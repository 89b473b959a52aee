package io.anode4j.data.csv;

import io.anode4j.data.DateOrder;
import io.anode4j.data.TimeFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens sources and reads them; a file whose first rows do not tell day from month, twice. */
record CsvLoading(CsvOptions options) {
  /** How many times fewer rows must share a time where a column of ids is to be believed. */
  private static final long LESS = 10;

  /** Each more is another reading of the file. */
  private static final int MOST_COLUMNS = 3;

  /** What is done with an open file. */
  private interface Work<T> {
    T of(CsvSession session) throws IOException;
  }

  /**
   * Reads a file; again where its rows show only later that they are of several series, which one
   * column names or several do.
   */
  CsvData load(Path file) {
    List<String> late = new ArrayList<>();
    CsvData data =
        of(
            file,
            session -> {
              CsvData read = session.run();
              late.addAll(session.lateIds());
              return read;
            });
    boolean once = late.isEmpty() || !Files.isRegularFile(file);
    if (once || options.rejects != null || options.idColumn != null) {
      return data;
    }
    for (int columns = 1; columns <= Math.min(MOST_COLUMNS, late.size()); columns++) {
      CsvOptions named = new CsvOptions(options);
      named.idColumn = String.join("+", late.subList(0, columns));
      named.lateId = true;
      CsvData again = new CsvLoading(named).load(file);
      if (again.report().changes().merged() * LESS < data.report().changes().merged()) {
        return again;
      }
    }
    return data;
  }

  CsvData load(String name, InputStream in) {
    return of(CsvInput.of(name, in), options, CsvSession::run);
  }

  ReadReport readEach(Path file, SeriesSink sink) {
    return of(file, session -> session.run(sink));
  }

  ReadReport readEach(String name, InputStream in, SeriesSink sink) {
    return of(CsvInput.of(name, in), options, session -> session.run(sink));
  }

  private <T> T of(Path file, Work<T> work) {
    try {
      return of(CsvInput.open(file), options, work);
    } catch (UndecidedDatesException e) {
      CsvOptions decided = new CsvOptions(options);
      decided.table = options.table.withDates(decide(file, e));
      return of(CsvInput.open(file), decided, work);
    }
  }

  private static <T> T of(CsvInput input, CsvOptions options, Work<T> work) {
    try (input;
        CsvSession session = new CsvSession(options, input)) {
      return work.of(session);
    } catch (IOException e) {
      throw CsvInput.unreadable(input.name(), 0, e);
    }
  }

  /** The order that all dates of a file allow; throws what was asked if there are several. */
  private DateOrder decide(Path file, UndecidedDatesException asked) {
    List<DateOrder> orders = new ArrayList<>(asked.orders());
    CsvInput input = CsvInput.open(file);
    try (input) {
      CsvOptions any = new CsvOptions(options);
      any.table = options.table.withDates(orders.get(0));
      try (RowSource source = new RowSource(input, any)) {
        TableRows rows = new TableRows(source, input.name());
        int time = new TableReading(any, input.name(), rows).plan().time();
        boolean differ = false;
        for (CsvRow row = rows.next(); row != null && orders.size() > 1; row = rows.next()) {
          if (!row.isBroken()) {
            String cell = row.cell(time);
            differ |= orders.stream().map(o -> reading(o, cell)).distinct().count() > 1;
            List<DateOrder> left = orders.stream().filter(o -> allows(o, cell)).toList();
            if (!left.isEmpty()) {
              orders.retainAll(left); // what no order allows is no date
            }
          }
        }
        if (!differ) {
          return orders.get(0); // 01/01 and 02/02 are the same in every order
        }
      }
    } catch (IOException e) {
      throw CsvInput.unreadable(input.name(), 0, e);
    }
    if (orders.size() != 1) {
      throw asked;
    }
    return orders.get(0);
  }

  private static double reading(DateOrder order, String cell) {
    TimeFormat format = TimeFormat.detect(List.of(cell), "", order);
    return format.isDated() && ColumnResolver.accepts(format, cell)
        ? format.parse(cell)
        : Double.NaN;
  }

  private static boolean allows(DateOrder order, String cell) {
    return TimeFormat.detect(List.of(cell), "", order).isDated();
  }
}
