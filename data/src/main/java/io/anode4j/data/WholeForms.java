package io.anode4j.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates that are known by their form as a whole: as the command {@code date} writes them, {@code
 * Sun Jun 11 07:34:09 PDT 2017}, quarters before their year, {@code Q3 2019} and {@code 3Q19}, and
 * what Japan and China write, {@code 2019年7月1日}; years of two digits that are no day, before a
 * month, {@code 92-Jan}.
 */
final class WholeForms {
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\p{L}{3} \\p{L}{3} +\\d{1,2} \\d{2}:\\d{2}:\\d{2}(?: ([A-Z]{1,5}|[+-]\\d{2}:?\\d{2}))? \\d{4}");

  private static final Pattern QUARTER =
      Pattern.compile("(?:([Qq])[1-4]|[1-4]([Qq]))([-/ ]?)((?:19|20)\\d\\d|\\d\\d)");

  private static final Pattern FAR_EAST =
      Pattern.compile("(?:19|20)\\d\\d年( ?)\\d\\d?月(?:( ?)\\d\\d?日( \\d\\d?:\\d\\d)?)?");

  private static final Pattern YEAR_AND_NAME =
      Pattern.compile("(?:00|3[2-9]|[4-9]\\d)([-/. ])(\\p{L}+)");

  private WholeForms() {}

  /** The pattern of a text; null if it is no such date. */
  static @Nullable String pattern(String text) {
    Matcher quarter = QUARTER.matcher(text);
    if (quarter.matches()) {
      return quarter(quarter);
    }
    Matcher farEast = FAR_EAST.matcher(text);
    if (farEast.matches()) {
      String day = farEast.group(2) == null ? "" : farEast.group(2) + "dd'日'";
      String clock = farEast.group(3) == null ? "" : " HH:mm";
      return "yyyy'年'" + farEast.group(1) + "MM'月'" + day + clock;
    }
    Matcher named = YEAR_AND_NAME.matcher(text);
    if (named.matches() && CalendarWords.month(named.group(2)) > 0) {
      return "yy" + named.group(1) + "MMM";
    }
    Matcher date = COMMAND.matcher(text);
    if (!date.matches()) {
      return null;
    }
    String zone = date.group(1);
    String written = zone == null ? "" : Character.isLetter(zone.charAt(0)) ? "zzz " : "X ";
    return "EEE MMM d HH:mm:ss " + written + "yyyy";
  }

  private static String quarter(Matcher found) {
    String before = found.group(1);
    String number = before == null ? "Q'" + found.group(2) + "'" : "'" + before + "'Q";
    return number + found.group(3) + (found.group(4).length() == 2 ? "yy" : "yyyy");
  }
}
