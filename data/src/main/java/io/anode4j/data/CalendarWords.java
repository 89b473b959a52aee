package io.anode4j.data;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words in times: months and days in the common languages of files, halves of the day, zones. */
final class CalendarWords {
  /** As within a date and as alone: {@code 1. März}, {@code Mär}. */
  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE, TextStyle.SHORT_STANDALONE);

  private static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.GERMAN,
          Locale.FRENCH,
          Locale.ITALIAN,
          Locale.forLanguageTag("es"),
          Locale.forLanguageTag("pt"),
          Locale.forLanguageTag("nl"),
          Locale.forLanguageTag("pl"),
          Locale.forLanguageTag("ru"));

  private static final Map<String, Integer> MONTHS = new HashMap<>();
  private static final Map<String, Integer> DAYS = new HashMap<>();

  /** Hours from UTC; abbreviations that mean several zones (IST) are not among them. */
  private static final Map<String, Integer> HOURS =
      Map.ofEntries(
          Map.entry("Z", 0),
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("WET", 0),
          Map.entry("WEST", 1),
          Map.entry("BST", 1),
          Map.entry("CET", 1),
          Map.entry("MEZ", 1),
          Map.entry("CEST", 2),
          Map.entry("MESZ", 2),
          Map.entry("EET", 2),
          Map.entry("EEST", 3),
          Map.entry("MSK", 3),
          Map.entry("JST", 9),
          Map.entry("AEST", 10),
          Map.entry("AEDT", 11),
          Map.entry("EST", -5),
          Map.entry("EDT", -4),
          Map.entry("CST", -6),
          Map.entry("CDT", -5),
          Map.entry("MST", -7),
          Map.entry("MDT", -6),
          Map.entry("PST", -8),
          Map.entry("PDT", -7));

  static {
    for (Locale language : LANGUAGES) {
      for (TextStyle style : STYLES) {
        for (Month month : Month.values()) {
          MONTHS.putIfAbsent(key(month.getDisplayName(style, language)), month.getValue());
        }
        for (DayOfWeek day : DayOfWeek.values()) {
          DAYS.putIfAbsent(key(day.getDisplayName(style, language)), day.getValue());
        }
      }
    }
    MONTHS.put("sept", 9);
    MONTHS.put("mrz", 3);
  }

  private CalendarWords() {}

  private static String key(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** {@return the month of a name, 1 to 12; 0 if it is none} */
  static int month(String word) {
    return MONTHS.getOrDefault(key(word), 0);
  }

  static boolean isDay(String word) {
    return DAYS.containsKey(key(word));
  }

  /** {@return the short English name of a month} */
  static String nameOf(int month) {
    return Month.of(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /** {@return the hours to add for AM or PM; -1 for another word} */
  static int half(String word) {
    return switch (key(word).replace(".", "")) {
      case "am", "a" -> 0;
      case "pm", "p" -> 12;
      default -> -1;
    };
  }

  /** {@return the zone of a text such as {@code +02:00}, {@code UTC} or {@code Europe/Berlin}} */
  static @Nullable ZoneId zone(String text) {
    Integer hours = HOURS.get(text);
    if (hours != null) {
      return ZoneOffset.ofHours(hours);
    }
    boolean named = text.indexOf('/') > 0 || text.startsWith("+") || text.startsWith("-");
    try {
      return named ? ZoneId.of(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
