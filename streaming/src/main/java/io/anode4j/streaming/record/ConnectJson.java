package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An episode with its schema, flat, as Kafka Connect's JsonConverter reads it. */
final class ConnectJson {
  private ConnectJson() {}

  /** A column: its name, Connect's type, whether it may be null, whether it is a time. */
  private record Column(String name, String type, boolean optional, boolean time) {}

  private static final Column[] COLUMNS = {
    new Column("id", "string", false, false),
    new Column("sensor", "string", false, false),
    new Column("state", "string", false, false),
    new Column("revision", "int32", false, false),
    new Column("start_time", "int64", false, true),
    new Column("end_time", "int64", false, true),
    new Column("peak_time", "int64", false, true),
    new Column("duration_ms", "int64", false, false),
    new Column("severity", "double", false, false),
    new Column("readings", "int64", false, false),
    new Column("alarms", "int64", false, false),
    new Column("statistics", "string", false, false),
    new Column("worst_channel", "string", true, false),
    new Column("reason", "string", true, false),
    new Column("model", "string", false, false),
  };

  static void write(JsonGenerator out, Anomaly anomaly, String model) throws IOException {
    out.writeObjectFieldStart("schema");
    out.writeStringField("type", "struct");
    out.writeStringField("name", "anode4j.anomaly");
    out.writeBooleanField("optional", false);
    out.writeArrayFieldStart("fields");
    for (Column column : COLUMNS) {
      out.writeStartObject();
      out.writeStringField("field", column.name());
      out.writeStringField("type", column.type());
      out.writeBooleanField("optional", column.optional());
      if (column.time()) {
        out.writeStringField("name", "org.apache.kafka.connect.data.Timestamp");
        out.writeNumberField("version", 1);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeObjectFieldStart("payload");
    payload(out, anomaly, model);
    out.writeEndObject();
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
