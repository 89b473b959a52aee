package io.anode4j.data;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * One piece of a {@link CalendarPattern}.
 *
 * @param letter what it means, as in {@link java.time.format.DateTimeFormatter}; {@code '} for text
 * @param width how often the letter stands
 * @param fixed whether exactly so many digits are read, because digits of another piece touch them
 * @param text the text itself
 */
record CalendarElement(char letter, int width, boolean fixed, String text) {
  static final char LITERAL = '\'';

  /** Letters that stand for digits. */
  static final String NUMBERS = "yYMdDwehHmsSQ";

  /** Letters that stand for words. */
  static final String WORDS = "aXzE";

  boolean isNumber() {
    return NUMBERS.indexOf(letter) >= 0 && !(letter == 'M' && width > 2);
  }

  boolean isTimeOfDay() {
    return letter == 'H' || letter == 'h';
  }

  /** Reads this piece at a place; the result is where it ends, -1 if it is not there. */
  int read(String text, int at, CalendarFields into) {
    if (letter == LITERAL) {
      return readLiteral(text, at);
    }
    return isNumber() ? readNumber(text, at, into) : readWord(text, at, into);
  }

  private int readLiteral(String from, int at) {
    if (!text.isBlank()) {
      return from.startsWith(text, at) ? at + text.length() : -1;
    }
    int end = at;
    while (end < from.length() && Character.isWhitespace(from.charAt(end))) {
      end++;
    }
    return end > at ? end : -1;
  }

  private int readNumber(String from, int at, CalendarFields into) {
    int most = fixed ? width : digits();
    int number = 0;
    int end = at;
    while (end < from.length() && end - at < most && isDigit(from.charAt(end))) {
      number = 10 * number + from.charAt(end++) - '0';
    }
    boolean enough = end > at && !(fixed && end - at < width) && end - at >= leastDigits();
    if (!enough || !take(number, end - at, into)) {
      return -1;
    }
    return letter == 's' ? CalendarPattern.readFraction(from, end, into) : end;
  }

  private int digits() {
    return switch (letter) {
      case 'y', 'Y' -> width == 2 ? 2 : 4;
      case 'S' -> 9;
      case 'D' -> 3;
      case 'e', 'Q' -> 1;
      default -> 2;
    };
  }

  private int leastDigits() {
    return letter == 'y' || letter == 'Y' ? digits() : 1;
  }

  private boolean take(int number, int digits, CalendarFields into) {
    switch (letter) {
      case 'y' -> into.year = digits == 2 ? century(number) : number;
      case 'Y' -> into.weekYear = number;
      case 'M' -> into.month = number;
      case 'd' -> into.day = number;
      case 'D' -> into.dayOfYear = number;
      case 'w' -> into.week = number;
      case 'e' -> into.dayOfWeek = number;
      case 'Q' -> into.quarter = number;
      case 'm' -> into.minute = number;
      case 's' -> into.second = number;
      case 'S' -> into.fraction = number / Math.pow(10, digits);
      default -> {
        into.hour = number;
        into.timed = true;
      }
    }
    return true;
  }

  /** Two digits are the years 1970 to 2069. */
  private static int century(int year) {
    return year < 70 ? 2000 + year : 1900 + year;
  }

  private int readWord(String from, int at, CalendarFields into) {
    int end = at;
    while (end < from.length() && belongs(from.charAt(end))) {
      end++;
    }
    String word = from.substring(at, end);
    switch (letter) {
      case 'M' -> into.month = CalendarWords.month(word);
      case 'a' -> into.half = CalendarWords.half(word);
      case 'E' -> {
        return CalendarWords.isDay(word) ? end : -1;
      }
      default -> {
        ZoneId zone = CalendarWords.zone(word);
        into.zone = zone;
        return zone == null ? -1 : end;
      }
    }
    return into.month == 0 || into.half == -1 ? -1 : end;
  }

  private boolean belongs(char c) {
    boolean inZone = (letter == 'X' || letter == 'z') && !Character.isWhitespace(c);
    return inZone || Character.isLetter(c) || c == '.';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Writes this piece of a moment. */
  void write(LocalDateTime moment, StringBuilder to) {
    switch (letter) {
      case LITERAL -> to.append(text);
      case 'y' -> number(width == 2 ? moment.getYear() % 100 : moment.getYear(), to);
      case 'Y' -> number(moment.get(IsoFields.WEEK_BASED_YEAR), to);
      case 'w' -> number(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), to);
      case 'Q' -> number(moment.get(IsoFields.QUARTER_OF_YEAR), to);
      case 'e' -> number(moment.getDayOfWeek().getValue(), to);
      case 'E' -> to.append(day(moment));
      case 'M' -> month(moment, to);
      case 'd' -> number(moment.getDayOfMonth(), to);
      case 'D' -> number(moment.getDayOfYear(), to);
      case 'H' -> number(moment.getHour(), to);
      case 'h' -> number((moment.getHour() + 11) % 12 + 1, to);
      case 'm' -> number(moment.getMinute(), to);
      case 's' -> number(moment.getSecond(), to);
      case 'S' -> to.append("%09d".formatted(moment.getNano()), 0, width);
      case 'a' -> to.append(moment.getHour() < 12 ? "AM" : "PM");
      default -> to.append(letter == 'X' ? "Z" : "UTC");
    }
  }

  private static String day(LocalDateTime moment) {
    return moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  private void month(LocalDateTime moment, StringBuilder to) {
    if (width > 2) {
      to.append(CalendarWords.nameOf(moment.getMonthValue()));
    } else {
      number(moment.getMonthValue(), to);
    }
  }

  private void number(int number, StringBuilder to) {
    String digits = Integer.toString(number);
    to.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }
}
