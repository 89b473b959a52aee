package io.anode4j.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates that are known by their form as a whole: as the command {@code date} writes them, {@code
 * Sun Jun 11 07:34:09 PDT 2017}, and quarters before their year, {@code Q3 2019}.
 */
final class WholeForms {
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\p{L}{3} \\p{L}{3} +\\d{1,2} \\d{2}:\\d{2}:\\d{2}(?: ([A-Z]{1,5}|[+-]\\d{2}:?\\d{2}))? \\d{4}");

  private static final Pattern QUARTER = Pattern.compile("Q[1-4]([-/ ]?)(?:19|20)\\d\\d");

  private WholeForms() {}

  /** The pattern of a text; null if it is no such date. */
  static @Nullable String pattern(String text) {
    Matcher quarter = QUARTER.matcher(text);
    if (quarter.matches()) {
      return "'Q'Q" + quarter.group(1) + "yyyy";
    }
    Matcher date = COMMAND.matcher(text);
    if (!date.matches()) {
      return null;
    }
    String zone = date.group(1);
    String written = zone == null ? "" : Character.isLetter(zone.charAt(0)) ? "zzz " : "X ";
    return "EEE MMM d HH:mm:ss " + written + "yyyy";
  }
}
