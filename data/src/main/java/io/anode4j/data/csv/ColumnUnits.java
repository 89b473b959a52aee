package io.anode4j.data.csv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The units of columns, as far as a table states them: in a row under the header, in brackets
 * behind a name, or in a column of their own in the long layout. Nothing is converted.
 */
final class ColumnUnits {
  private static final int LONGEST = 20;

  /** Names of the column of units in the long layout. */
  private static final List<String> COLUMNS =
      List.of("unit", "units", "uom", "unit_of_measurement", "unit of measurement");

  /** In brackets they are the smallest or the mean of something, or a plural, not a unit. */
  private static final List<String> NO_UNITS = List.of("min", "s", "avg", "max", "");

  private static final String PREFIX = "[GMkhdcmµμun]?";
  private static final String PREFIXED =
      PREFIX
          + "(?:m|g|s|A|K|mol|Hz|N|Pa|J|W|V|Ω|ohm|S|lm|lx|Bq|Gy|Sv|l|L|bar|eV|Wh|Ah|VA|var|cal|B)";
  private static final String ALONE =
      "%|‰|°|°C|ºC|°F|deg ?[CF]|[Dd]eg|C|F|mT|µT|T|ppm|ppb|ppt|rpm|RPM|min|hr?|hours?|d|days?|sec|psi[ga]?"
          + "|barg|mmHg|inHg|atm|ft|in|inch|mi|mph|kn|knots|kt|lbs?|oz|gal|gpm|cfs|cfm|t|ha|kat|rad|sr|cd|h"
          + "|NTU|FNU|PSU|dB[Am]?|Nm3|Nm³|Nl|Sm3|USD|EUR|€|\\$|£|counts?|px|[Vv]olts?|[Aa]mps?|[Ww]atts?"
          + "|[Cc]elsius|[Ff]ahrenheit|[Kk]elvin|[Pp]ercent|RH|%RH|% ?r\\.?H\\.?|1";
  private static final String POWER = "(?:\\^?[-−]?\\d|\\*\\*-?\\d|[²³]|⁻[¹²³])?";
  private static final String ATOM = "(?:" + PREFIXED + "|" + ALONE + ")" + POWER;
  private static final Pattern UNIT =
      Pattern.compile(ATOM + "(?:[ ]?[/·*.][ ]?" + ATOM + "|[ ]" + ATOM + ")*");
  private static final Pattern IN_NAME = Pattern.compile("(.*\\S)(\\s*)[\\[(]([^\\[\\]()]*)[\\])]");

  private ColumnUnits() {}

  /** Whether a text is a unit beyond doubt. */
  static boolean isUnit(String text) {
    String plain = text.strip();
    return plain.length() <= LONGEST
        && !plain.matches("\\d+")
        && UNIT.matcher(plain.replaceAll("[()]", "")).matches();
  }

  /**
   * What a row under the header says, if it is one of units: one of its cells is, and those that
   * are none besides are short words of their own, such as a unit that is not known here.
   *
   * @param names names of the columns
   * @param rows the rows between header and data, each with a cell a column
   * @return unit by name of the column, of those that have one
   */
  static Map<String, String> under(List<String> names, List<List<String>> rows) {
    for (List<String> row : rows) {
      if (row.size() == names.size() && row.stream().anyMatch(ColumnUnits::isUnit)) {
        Map<String, String> units = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
          String unit = stripped(row.get(i));
          if (!unit.isEmpty() && unit.length() <= LONGEST && !unit.matches("[-–/.]+|\\d+[sdn]")) {
            units.put(names.get(i), unit);
          }
        }
        return units;
      }
    }
    return Map.of();
  }

  /** The unit in brackets behind a name; empty if there is none. */
  static String inName(String name) {
    Matcher parts = IN_NAME.matcher(name.strip());
    if (!parts.matches()) {
      return "";
    }
    String unit = parts.group(3).strip();
    boolean plural = unit.equals("s") && !parts.group(2).isEmpty();
    boolean word = NO_UNITS.contains(unit.toLowerCase(Locale.ROOT)) && !plural;
    return !word && isUnit(unit) ? unit : "";
  }

  private static String stripped(String cell) {
    String plain = cell.strip();
    boolean bracketed =
        plain.length() > 2 && ("[(".indexOf(plain.charAt(0)) >= 0) && plain.matches(".*[\\])]");
    return bracketed ? plain.substring(1, plain.length() - 1).strip() : plain;
  }

  /**
   * The units of channels of the long layout.
   *
   * @param plan where channels stand
   * @param rows the first rows
   * @param notes is told of channels that have several
   * @return unit by channel, of those that have one
   */
  static Map<String, String> beside(ColumnPlan plan, List<CsvRow> rows, List<String> notes) {
    int column = -1;
    for (int i = 0; i < plan.header().size(); i++) {
      boolean free = i != plan.channel() && i != plan.value() && i != plan.id() && i != plan.time();
      column =
          free && COLUMNS.contains(plan.header().get(i).strip().toLowerCase(Locale.ROOT))
              ? i
              : column;
    }
    Map<String, String> units = new LinkedHashMap<>();
    for (CsvRow row : rows) {
      if (column >= 0 && !row.isBroken() && plan.accepts(row) && !row.cell(column).isBlank()) {
        String channel = plan.channelOf(row);
        String unit = row.cell(column).strip();
        String before = units.putIfAbsent(channel, unit);
        if (before != null && !before.equals(unit) && !before.isEmpty()) {
          notes.add(
              channel
                  + ": values in "
                  + before
                  + " and in "
                  + unit
                  + " are read as they stand; nothing is converted");
          units.put(channel, "");
        }
      }
    }
    units.values().removeIf(String::isEmpty);
    return units;
  }
}
