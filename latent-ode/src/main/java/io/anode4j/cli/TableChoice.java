package io.anode4j.cli;

import io.anode4j.data.DateOrder;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.data.csv.TableOptions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for what a table does not say of itself. */
final class TableChoice {
  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description =
          "Zone of local times without offset, such as Europe/Berlin, and by whose clock the days and"
              + " weeks that training learns repeat. Default: that of the model's local times, else UTC.")
  private @Nullable String zone;

  @Option(
      names = "--missing",
      paramLabel = "TEXT|COL=TEXT",
      split = ",",
      description =
          "More cells that are missing values, such as -999, in one column or in all. Default: empty"
              + " cells, NA, NaN, null, -, ? and the like.")
  private List<String> missing = new ArrayList<>();

  @Option(
      names = "--keep",
      paramLabel = "COL",
      split = ",",
      description = "Columns to read though they are constant, counting or labels. Default: none.")
  private List<String> kept = new ArrayList<>();

  @Option(
      names = "--decimal",
      paramLabel = ",|.",
      description = "The decimal separator of numbers. Default: detected.")
  private @Nullable Character decimal;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "What separates cells; tab and space by name. Default: detected.")
  private @Nullable String delimiter;

  @Option(names = "--no-header", description = "The first row is data: columns are column1, …")
  private boolean noHeader;

  @Option(
      names = "--skip",
      paramLabel = "N",
      description =
          "Lines to pass over before the header is looked for. Default: ${DEFAULT-VALUE}.")
  private int skipped;

  @Option(
      names = "--strict",
      description = "Refuse rows with cells that are no numbers, rather than read them as missing.")
  private boolean strict;

  @Option(
      names = "--file-id",
      description =
          "Of a folder or pattern: put the name of its file before the id of each series.")
  private boolean fileIds;

  private @Nullable String label;

  /** Has a column of labels read, or none. */
  void readLabel(@Nullable String column) {
    label = column;
  }

  /** Keeps columns beside those that were stated. */
  void keep(List<String> columns) {
    kept.addAll(columns);
  }

  /** A zone where none is stated. */
  void assume(String usual) {
    zone = zone == null ? usual : zone;
  }

  boolean fileIds() {
    return fileIds;
  }

  /** A reader that heeds the options. */
  CsvReader apply(CsvReader reader, @Nullable DateOrder dates) {
    TableOptions table = TableOptions.defaults().keeping(kept);
    table = noHeader ? table.withoutHeader() : table;
    table = strict ? table.strictly() : table;
    table = table.skipping(skipped);
    table = zone == null ? table : table.withZone(zone(zone));
    table = decimal == null ? table : table.withDecimal(decimal);
    table = dates == null ? table : table.withDates(dates);
    table = label == null ? table : table.withLabel(label);
    CsvReader with = delimiter == null ? reader : reader.withDelimiter(delimiter(delimiter));
    for (String text : missing) {
      int equals = text.indexOf('=');
      if (equals > 0) {
        table = table.withMissing(text.substring(0, equals), text.substring(equals + 1));
      } else {
        with = with.withMissing(text);
      }
    }
    return with.with(table);
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--timezone %s; expected a zone such as Europe/Berlin, UTC or +01:00; mend it"
              .formatted(id),
          e);
    }
  }

  private static char delimiter(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "tab", "\\t" -> '\t';
      case "space", "spaces" -> ' ';
      default -> {
        if (text.length() != 1) {
          throw new IllegalArgumentException(
              "--delimiter %s; expected one character, tab or space; state one".formatted(text));
        }
        yield text.charAt(0);
      }
    };
  }

  /** The order of day and month that a time format's name is, if it is one. */
  static Optional<DateOrder> order(String timeFormat) {
    return Arrays.stream(DateOrder.values())
        .filter(order -> order.name().equalsIgnoreCase(timeFormat))
        .findFirst();
  }
}
