package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import io.anode4j.forecast.Forecast;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Writes results as JSON. Fields stand in a fixed order, so equal results are equal bytes. Measured
 * values and the figures of a whole reading are written in the shortest way that reads back the
 * same; what a model says of each channel with eight significant digits, an expectation with as
 * many places after the point as its standard deviation. What is no number is null. One writer
 * serves one thread.
 */
public final class OutputJson {
  // The fast writer also gives the same digits on every JDK.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private static final String TRUNCATED = "truncated";

  private final SerializedString[] channels;
  private final String model;
  private final ChannelFields fields;
  private final double[] quantiles;
  private final String[] quantileNames;
  private final ScoreForm scores;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);

  /**
   * A writer for results of one model.
   *
   * @param channels names of the channels
   * @param model the model's label in results
   * @param clock the model's unit of time
   * @param quantiles quantiles in forecasts, each between 0 and 1
   */
  public OutputJson(List<String> channels, String model, ModelClock clock, double[] quantiles) {
    this(channels, model, clock, quantiles, false);
  }

  /**
   * The same, scores as Kafka Connect's sinks need them by choice.
   *
   * @param channels names of the channels
   * @param model the model's label in results
   * @param clock the model's unit of time
   * @param quantiles quantiles in forecasts, each between 0 and 1
   * @param connect whether scores are flat and carry their schema, as Connect's {@code
   *     JsonConverter} reads them
   */
  public OutputJson(
      List<String> channels, String model, ModelClock clock, double[] quantiles, boolean connect) {
    this.channels = channels.stream().map(SerializedString::new).toArray(SerializedString[]::new);
    this.model = model;
    this.fields = new ChannelFields(this.channels, clock);
    this.scores =
        connect
            ? new ConnectScores(channels, model, fields)
            : new ScoreJson(this.channels, model, fields);
    this.quantiles = quantiles.clone();
    this.quantileNames = new String[quantiles.length];
    for (int q = 0; q < quantiles.length; q++) {
      quantileNames[q] = nameOf(quantiles[q]);
    }
  }

  /** q05 for 0.05, q50 for 0.5, q975 for 0.975. */
  static String nameOf(double quantile) {
    String digits = BigDecimal.valueOf(quantile).toPlainString().substring(2);
    return "q" + (digits.length() == 1 ? digits + "0" : digits);
  }

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private byte[] object(Body body) {
    buffer.reset();
    try (JsonGenerator out = FACTORY.createGenerator(buffer)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return buffer.toByteArray();
  }

  private interface Part {
    void write(JsonGenerator out, boolean whole) throws IOException;
  }

  /** All of it, or where that is larger than there is room for, what is left without details. */
  private byte[] limited(int most, Part part) {
    return limited(most, true, part);
  }

  private byte[] limited(int most, boolean marking, Part part) {
    byte[] all = object(out -> part.write(out, true));
    return all.length <= most
        ? all
        : object(
            out -> {
              part.write(out, false);
              if (marking) {
                out.writeBooleanField(TRUNCATED, true);
              }
            });
  }

  /**
   * Writes a score.
   *
   * @param scored a score with its record
   * @return one JSON object, UTF-8
   */
  public byte[] score(ScoredReading scored) {
    return score(scored, Integer.MAX_VALUE);
  }

  /**
   * Writes a score into a limited space: without its figures by channel, and marked {@code
   * "truncated": true}, where they do not fit.
   *
   * @param scored a score with its record
   * @param most bytes that there is room for
   * @return one JSON object, UTF-8; what is left of it may still be larger
   */
  public byte[] score(ScoredReading scored, int most) {
    return limited(most, !scores.marked(), (out, whole) -> scores.write(out, scored, whole));
  }

  /**
   * Writes the likelihood of a late reading: an object of {@code scores} with {@code "late": true}.
   *
   * @param late the reading and what was expected
   * @return one JSON object, UTF-8
   */
  public byte[] late(LateScore late) {
    return late(late, Integer.MAX_VALUE);
  }

  /**
   * Writes it into a limited space, as {@link #score(ScoredReading, int)} does.
   *
   * @param late the reading and what was expected
   * @param most bytes that there is room for
   * @return one JSON object, UTF-8; what is left of it may still be larger
   */
  public byte[] late(LateScore late, int most) {
    return limited(most, !scores.marked(), (out, whole) -> scores.write(out, late, whole));
  }

  /**
   * Writes a forecast.
   *
   * @param made a forecast with its record
   * @return one JSON object, UTF-8
   */
  public byte[] forecast(SensorForecast made) {
    return forecast(made, Integer.MAX_VALUE);
  }

  /**
   * Writes a forecast into a limited space: as many of its first times as fit, and where that is
   * not all, {@code "truncated": true} and the number there were as {@code "steps"}.
   *
   * @param made a forecast with its record
   * @param most bytes that there is room for
   * @return one JSON object, UTF-8; what is left of it may still be larger
   */
  public byte[] forecast(SensorForecast made, int most) {
    int steps = made.forecast().length();
    byte[] written = object(out -> writeForecast(out, made, made.forecast().length()));
    while (written.length > most && steps > 0) {
      // Times take much the same room each; the share that fits is right at once or nearly so.
      steps = (int) Math.min(steps - 1, (long) steps * most / written.length);
      int fewer = steps;
      written = object(out -> writeForecast(out, made, fewer));
    }
    return written;
  }

  private void writeForecast(JsonGenerator out, SensorForecast made, int steps) throws IOException {
    Forecast forecast = made.forecast();
    out.writeStringField("sensor", made.sensor());
    out.writeNumberField("issuedAt", made.issuedMillis());
    out.writeNumberField("basedOnTs", Math.floorDiv(made.basedOnNanos(), 1_000_000L));
    out.writeStringField("model", model);
    out.writeNumberField("n", made.count());
    out.writeStringField("reason", made.reason().text());
    out.writeNumberField("samples", forecast.samples());
    if (steps < forecast.length()) {
      out.writeBooleanField(TRUNCATED, true);
      out.writeNumberField("steps", forecast.length());
    }
    out.writeArrayFieldStart("horizon");
    for (int i = 0; i < steps; i++) {
      int t = i;
      out.writeStartObject();
      out.writeNumberField("ts", made.millis(i));
      IntToDoubleFunction std = c -> forecast.std(t, c);
      fields.map(out, "mean", c -> true, c -> forecast.mean(t, c), std);
      for (int q = 0; q < quantiles.length; q++) {
        double p = quantiles[q];
        fields.map(out, quantileNames[q], c -> true, c -> forecast.quantile(p, t, c), std);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Writes an event.
   *
   * @param event what happened
   * @return one JSON object, UTF-8
   */
  public byte[] event(SensorEvent event) {
    return event(event, Integer.MAX_VALUE);
  }

  /**
   * Writes an event into a limited space: with the beginning of its detail where all does not fit.
   *
   * @param event what happened
   * @param most bytes that there is room for
   * @return one JSON object, UTF-8; what is left of it may still be larger
   */
  public byte[] event(SensorEvent event, int most) {
    return limited(
        most,
        (out, whole) -> {
          out.writeStringField("sensor", event.sensor());
          out.writeStringField("event", event.kind().text());
          out.writeNumberField("at", event.atMillis());
          out.writeNumberField("n", event.count());
          if (event.lastMillis() >= 0) {
            out.writeNumberField("lastTs", event.lastMillis());
          } else {
            out.writeNullField("lastTs");
          }
          out.writeStringField("model", model);
          out.writeStringField("detail", whole ? event.detail() : Text.shortened(event.detail()));
        });
  }

  /**
   * Writes an episode into a limited space: without the shares of its channels where all does not
   * fit.
   *
   * @param anomaly the episode
   * @param most bytes that there is room for
   * @return one JSON object, UTF-8; what is left of it may still be larger
   */
  public byte[] anomaly(Anomaly anomaly, int most) {
    return limited(most, (out, whole) -> AnomalyJson.write(out, anomaly, model, whole));
  }

  /**
   * Writes an episode flat and with a schema, as Kafka Connect's {@code JsonConverter} reads it.
   *
   * @param anomaly the episode
   * @return one JSON object, UTF-8
   */
  public byte[] connectAnomaly(Anomaly anomaly) {
    return object(out -> ConnectAnomaly.write(out, anomaly, model));
  }
}
