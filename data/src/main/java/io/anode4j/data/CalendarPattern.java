package io.anode4j.data;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of letters, as in {@link java.time.format.DateTimeFormatter}, taken apart once and then
 * followed by hand, because files have millions of times. It is kinder than a formatter: numbers
 * may have a digit less than letters, seconds and their fraction may be there or not, and a date
 * without its time of day is its midnight.
 */
final class CalendarPattern {
  private static final int NONE = Integer.MAX_VALUE;

  private final List<CalendarElement> elements;
  private final boolean hasSeconds;
  private final boolean hasFraction;

  /** The first piece of the time of day; with nothing from there on, it is midnight. */
  private final int timeOfDay;

  private CalendarPattern(List<CalendarElement> elements) {
    this.elements = elements;
    this.hasSeconds = elements.stream().anyMatch(e -> e.letter() == 's');
    this.hasFraction = elements.stream().anyMatch(e -> e.letter() == 'S');
    int first = NONE;
    for (int i = elements.size() - 1; i > 0; i--) {
      first = elements.get(i).isTimeOfDay() ? i : first;
    }
    boolean separated =
        first != NONE && elements.get(first - 1).letter() == CalendarElement.LITERAL;
    this.timeOfDay = separated ? first - 1 : first;
  }

  /**
   * Takes a pattern apart.
   *
   * @throws IllegalArgumentException if it has other letters or no year
   */
  static CalendarPattern of(String pattern) {
    List<CalendarElement> pieces = new ArrayList<>();
    for (int i = 0; i < pattern.length(); ) {
      int end = endOfPiece(pattern, i);
      char letter = pattern.charAt(i);
      if (letter == CalendarElement.LITERAL) {
        pieces.add(literal(pattern.substring(i + 1, end - 1)));
      } else if (Character.isLetter(letter)) {
        require(CalendarElement.NUMBERS.indexOf(letter) >= 0 || isWord(letter), pattern);
        pieces.add(new CalendarElement(letter, end - i, false, ""));
      } else {
        pieces.add(literal(pattern.substring(i, end)));
      }
      i = end;
    }
    require(pieces.stream().anyMatch(e -> e.letter() == 'y' || e.letter() == 'Y'), pattern);
    return new CalendarPattern(List.copyOf(fixWidths(withoutFraction(pieces))));
  }

  private static boolean isWord(char letter) {
    return CalendarElement.WORDS.indexOf(letter) >= 0;
  }

  private static CalendarElement literal(String text) {
    return new CalendarElement(CalendarElement.LITERAL, 0, false, text);
  }

  private static void require(boolean condition, String pattern) {
    if (!condition) {
      throw new IllegalArgumentException(
          ("the time pattern '%s' has other letters than yYMdDwehHmsSQaXzE or no year; expected one"
                  + " such as dd/MM/yyyy HH:mm; put other letters in quotes")
              .formatted(pattern));
    }
  }

  private static int endOfPiece(String pattern, int from) {
    char first = pattern.charAt(from);
    if (first == CalendarElement.LITERAL) {
      int end = pattern.indexOf(CalendarElement.LITERAL, from + 1);
      require(end > from, pattern);
      return end + 1;
    }
    int end = from + 1;
    while (end < pattern.length() && continues(first, pattern.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean continues(char first, char next) {
    return Character.isLetter(first)
        ? next == first
        : !Character.isLetter(next) && next != CalendarElement.LITERAL;
  }

  /** A fraction after a point or comma is read with the seconds, and written where there is one. */
  private static List<CalendarElement> withoutFraction(List<CalendarElement> pieces) {
    int end = pieces.size();
    boolean fraction =
        end > 2
            && pieces.get(end - 1).letter() == 'S'
            && pieces.get(end - 2).text().matches("[.,]")
            && pieces.get(end - 3).letter() == 's';
    return fraction ? pieces.subList(0, end - 2) : pieces;
  }

  /** Digits that touch others are as many as there are letters. */
  private static List<CalendarElement> fixWidths(List<CalendarElement> pieces) {
    List<CalendarElement> fixed = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      CalendarElement e = pieces.get(i);
      boolean touches =
          (i > 0 && pieces.get(i - 1).isNumber())
              || (i + 1 < pieces.size() && pieces.get(i + 1).isNumber());
      fixed.add(new CalendarElement(e.letter(), e.width(), touches && e.isNumber(), e.text()));
    }
    return fixed;
  }

  boolean hasZone() {
    return elements.stream().anyMatch(e -> e.letter() == 'X' || e.letter() == 'z');
  }

  boolean hasTimeOfDay() {
    return timeOfDay != NONE;
  }

  /** The seconds since 1970; {@code NaN} if the text does not follow the pattern. */
  double parse(String text) {
    CalendarFields fields = new CalendarFields();
    int at = 0;
    for (int i = 0; i < elements.size(); i++) {
      if (at == text.length() && i == timeOfDay && !hasZone()) {
        break;
      }
      CalendarElement element = elements.get(i);
      at = element.read(text, at, fields);
      if (at < 0) {
        return Double.NaN;
      }
      at = element.letter() == 'm' && !hasSeconds ? readSeconds(text, at, fields) : at;
    }
    try {
      return at == text.length() ? fields.seconds() : Double.NaN;
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private static int readSeconds(String text, int at, CalendarFields into) {
    boolean there =
        at + 2 < text.length()
            && text.charAt(at) == ':'
            && CalendarElement.isDigit(text.charAt(at + 1))
            && CalendarElement.isDigit(text.charAt(at + 2));
    if (!there) {
      return at;
    }
    into.second = 10 * (text.charAt(at + 1) - '0') + text.charAt(at + 2) - '0';
    return readFraction(text, at + 3, into);
  }

  /** Reads a fraction of a second after a point or comma, if there is one. */
  static int readFraction(String text, int at, CalendarFields into) {
    int end = at + 1;
    while (end < text.length() && CalendarElement.isDigit(text.charAt(end))) {
      end++;
    }
    boolean there = end > at + 1 && (text.charAt(at) == '.' || text.charAt(at) == ',');
    if (there) {
      into.fraction = Double.parseDouble("0." + text.substring(at + 1, end));
    }
    return there ? end : at;
  }

  /** Writes a moment, with seconds and a fraction only where it has them or the pattern asks. */
  String format(LocalDateTime moment) {
    StringBuilder text = new StringBuilder();
    for (CalendarElement element : elements) {
      element.write(moment, text);
      if (element.letter() == 'm' && !hasSeconds && moment.getSecond() + moment.getNano() > 0) {
        text.append(":%02d".formatted(moment.getSecond()));
        fraction(moment, text);
      } else if (element.letter() == 's' && !hasFraction) {
        fraction(moment, text);
      }
    }
    return text.toString();
  }

  private static void fraction(LocalDateTime moment, StringBuilder to) {
    if (moment.getNano() > 0) {
      to.append('.').append("%06d".formatted(moment.getNano() / 1000).replaceAll("0+$", ""));
    }
  }

  /** Whether the pattern says all there is to a moment, but for seconds. */
  boolean shows(LocalDateTime moment) {
    double read = parse(format(moment));
    double exact = moment.toEpochSecond(ZoneOffset.UTC) + moment.getNano() / 1e9;
    return Math.abs(read - exact) < 1e-6;
  }
}
