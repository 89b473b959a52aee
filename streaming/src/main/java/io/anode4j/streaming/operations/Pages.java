package io.anode4j.streaming.operations;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The files of the live page, from the jar: only those named here exist. */
final class Pages {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "style.css", "text/css; charset=utf-8",
          "app.js", "text/javascript; charset=utf-8",
          "charts.js", "text/javascript; charset=utf-8",
          "episodes.js", "text/javascript; charset=utf-8",
          "scales.js", "text/javascript; charset=utf-8",
          "standing.js", "text/javascript; charset=utf-8",
          "table.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private Pages() {}

  static Optional<Reply> file(String name) throws IOException {
    String type = TYPES.get(name);
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = Pages.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IOException("the page's " + name + " is missing from the jar; build it anew");
      }
      return Optional.of(new Reply(200, type, in.readAllBytes(), Map.of()));
    }
  }
}
