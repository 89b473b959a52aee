package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.anode4j.streaming.record.ConnectSchema.Column;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An episode with its schema, flat, as Kafka Connect's JsonConverter reads it. */
final class ConnectAnomaly {
  private static final ConnectSchema SCHEMA =
      new ConnectSchema(
          "anode4j.anomaly",
          List.of(
              Column.of("id", "string"),
              Column.of("sensor", "string"),
              Column.of("state", "string"),
              Column.of("revision", "int32"),
              Column.time("start_time"),
              Column.time("end_time"),
              Column.time("peak_time"),
              Column.of("duration_ms", "int64"),
              Column.of("severity", "double"),
              Column.of("readings", "int64"),
              Column.of("alarms", "int64"),
              Column.of("statistics", "string"),
              Column.of("worst_channel", "string").orNull(),
              Column.of("reason", "string").orNull(),
              Column.of("model", "string")));

  private ConnectAnomaly() {}

  static void write(JsonGenerator out, Anomaly anomaly, String model) throws IOException {
    SCHEMA.write(out, () -> payload(out, anomaly, model));
  }

  private static void payload(JsonGenerator out, Anomaly anomaly, String model) throws IOException {
    Anomaly.Span span = anomaly.span();
    AnomalyJson.identity(out, anomaly);
    out.writeNumberField("start_time", AnomalyJson.millis(span.start()));
    out.writeNumberField("end_time", AnomalyJson.millis(span.end()));
    out.writeNumberField("peak_time", AnomalyJson.millis(span.peak()));
    out.writeNumberField("duration_ms", AnomalyJson.durationMillis(span));
    out.writeNumberField("severity", anomaly.severity());
    out.writeNumberField("readings", anomaly.readings());
    out.writeNumberField("alarms", anomaly.alarms());
    out.writeStringField("statistics", statistics(anomaly));
    out.writeStringField("worst_channel", anomaly.worst());
    Anomaly.Ending reason = anomaly.reason();
    out.writeStringField("reason", reason == null ? null : reason.text());
    out.writeStringField("model", model);
  }

  private static String statistics(Anomaly anomaly) {
    return Arrays.stream(Anomaly.Statistic.values())
        .filter(anomaly.statistics()::contains)
        .map(Anomaly.Statistic::text)
        .collect(Collectors.joining(","));
  }
}
