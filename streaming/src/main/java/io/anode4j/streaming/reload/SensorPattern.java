package io.anode4j.streaming.reload;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which sensors are meant: an id in which {@code *} stands for any characters and {@code ?} for
 * one. Upper and lower case differ.
 *
 * @param text the pattern
 * @param compiled the same as a regular expression
 */
public record SensorPattern(String text, Pattern compiled) {

  /**
   * Reads a pattern.
   *
   * @param text such as {@code pump-*}
   * @return the pattern
   */
  public static SensorPattern of(String text) {
    String expression =
        text.codePoints()
            .mapToObj(
                c ->
                    c == '*'
                        ? ".*"
                        : c == '?' ? "." : Pattern.quote(new String(Character.toChars(c))))
            .collect(Collectors.joining());
    return new SensorPattern(text, Pattern.compile(expression, Pattern.DOTALL));
  }

  /** Whether a sensor is meant. */
  boolean matches(String sensor) {
    return compiled.matcher(sensor).matches();
  }
}
