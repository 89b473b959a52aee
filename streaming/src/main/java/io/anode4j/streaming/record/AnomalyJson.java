package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an episode. */
final class AnomalyJson {
  private static final long NANOS = 1_000_000;

  private AnomalyJson() {}

  static void write(JsonGenerator out, Anomaly anomaly, String model, boolean whole)
      throws IOException {
    Anomaly.Span span = anomaly.span();
    identity(out, anomaly);
    out.writeNumberField("start", millis(span.start()));
    out.writeNumberField("end", millis(span.end()));
    out.writeNumberField("durationMs", durationMillis(span));
    out.writeNumberField("peakTs", millis(span.peak()));
    out.writeNumberField("severity", rounded(anomaly.severity()));
    out.writeNumberField("readings", anomaly.readings());
    out.writeNumberField("alarms", anomaly.alarms());
    out.writeArrayFieldStart("statistics");
    for (Anomaly.Statistic statistic : Anomaly.Statistic.values()) {
      if (anomaly.statistics().contains(statistic)) {
        out.writeString(statistic.text());
      }
    }
    out.writeEndArray();
    text(out, "worstChannel", anomaly.worst());
    if (whole) {
      out.writeObjectFieldStart("shares");
      for (Map.Entry<String, Double> share : anomaly.shares().entrySet()) {
        out.writeNumberField(share.getKey(), rounded(share.getValue()));
      }
      out.writeEndObject();
    }
    text(out, "reason", anomaly.reason() == null ? null : anomaly.reason().text());
    out.writeStringField("model", model);
  }

  /** Which episode, and in which of its states. */
  static void identity(JsonGenerator out, Anomaly anomaly) throws IOException {
    out.writeStringField("id", anomaly.id());
    out.writeStringField("sensor", anomaly.sensor());
    out.writeStringField("state", anomaly.state().text());
    out.writeNumberField("revision", anomaly.revision());
  }

  static long millis(long nanos) {
    return Math.floorDiv(nanos, NANOS);
  }

  static long durationMillis(Anomaly.Span span) {
    return (span.end() - span.start()) / NANOS;
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  private static void text(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, value);
    }
  }
}
