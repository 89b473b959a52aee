package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are none: without a time, and the lines that people and programs write under a table
 * ({@code Total}, {@code End of file}, a source). Whether a line stands under the table is known at
 * its end only, so such lines are kept until a row that can be read refuses them.
 */
final class StrayRows {
  /** More lines than people write under a table. */
  private static final int MOST = 20;

  /** Not a minus: a cut row may begin with a number. */
  private static final Pattern WORDS = Pattern.compile("[\\p{L}(*=_]");

  private final boolean refuse;
  private final List<CsvRow> rows = new ArrayList<>();
  private final List<CsvProblem> problems = new ArrayList<>();
  private long timeless;
  private @Nullable CsvProblem firstTimeless;

  /** Rows that may be passed over, or none if they are to be refused. */
  StrayRows(boolean refuse) {
    this.refuse = refuse;
  }

  /** Whether a row with an empty time may be passed over; counts it. */
  boolean passesTimeless(Supplier<CsvProblem> problem) {
    if (!refuse && timeless++ == 0) {
      firstTimeless = problem.get();
    }
    return !refuse;
  }

  /** Takes a row that was read, or why not: it is refused unless it may stand under the table. */
  void take(
      CsvRow row, @Nullable CsvProblem problem, ColumnPlan plan, String lastId, Rejects rejects) {
    if (problem != null && !refuse && rows.size() < MOST && isFooter(row, plan, lastId)) {
      rows.add(row);
      problems.add(problem);
      return;
    }
    refuseKept(rejects); // what was kept was not the end of the table
    if (problem != null) {
      rejects.add(row, problem);
    }
  }

  /** Words where there should be a time, in a line that does not begin like a row. */
  private boolean isFooter(CsvRow row, ColumnPlan plan, String lastId) {
    List<String> cells = row.cells();
    String first = cells.stream().filter(cell -> !cell.isEmpty()).findFirst().orElse("");
    boolean words = first.startsWith("--") || WORDS.matcher(first).lookingAt();
    String time = cells.size() > plan.time() ? cells.get(plan.time()) : "";
    boolean dated = time.chars().anyMatch(Character::isDigit) && !time.equals(first);
    boolean whole = !row.isBroken();
    boolean number = whole && first.equals(time) && time.chars().anyMatch(Character::isDigit);
    return words && !dated && !number && !first.equals(lastId);
  }

  private void refuseKept(Rejects rejects) {
    for (int i = 0; i < rows.size(); i++) {
      rejects.add(rows.get(i), problems.get(i));
    }
    rows.clear();
    problems.clear();
  }

  /** Nothing was read: says why not. */
  void refuseAll(Rejects rejects) {
    refuseKept(rejects);
    if (firstTimeless != null) {
      throw new CsvException(firstTimeless);
    }
  }

  long count() {
    return rows.size();
  }

  /** What was passed over, for people. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    CsvProblem first = firstTimeless;
    if (first != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d rows without a time passed over, first in line %d; --strict refuses them",
              timeless,
              first.line()));
    }
    if (!rows.isEmpty()) {
      notes.add(
          "%d lines under the table passed over, first %s in line %d; --strict refuses them"
              .formatted(
                  rows.size(),
                  CsvProblem.cell(String.join(",", rows.get(0).cells())),
                  rows.get(0).line()));
    }
    return notes;
  }
}
