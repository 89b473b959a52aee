package io.anode4j.streaming.record;

import io.anode4j.streaming.record.BadRecordException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a record that mean nothing here. They are passed over, unless one of them looks like a
 * field that the record has not: {@code timestamp} for {@code ts} would otherwise be scored at
 * another time than was stated, {@code Quality} as if it were good.
 */
final class UnknownFields {
  private static final int MOST_NAMED = 5;

  /** What others call a time. */
  private static final Set<String> TIMES =
      Set.of(
          "t",
          "ts",
          "tsms",
          "time",
          "timems",
          "timemillis",
          "timestamp",
          "timestampms",
          "timestampmillis",
          "datetime",
          "date",
          "epoch",
          "epochms",
          "epochmillis",
          "eventtime",
          "unixtime");

  private static final Map<String, String> EXPECTED =
      Map.of(
          "ts", "the time in 'ts', milliseconds since 1970 or RFC 3339, or none for Kafka's own",
          "tsNanos", "nanoseconds after 'ts' in 'tsNanos'",
          "quality", "text such as \"GOOD\" in 'quality'",
          "forecast", "true or {\"stepMs\": …, \"steps\": …} in 'forecast'");

  private final List<String> names = new ArrayList<>();
  private int count;

  void add(String name) {
    count++;
    if (names.size() < MOST_NAMED || meant(name) != null) {
      names.add(Text.shortened(name));
    }
  }

  /** The optional field that a name stands for; null for none. */
  private static @Nullable String meant(String name) {
    return TIMES.contains(Spelling.plain(name))
        ? "ts"
        : Spelling.nearest(name, List.of("tsNanos", "quality", "forecast"));
  }

  /** Refuses a record that has a field by nearly this name, and not the field itself. */
  void refuseFor(String field) {
    for (String name : names) {
      if (field.equals(meant(name))) {
        throw new BadRecordException(
            field.equals("ts") ? Reason.TIME : Reason.SCHEMA,
            "A record has no '"
                + field
                + "' but '"
                + name
                + "'; expected "
                + EXPECTED.get(field)
                + ": rename the field");
      }
    }
  }

  /** The names, for a sentence; nothing when there are none. */
  String named() {
    if (count == 0) {
      return "";
    }
    List<String> some = names.subList(0, Math.min(MOST_NAMED, names.size()));
    return ", but with '" + String.join("', '", some) + (count > some.size() ? "', …" : "'");
  }
}
