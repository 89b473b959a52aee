package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it, taken apart: {@code 1.234,5}, {@code 44.97K}, {@code 12.3 °C},
 * {@code $5}, {@code 1.71%}.
 *
 * @param digits sign, digits, points and commas
 * @param prefix what stands before them: a currency, a bracket or the minus of a negative number
 * @param suffix what stands after them, a unit, a multiplier or {@code %}
 * @param apart whether there is space before the suffix
 */
record LooseNumber(String digits, String prefix, String suffix, boolean apart) {
  private static final String CURRENCIES = "$€£¥";

  /** Letters of programming languages rather than units. */
  private static final Set<String> STRAY = Set.of("f", "d", "l", "e", "x", "L", "D", "E");

  private static final int LONGEST_UNIT = 12;

  /** Of powers; more are those of a code such as {@code 5c862749}. */
  private static final int MOST_DIGITS = 3;

  private static final Pattern MIXED = Pattern.compile("\\d\\p{L}+\\d+\\p{L}");

  private static final Pattern GROUPING = Pattern.compile("[' \u00A0\u202F’]");
  private static final Pattern PADDED = Pattern.compile("0\\d+,.*");
  private static final Pattern POINT = Pattern.compile("-?\\d*\\.(\\d{1,2}|\\d{4,})|-?0\\.\\d+");

  /** The parts of a text, or null if it is no such number. */
  static @Nullable LooseNumber of(String text) {
    int length = text.length();
    if (length > 2 && text.charAt(0) == '(' && text.charAt(length - 1) == ')') {
      return negative(of(text.substring(1, length - 1)), "(");
    }
    if (length > 1 && text.charAt(length - 1) == '-' && isDigit(text.charAt(length - 2))) {
      return negative(of(text.substring(0, length - 1)), "-");
    }
    int start = 0;
    String sign = "";
    if (start < text.length() && isSign(text.charAt(start))) {
      sign = text.charAt(start++) == '+' ? "" : "-";
    }
    int prefix = start;
    while (start < text.length() && CURRENCIES.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = endOfDigits(text, start);
    String digits = GROUPING.matcher(text.substring(start, end)).replaceAll("");
    String suffix = text.substring(end).strip();
    boolean stray = end < text.length() && STRAY.contains(text.substring(end));
    boolean code =
        PADDED.matcher(digits).matches()
            || (digits.equals("0") && suffix.matches("[xX]\\p{XDigit}+"));
    if (stray || code || digits.chars().noneMatch(c -> isDigit((char) c)) || !isUnit(suffix)) {
      return null;
    }
    boolean apart = end < text.length() && isSpace(text.charAt(end));
    return new LooseNumber(sign + digits, text.substring(prefix, start), suffix, apart);
  }

  /** As accountants write what is less than zero; null where there is a sign or a unit too. */
  private static @Nullable LooseNumber negative(@Nullable LooseNumber number, String mark) {
    boolean plain = number != null && !number.digits.startsWith("-") && number.suffix.isEmpty();
    return number == null || !plain
        ? null
        : new LooseNumber("-" + number.digits, mark + number.prefix, "", false);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNumber(String text) {
    return !Double.isNaN(DecimalText.parse(text)) || of(text) != null;
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+' || c == '−';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\u00A0' || c == '\u202F';
  }

  /** Digits, points and commas; groups of three digits may be apart. */
  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean group = (isSpace(c) || c == '\'' || c == '’') && end > from && isGroup(text, end + 1);
      if (!group && !(c >= '0' && c <= '9') && c != '.' && c != ',') {
        break;
      }
      end++;
    }
    return exponentEnd(text, from, end);
  }

  private static int exponentEnd(String text, int from, int end) {
    boolean there = end > from && end + 1 < text.length() && "eE".indexOf(text.charAt(end)) >= 0;
    if (!there) {
      return end;
    }
    int at = end + (isSign(text.charAt(end + 1)) ? 2 : 1);
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at > start ? at : end;
  }

  private static boolean isGroup(String text, int from) {
    boolean three = from + 3 <= text.length();
    for (int i = from; three && i < from + 3; i++) {
      three = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return three && (from + 3 == text.length() || !Character.isDigit(text.charAt(from + 3)));
  }

  /** Units have no digits but powers, and are short: what follows a number may be a sentence. */
  private static boolean isUnit(String suffix) {
    return suffix.isEmpty()
        || (!suffix.matches(".*\\s\\d.*") // 3h 30m is a sum, not a unit
            && suffix.length() <= LONGEST_UNIT
            && !suffix.equals("+") // 80+ is a class, such as that of an age
            && suffix.chars().filter(Character::isDigit).count() <= MOST_DIGITS
            && !MIXED.matcher(suffix).find()
            && !Character.isDigit(suffix.charAt(0))
            && suffix.chars().noneMatch(c -> c == ':' || c == ';' || c == ',')
            && suffix.charAt(0) != '-'
            && !(suffix.charAt(0) == '/'
                && suffix.length() > 1
                && Character.isDigit(suffix.charAt(1))));
  }

  /** 1000 for K, 1e6 for M, 1e9 for B or G, 1e12 for T; {@code NaN} for another suffix. */
  double multiplier() {
    if (apart) {
      return Double.NaN;
    }
    return switch (suffix.toUpperCase(Locale.ROOT)) {
      case "K" -> 1e3;
      case "M" -> 1e6;
      case "B", "G" -> 1e9;
      case "T" -> 1e12;
      default -> Double.NaN;
    };
  }

  /** Whether the comma is surely the decimal point; false also if nothing is sure. */
  boolean surelyComma() {
    int comma = digits.lastIndexOf(',');
    boolean one = comma >= 0 && digits.indexOf(',') == comma;
    return one && (comma > digits.lastIndexOf('.') && !looksGrouped(comma));
  }

  private boolean looksGrouped(int comma) {
    boolean three = digits.length() - comma - 1 == 3;
    int before = digits.startsWith("-") ? comma - 1 : comma;
    boolean zero = digits.startsWith("0") || digits.startsWith("-0");
    return three && before >= 1 && before <= 3 && !zero && digits.indexOf('.') < 0;
  }

  /** Whether commas surely group digits. */
  boolean surelyGrouped() {
    int comma = digits.indexOf(',');
    return comma >= 0 && (digits.lastIndexOf(',') > comma || digits.lastIndexOf('.') > comma);
  }

  /** Whether the point is surely the decimal point: no group of three digits follows it. */
  boolean surelyPoint() {
    return POINT.matcher(digits).matches();
  }

  boolean hasComma() {
    return digits.indexOf(',') >= 0;
  }

  /** The number, given what the decimal separator is; {@code NaN} if it does not fit. */
  double value(char decimal) {
    char group = decimal == ',' ? '.' : ',';
    int point = digits.indexOf(decimal);
    String whole = point < 0 ? digits : digits.substring(0, point);
    String rest = point < 0 ? "" : digits.substring(point + 1);
    int first = whole.indexOf(group);
    if (first >= 0) {
      String pattern = "-?\\d{1,3}(\\" + group + "\\d{3})+";
      String lakhs = "-?\\d{1,2}(\\" + group + "\\d{2})+\\" + group + "\\d{3}";
      if (!whole.matches(pattern) && !whole.matches(lakhs)) {
        return Double.NaN;
      }
      whole = whole.replace(String.valueOf(group), "");
    }
    return rest.indexOf(group) >= 0 || rest.indexOf(decimal) >= 0
        ? Double.NaN
        : DecimalText.parse(point < 0 ? whole : whole + "." + rest);
  }
}
