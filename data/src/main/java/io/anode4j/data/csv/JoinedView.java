package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table with one column more, whose cells are put together from those of others. */
final class JoinedView implements RowView {
  /** A midnight, as spreadsheets and databases write it behind dates that have no time of day. */
  static final String MIDNIGHT = "(0?0:00(:00([.,]0+)?)?Z?|12:00(:00)? ?[Aa][Mm])";

  /**
   * What one column gives.
   *
   * @param column its index
   * @param before text before it
   * @param kind how its cells are written into the joined one
   */
  record Part(int column, String before, Kind kind) {}

  /** How a cell becomes part of a date. */
  enum Kind {
    /** As it is. */
    TEXT {
      @Override
      String of(String cell) {
        return cell;
      }
    },
    /** A date whose time of day is a midnight, without that. */
    MIDNIGHT {
      @Override
      String of(String cell) {
        return cell.replaceFirst("[ T]" + JoinedView.MIDNIGHT + "$", "");
      }
    },
    /**
     * A date in one number, of five digits to seven: {@code yyDDD}, {@code yyMMdd}, {@code
     * yyyyDDD}.
     */
    DIGITS {
      @Override
      String of(String cell) {
        return switch (cell.length()) {
          case 5 -> YEAR.of(cell.substring(0, 2)) + "-" + cell.substring(2);
          case 6 ->
              YEAR.of(cell.substring(0, 2)) + "-" + cell.substring(2, 4) + "-" + cell.substring(4);
          case 7 -> cell.substring(0, 4) + "-" + cell.substring(4);
          default -> cell;
        };
      }
    },
    /** A time of day, without the date before it that is none. */
    ON_NO_DAY {
      @Override
      String of(String cell) {
        return DateAndTime.isOnNoDay(cell) ? cell.substring(cell.indexOf(' ') + 1) : cell;
      }
    },
    /** One of the 48 half hours of a day, from 1 on; those beyond belong to a longer day. */
    HALF_HOUR {
      @Override
      String of(String cell) {
        double half = DecimalText.parse(cell) - 1;
        return half >= 0 && half < 48
            ? "%02d:%02d".formatted((int) half / 2, 30 * ((int) half % 2))
            : cell;
      }
    },
    /** Three months by their letters, as their middle one. */
    SEASON {
      @Override
      String of(String cell) {
        return "%02d".formatted(NamedParts.season(cell));
      }
    },
    /** A quarter of two digits. */
    QUARTER {
      @Override
      String of(String cell) {
        return cell.replace("Q0", "Q");
      }
    },
    /** A year, of two digits perhaps. */
    YEAR {
      @Override
      String of(String cell) {
        String digits = whole(cell);
        return digits.length() == 2 ? (digits.compareTo("70") < 0 ? "20" : "19") + digits : digits;
      }
    },
    /** A number of two digits. */
    TWO {
      @Override
      String of(String cell) {
        return padded(whole(cell), 2);
      }
    },
    /** A number of three digits. */
    THREE {
      @Override
      String of(String cell) {
        return padded(whole(cell), 3);
      }
    },
    /** An hour without minutes. */
    HOUR {
      @Override
      String of(String cell) {
        return padded(whole(cell), 2) + ":00";
      }
    },
    /** An hour with a fraction, which is of whole minutes. */
    DECIMAL_HOUR {
      @Override
      String of(String cell) {
        double minutes = 60 * DecimalText.parse(cell);
        return minutes >= 0 && minutes <= MINUTES_OF_DAY
            ? "%02d:%02d".formatted(Math.round(minutes) / 60, Math.round(minutes) % 60)
            : cell;
      }
    },
    /** Hours and minutes in one number. */
    HOUR_MINUTE {
      @Override
      String of(String cell) {
        String digits = padded(whole(cell), 4);
        return digits.substring(0, digits.length() - 2)
            + ":"
            + digits.substring(digits.length() - 2);
      }
    },
    /** Hours, minutes and seconds in one number. */
    HOUR_MINUTE_SECOND {
      @Override
      String of(String cell) {
        String digits = padded(whole(cell), 6);
        int end = digits.length();
        return HOUR_MINUTE.of(digits.substring(0, end - 2)) + ":" + digits.substring(end - 2);
      }
    },
    /** The part of a day, in whole seconds. */
    PART_OF_DAY {
      @Override
      String of(String cell) {
        double part = DecimalText.parse(cell);
        long seconds = Math.round(SECONDS_OF_DAY * part);
        return part >= 0 && part <= 1
            ? "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
            : cell;
      }
    };

    private static final double MINUTES_OF_DAY = 1440;
    private static final double SECONDS_OF_DAY = 86_400;

    abstract String of(String cell);

    private static String whole(String cell) {
      return cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell;
    }

    private static String padded(String digits, int width) {
      return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
  }

  private final List<String> header;
  private final List<Part> parts;

  JoinedView(List<String> header, List<Part> parts) {
    List<String> names = new ArrayList<>(header);
    names.add(parts.stream().map(p -> header.get(p.column())).collect(Collectors.joining("+")));
    this.header = List.copyOf(names);
    this.parts = List.copyOf(parts);
  }

  @Override
  public List<String> header() {
    return header;
  }

  List<Integer> columns() {
    return parts.stream().map(Part::column).toList();
  }

  @Override
  public List<CsvRow> rows(CsvRow row) {
    List<String> cells = new ArrayList<>(row.cells());
    StringBuilder joined = new StringBuilder();
    for (Part part : parts) {
      String cell = row.cell(part.column());
      if (!cell.isEmpty()) {
        joined.append(joined.isEmpty() ? "" : part.before()).append(part.kind().of(cell));
      }
    }
    cells.add(joined.toString());
    return List.of(CsvRow.of(row.line(), cells, row.bytes()));
  }
}
