package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a table as they are read: dates of the header turned into a column, times and ids
 * put together from several.
 *
 * @param plan their roles
 * @param sample the first rows
 * @param samples the cells of these, by column
 * @param timeInOne whether the times were found by content, in one column
 */
record TableColumns(
    ColumnPlan plan, List<CsvRow> sample, List<ColumnSample> samples, boolean timeInOne) {
  /** Rows looked at; they are read like all others afterwards. */
  private static final int SAMPLE_ROWS = 1000;

  /** Stands between the parts of an id. */
  private static final String BETWEEN_IDS = "/";

  /**
   * Finds them.
   *
   * @param rows seen through what is found from now on
   * @param notes takes sentences about what was guessed
   */
  static TableColumns of(CsvOptions options, String file, TableRows rows, List<String> notes) {
    return new Search(options, file, rows, notes).found();
  }

  /** What is found step by step; each view goes on from the one before. */
  private static final class Search {
    private final CsvOptions options;
    private final String file;
    private final TableRows rows;
    private final List<String> notes;
    private final CellValues values;
    private RowView view;
    private List<CsvRow> seen;
    private List<ColumnSample> columns;

    Search(CsvOptions options, String file, TableRows rows, List<String> notes) {
      this.options = options;
      this.file = file;
      this.rows = rows;
      this.notes = notes;
      this.values = new CellValues(options.missing, options.wanted);
      this.view = RowView.asItIs(rows.names());
      this.seen = rows.sample(SAMPLE_ROWS);
      this.columns = ColumnSample.of(rows.names(), seen, values);
    }

    TableColumns found() {
      see(turned());
      if (view.header().equals(rows.names())) {
        HeaderNames names = new HeaderNames(file, rows.headerLine(), rows.names(), columns);
        if (options.table.header()) {
          names.refuseData();
        }
        see(RowView.asItIs(names.distinct(notes)));
      }
      refuseOnlyBroken();
      TimeChoice choice = new TimeChoice(options, view.header(), columns, notes);
      int content = choice.column();
      JoinedView joined = choice.joined(content);
      Set<Integer> parts = new HashSet<>();
      if (joined != null) {
        see(view.then(joined));
        content = joined.header().size() - 1;
        parts.addAll(joined.columns());
      }
      DecimalCommaTimes commas =
          joined != null
              ? null
              : DecimalCommaTimes.of(options, file, columns, choice.found(content));
      if (commas != null) {
        notes.add(commas.note());
        see(view.then(commas));
      }
      ColumnPlan plan = plan(content, parts);
      return new TableColumns(plan, seen, columns, joined == null && content >= 0);
    }

    /** Rows of other widths than the header's tell nothing of its columns. */
    private void refuseOnlyBroken() {
      boolean guess = options.timeColumn == null && options.maxBadRows == 0 && !seen.isEmpty();
      if (guess && seen.stream().allMatch(CsvRow::isBroken)) {
        throw new CsvException(seen.get(0).problem(file));
      }
    }

    private void see(RowView next) {
      view = next;
      rows.see(view);
      seen = rows.sample(SAMPLE_ROWS);
      columns = ColumnSample.of(view.header(), seen, values);
    }

    /** The table with its dates in a column, if they are in the header. */
    private RowView turned() {
      boolean named = options.timeColumn != null || !options.table.header();
      TurnedView turned = named ? null : TurnedView.of(rows.names(), columns);
      if (turned == null) {
        return view;
      }
      notes.add(turned.note());
      return turned;
    }

    private ColumnPlan plan(int time, Set<Integer> partsOfTime) {
      List<Integer> stated = statedIds();
      if (!stated.isEmpty()) {
        return joined(stated, options, time, partsOfTime);
      }
      int said = notes.size();
      ColumnResolver resolver = resolver(options);
      ColumnPlan plan = resolver.resolve(seen, time, partsOfTime, Set.of());
      List<Integer> together = resolver.idsTogether();
      if (together.isEmpty()) {
        return plan;
      }
      notes.subList(said, notes.size()).clear();
      CsvOptions named = new CsvOptions(options);
      named.idColumn = String.join("+", together.stream().map(view.header()::get).toList());
      notes.add(
          "ids of the series put together from %s, by their content".formatted(named.idColumn));
      return joined(together, named, time, partsOfTime);
    }

    /** Columns that make up the ids, stated as {@code store+item}; none for one column. */
    private List<Integer> statedIds() {
      String stated = options.idColumn;
      if (stated == null || view.header().contains(stated)) {
        return List.of();
      }
      List<String> names = Arrays.asList(stated.split("\\+"));
      boolean several = names.size() > 1 && view.header().containsAll(names);
      return several ? names.stream().map(view.header()::indexOf).toList() : List.of();
    }

    private ColumnPlan joined(
        List<Integer> ids, CsvOptions named, int time, Set<Integer> partsOfTime) {
      List<JoinedView.Part> parts = new ArrayList<>();
      ids.forEach(
          column -> parts.add(new JoinedView.Part(column, BETWEEN_IDS, JoinedView.Kind.TEXT)));
      see(view.then(new JoinedView(view.header(), parts)));
      return resolver(named).resolve(seen, time, partsOfTime, new HashSet<>(ids));
    }

    private ColumnResolver resolver(CsvOptions named) {
      return new ColumnResolver(named, file, rows.headerLine(), view.header(), columns, notes);
    }
  }
}
