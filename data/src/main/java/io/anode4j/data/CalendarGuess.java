package io.anode4j.data;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the pattern of one time out of its text, given the order of day and month. */
final class CalendarGuess {
  private static final String SEPARATORS = "-/. _";

  private final String text;
  private final DateOrder order;
  private final StringBuilder pattern = new StringBuilder();
  private int at;
  private boolean ordered;

  private CalendarGuess(String text, DateOrder order) {
    this.text = text;
    this.order = order;
  }

  /**
   * What a guess came to.
   *
   * @param pattern a pattern for {@link CalendarPattern}
   * @param ordered whether it depends on the order of day and month
   */
  record Guess(String pattern, boolean ordered) {}

  /** The pattern of a text, or null if it is no date. */
  static @Nullable Guess of(String text, DateOrder order) {
    String whole = WholeForms.pattern(text);
    CalendarGuess guess = new CalendarGuess(text, order);
    if (whole != null || !guess.date()) {
      return whole == null ? null : new Guess(whole, false);
    }
    guess.timeOfDay();
    boolean read = guess.at == text.length() || guess.interval();
    return read ? new Guess(guess.pattern.toString(), guess.ordered) : null;
  }

  private boolean date() {
    String word = word();
    if (CalendarWords.isDay(word) && CalendarWords.month(word) == 0) {
      take("E", word.length());
      literal(run(" ,."));
      word = word();
    }
    if (CalendarWords.month(word) > 0) {
      return monthFirst(word);
    }
    return switch (digits()) {
      case 4 -> yearFirst();
      case 6 -> take("yyyyMM", 6);
      case 8 -> take("yyyyMMdd", 8);
      case 10 -> take("yyyyMMddHH", 10);
      case 12 -> take("yyyyMMddHHmm", 12);
      case 14 -> take("yyyyMMddHHmmss", 14);
      case 1, 2 -> dayOrMonthFirst();
      default -> false;
    };
  }

  /** {@code Jan 2004}, {@code Jan-04}, {@code January 5, 2004}. */
  private boolean monthFirst(String word) {
    take("MMM", word.length());
    String separator = run(" -/.,");
    int digits = digitsAfter(separator);
    if (digits == 4) {
      literal(separator);
      return take("yyyy", 4);
    }
    if (digits != 1 && digits != 2) {
      return false;
    }
    int end = at + separator.length() + digits;
    if (end == text.length()) {
      literal(separator);
      return take("yy", digits) && digits == 2;
    }
    literal(separator);
    take("d", digits);
    literal(run(" -/.,"));
    return digits() == 4 && take("yyyy", 4);
  }

  private boolean yearFirst() {
    take("yyyy", 4);
    if (at == text.length()) {
      return true;
    }
    int start = at;
    String separator = run(text.startsWith(":Q", at) ? ":" : SEPARATORS);
    char next = start + separator.length() < text.length() ? text.charAt(at(separator)) : ' ';
    if ("WQMwqm".indexOf(next) >= 0 && digitsAfter(separator + next) > 0) { // 2024 March is none
      return numbered(separator, next);
    }
    if (separator.isEmpty()) {
      return false;
    }
    literal(separator);
    String word = word();
    if (CalendarWords.month(word) > 0) {
      take("MMM", word.length());
    } else if (digits() == 3) {
      return take("DDD", 3);
    } else if (digits() == 2 || digits() == 1) {
      take("MM", digits());
    } else {
      return false;
    }
    int digits = digitsAfter(separator);
    if (text.startsWith(separator, at) && (digits == 1 || digits == 2)) {
      literal(separator);
      take("dd", digits);
    }
    return true;
  }

  private int at(String separator) {
    return at + separator.length();
  }

  /** {@code 2024-W05}, {@code 2024-W05-1}, {@code 2024w5}, {@code 2024Q1}, {@code 2024M01}. */
  private boolean numbered(String separator, char kind) {
    literal(separator);
    pattern.append('\'').append(kind).append('\'');
    at++;
    if (kind == 'W' || kind == 'w') {
      pattern.replace(0, 4, "YYYY");
      boolean week = digits() <= 2 && take("ww", digits());
      if (week && digitsAfter("-") == 1 && text.startsWith("-", at)) {
        literal("-");
        take("e", 1);
      }
      return week;
    }
    boolean quarter = kind == 'Q' || kind == 'q';
    return quarter ? digits() == 1 && take("Q", 1) : digits() <= 2 && take("MM", digits());
  }

  /** {@code 31/12/2024}, {@code 12/31/24}, {@code 31-Dec-2024}, {@code 12/2024}. */
  private boolean dayOrMonthFirst() {
    int first = digits();
    at += first;
    String separator = run(SEPARATORS);
    at += separator.length();
    String word = word();
    if (CalendarWords.month(word) > 0) {
      pattern.append("dd");
      text(separator);
      take("MMM", word.length());
      literal(run(SEPARATORS + ","));
      int year = digits();
      return (year == 2 || year == 4) && take(year == 2 ? "yy" : "yyyy", year);
    }
    int second = digits();
    if (separator.isEmpty() || separator.equals("_") || separator.isBlank()) {
      return false;
    }
    if (second == 4 && at + 4 == text.length()) {
      pattern.append("MM");
      text(separator);
      return take("yyyy", 4);
    }
    at += second;
    int third = digitsAfter(separator);
    boolean date = second >= 1 && second <= 2 && text.startsWith(separator, at);
    at += separator.length() + third;
    int year = order == DateOrder.YMD ? first : third;
    boolean fits = year == 2 || (year == 4 && order != DateOrder.YMD);
    boolean others = order != DateOrder.YMD || third <= 2;
    pattern.append(order.pattern(separator, year));
    ordered = true;
    return date && fits && others && third > 0;
  }

