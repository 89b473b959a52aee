package io.anode4j.data.csv;

import io.anode4j.data.DateOrder;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a table does not say of itself, for {@link CsvReader#with(TableOptions)}.
 *
 * @param header whether the first row has the names of the columns; else they are {@code column1}
 *     and so on
 * @param strict whether a cell that is no number refuses its row; else it is a missing value and
 *     counted, unless bad rows are {@linkplain CsvReader#withMaxBadRows allowed} or {@linkplain
 *     CsvReader#withRejects kept}
 * @param dates the order of day and month where no date tells, null to ask
 * @param zone where times without offset are the local time, null for UTC
 * @param decimal the decimal separator, null to find it
 * @param kept columns that are channels though they are text, labels, constant or counting
 * @param missing texts that stand for missing values in one column, by its name
 * @param label column of the rows' labels, which is then no channel; null for none
 * @param skipped lines before the header, or before those among which it is looked for; 0 to find
 *     it
 */
public record TableOptions(
    boolean header,
    boolean strict,
    @Nullable DateOrder dates,
    @Nullable ZoneId zone,
    @Nullable Character decimal,
    Set<String> kept,
    Map<String, Set<String>> missing,
    @Nullable String label,
    int skipped) {

  /**
   * Checks separator and lines.
   *
   * @throws IllegalArgumentException if it is neither point nor comma, or fewer than no lines are
   *     passed over
   */
  public TableOptions {
    if (decimal != null && decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException(
          "the decimal separator '%s'; expected a point or a comma; state one of them"
              .formatted(decimal));
    }
    if (skipped < 0) {
      throw new IllegalArgumentException(
          "%d lines to pass over; expected 0 or more; state a larger number".formatted(skipped));
    }
    kept = Set.copyOf(kept);
    missing = Map.copyOf(missing);
  }

  /**
   * A table with a header, whose other traits are found.
   *
   * @return the options
   */
  public static TableOptions defaults() {
    return new TableOptions(true, false, null, null, null, Set.of(), Map.of(), null, 0);
  }

  /**
   * The first row is data.
   *
   * @return other options
   */
  public TableOptions withoutHeader() {
    return new TableOptions(false, strict, dates, zone, decimal, kept, missing, label, skipped);
  }

  /**
   * A cell that is no number refuses its row, as does text that is not UTF-8.
   *
   * @return other options
   */
  public TableOptions strictly() {
    return new TableOptions(header, true, dates, zone, decimal, kept, missing, label, skipped);
  }

  /**
   * States the order of day and month.
   *
   * @param order as in {@code 04/05/2024}
   * @return other options
   */
  public TableOptions withDates(DateOrder order) {
    return new TableOptions(header, strict, order, zone, decimal, kept, missing, label, skipped);
  }

  /**
   * Reads times without an offset as local times. Of an hour that a clock shows twice, the order of
   * the rows tells which; an hour that it skips is moved ahead, and counted.
   *
   * @param where the zone
   * @return other options
   */
  public TableOptions withZone(ZoneId where) {
    return new TableOptions(header, strict, dates, where, decimal, kept, missing, label, skipped);
  }

  /**
   * States the decimal separator; the other one stands between thousands.
   *
   * @param separator point or comma
   * @return other options
   * @throws IllegalArgumentException if it is neither
   */
  public TableOptions withDecimal(char separator) {
    return new TableOptions(header, strict, dates, zone, separator, kept, missing, label, skipped);
  }

  /**
   * Keeps columns that would be left out.
   *
   * @param columns as in the header
   * @return other options
   */
  public TableOptions keeping(List<String> columns) {
    Set<String> all = new HashSet<>(kept);
    all.addAll(columns);
    return new TableOptions(header, strict, dates, zone, decimal, all, missing, label, skipped);
  }

  /**
   * Adds a text that stands for a missing value in one column.
   *
   * @param column as in the header
   * @param text the cell; a number also in other notations
   * @return other options
   */
  public TableOptions withMissing(String column, String text) {
    Map<String, Set<String>> more = new HashMap<>(missing);
    Set<String> texts = new HashSet<>(more.getOrDefault(column, Set.of()));
    texts.add(text);
    more.put(column, texts);
    return new TableOptions(header, strict, dates, zone, decimal, kept, more, label, skipped);
  }

  /**
   * Reads labels beside the values.
   *
   * @param column as in the header
   * @return other options
   */
  public TableOptions withLabel(String column) {
    return new TableOptions(header, strict, dates, zone, decimal, kept, missing, column, skipped);
  }

  /**
   * Passes over lines before the header is looked for.
   *
   * @param lines how many, at least 0
   * @return other options
   * @throws IllegalArgumentException if there are fewer
   */
  public TableOptions skipping(int lines) {
    return new TableOptions(header, strict, dates, zone, decimal, kept, missing, label, lines);
  }
}
