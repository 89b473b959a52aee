package io.anode4j.streaming.operations;

import io.anode4j.streaming.record.Decimal;
import io.anode4j.streaming.record.Spelling;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param method the HTTP method
 * @param path segments of the path, decoded: a sensor's name may hold a slash
 * @param query parameters, decoded
 * @param uri the whole
 */
record Request(String method, List<String> path, Map<String, String> query, URI uri) {

  static Request of(String method, URI uri) {
    List<String> path = new ArrayList<>();
    for (String segment : uri.getRawPath().split("/", -1)) {
      if (!segment.isEmpty()) {
        path.add(decode(segment.replace("+", "%2B")));
      }
    }
    Map<String, String> query = new LinkedHashMap<>();
    String raw = uri.getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int at = pair.indexOf('=');
        String name = decode(at < 0 ? pair : pair.substring(0, at));
        String before = query.put(name, at < 0 ? "" : decode(pair.substring(at + 1)));
        if (before != null) {
          throw new IllegalArgumentException(
              "the parameter " + name + " is stated twice; expected it once");
        }
      }
    }
    return new Request(method, path, query, uri);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not well encoded; expected %%XX for bytes that an address cannot hold"
              .formatted(text),
          e);
    }
  }

  /** Refuses parameters that would be passed over: what they ask would silently not be done. */
  void expectOnly(String... known) {
    List<String> names = List.of(known);
    for (String name : query.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "the parameter '%s' is unknown%s; expected %s"
                .formatted(name, Spelling.hint(name, names), String.join(" and ", names)));
      }
    }
  }

  /** The segment at a place; empty behind the last. */
  String segment(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  /** A number among the parameters. */
  double number(String name, double otherwise) {
    @Nullable String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    double number = Decimal.parse(text);
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException(
          "the parameter %s is '%s'; expected a number, such as %s=60".formatted(name, text, name));
    }
    return number;
  }

  /** A whole number among the parameters. */
  int whole(String name, int otherwise, int least, int most) {
    double value = number(name, otherwise);
    if (value != Math.rint(value) || value < least || value > most) {
      throw new IllegalArgumentException(
          "the parameter %s is %s; expected a whole number, %d to %d"
              .formatted(name, query.get(name), least, most));
    }
    return (int) value;
  }
}
