package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.List;

/** Takes one line without line breaks in its cells apart. */
final class LineCells {
  /** A delimiter that no file can have: any run of white space. */
  static final char SPACES = '\0';

  private LineCells() {}

  /** The cells of a line without quotes, without white space around them. */
  static List<String> plain(char[] line, int from, int to, char delimiter, int expected) {
    List<String> cells = new ArrayList<>(expected);
    int start = from;
    for (int i = from; i < to; i++) {
      if (line[i] == delimiter) {
        cells.add(trimmed(line, start, i));
        start = i + 1;
      }
    }
    cells.add(trimmed(line, start, to));
    return cells;
  }

  private static String trimmed(char[] line, int from, int to) {
    if (from == to) {
      return "";
    }
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(line[start])) {
      start++;
    }
    while (end > start && Character.isWhitespace(line[end - 1])) {
      end--;
    }
    return start == end ? "" : new String(line, start, end - start);
  }

  /** The words of a line; quotes, if any, keep words together. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char first = line.charAt(at);
      if (Character.isWhitespace(first)) {
        at++;
        continue;
      }
      boolean quoted = first == '"';
      int end = quoted ? line.indexOf('"', at + 1) : endOfWord(line, at);
      end = end < 0 ? line.length() : end;
      words.add(line.substring(quoted ? at + 1 : at, end));
      at = quoted ? end + 1 : end;
    }
    return words;
  }

  private static int endOfWord(String line, int from) {
    int end = from;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The cells of a line that may have quotes, as far as one line can tell. */
  static List<String> of(String line, char delimiter) {
    if (delimiter == SPACES) {
      return words(line);
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        cells.add(cell.toString().trim());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().trim());
    return cells;
  }
}
