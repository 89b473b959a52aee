package io.anode4j.streaming.operations;

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
        query.put(
            decode(at < 0 ? pair : pair.substring(0, at)),
            at < 0 ? "" : decode(pair.substring(at + 1)));
      }
    }
    return new Request(method, path, query, uri);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
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
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the parameter %s is '%s'; expected a number, such as %s=60".formatted(name, text, name),
          e);
    }
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
