package io.anode4j.streaming.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings as they were parsed: each has the type of its definition, and a value if not null. */
record Values(Map<String, Object> parsed) {
  String text(String name) {
    return (String) Objects.requireNonNull(parsed.get(name));
  }

  @Nullable String textOrNull(String name) {
    return (String) parsed.get(name);
  }

  long whole(String name) {
    return ((Number) Objects.requireNonNull(parsed.get(name))).longValue();
  }

  int small(String name) {
    return Math.toIntExact(whole(name));
  }

  double real(String name) {
    return ((Number) Objects.requireNonNull(parsed.get(name))).doubleValue();
  }

  boolean flag(String name) {
    return (Boolean) Objects.requireNonNull(parsed.get(name));
  }

  List<?> list(String name) {
    return (List<?>) Objects.requireNonNull(parsed.get(name));
  }
}