  private void timeOfDay() {
    int start = at;
    int length = pattern.length();
    if (!clock()) {
      at = start;
      pattern.setLength(length);
    }
  }

  private boolean clock() {
    boolean iso = at < text.length() && (text.charAt(at) == 'T' || text.charAt(at) == 't');
    if (iso) {
      pattern.append('\'').append(text.charAt(at++)).append('\'');
    } else {
      String separator = run(" ,_:-.;");
      if (separator.isEmpty() || separator.length() > 3) {
        return false;
      }
      literal(separator);
    }
    int digits = digits();
    if (digits == 4 || digits == 6) {
      take(digits == 4 ? "HHmm" : "HHmmss", digits);
      return zone();
    }
    if (digits != 1 && digits != 2) {
      return false;
    }
    int hour = pattern.length();
    take(digits == 1 ? "H" : "HH", digits);
    String colon = run(iso ? ":.h-" : ":.h"); // T01-00-00 where files must not have colons
    boolean minutes = colon.length() == 1 && digitsAfter(colon) == 2;
    if (minutes) {
      text(colon);
      at += colon.length();
      take("mm", 2);
      seconds(colon);
    }
    return half(hour) ? zone() : minutes && zone();
  }

  private void seconds(String colon) {
    if (text.startsWith(colon, at) && digitsAfter(colon) == 2) {
      literal(colon);
      take("ss", 2);
      int digits = digitsAfter(".");
      if (digits > 0 && text.startsWith(":", at)) {
        literal(":");
        take("S".repeat(Math.min(9, digits)), digits);
      } else if (digits > 0 && (text.startsWith(".", at) || text.startsWith(",", at))) {
        at += 1 + digits; // seconds have their fraction without being asked
      }
    }
  }

  private boolean half(int hour) {
    int start = at;
    String space = run(" ");
    at += space.length();
    int end = at;
    while (end < text.length()
        && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String word = text.substring(at, end);
    if (word.isEmpty() || CalendarWords.half(word) < 0) {
      at = start;
      return false;
    }
    pattern.replace(hour, hour + 1, "h");
    if (pattern.length() > hour + 1 && pattern.charAt(hour + 1) == 'H') {
      pattern.setCharAt(hour + 1, 'h');
    }
    text(space);
    return take("a", word.length());
  }

  /** A zone, if there is one; false if there is something else that is no interval. */
  private boolean zone() {
    int start = at;
    String space = run(" ");
    int from = at + space.length();
    int end = from;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String word = text.substring(from, end);
    boolean untilOther = word.startsWith("-") && word.indexOf(':') > 0 && !withSeconds();
    if (untilOther || CalendarWords.zone(word) == null) {
      at = start;
      return true;
    }
    at = from;
    text(space);
    boolean offset = word.startsWith("+") || word.startsWith("-") || word.equals("Z");
    return take(offset ? "X" : "z", word.length());
  }

  /** {@code 10:00-11:00} are hours rather than an offset. */
  private boolean withSeconds() {
    return pattern.indexOf("s") >= 0;
  }

  /** The second half of an interval, which looks like a date or a time of day. */
  private boolean interval() {
    int end = at;
    while (end < text.length() && !Character.isDigit(text.charAt(end))) {
      end++;
    }
    String separator = text.substring(at, end);
    String middle = separator.strip().replace("\u00A0", "");
    boolean known = Set.of("-", "–", "/", "to").contains(middle);
    String rest = text.substring(end);
    if (!known || end == text.length() || at == 0) {
      return false;
    }
    if (of(rest, order) == null && of("2000-01-01 " + rest, order) == null) {
      return false;
    }
    pattern.append(middle.equals("to") ? CalendarTimes.TO : separator).append(CalendarTimes.REST);
    return true;
  }

  private String word() {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean dotted = end > at && end < text.length() && text.charAt(end) == '.';
    return text.substring(at, dotted ? end + 1 : end);
  }

  private String run(String characters) {
    int end = at;
    while (end < text.length() && characters.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return text.substring(at, end);
  }

  private int digits() {
    return digitsFrom(at);
  }

  private int digitsAfter(String separator) {
    return digitsFrom(at + separator.length());
  }

  private int digitsFrom(int from) {
    int end = from;
    while (end < text.length() && CalendarElement.isDigit(text.charAt(end))) {
      end++;
    }
    return Math.max(0, end - from);
  }

  private boolean take(String letters, int length) {
    pattern.append(letters);
    at += length;
    return true;
  }

  private void literal(String separator) {
    text(separator);
    at += separator.length();
  }

  private void text(String separator) {
    boolean letters = separator.chars().anyMatch(Character::isLetter);
    pattern.append(letters ? "'" + separator + "'" : separator);
  }
}
