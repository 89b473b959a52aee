package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.anode4j.filter.Score;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.record.ConnectSchema.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Scores with their schema, flat, as Kafka Connect's JsonConverter reads them: one column for each
 * figure of each channel, the same columns for readings in time and late ones.
 */
final class ConnectScores implements ScoreForm {
  private static final String REAL = "double";
  private static final String FLAG = "boolean";

  private final String model;
  private final ChannelFields fields;
  private final ConnectSchema schema;
  private final SerializedString[] value;
  private final SerializedString[] expected;
  private final SerializedString[] std;
  private final SerializedString[] residual;
  private final SerializedString[] contrib;

  /**
   * A form.
   *
   * @param channels names of the channels
   * @param model the model's label in results
   * @param fields writes figures
   */
  ConnectScores(List<String> channels, String model, ChannelFields fields) {
    this.model = model;
    this.fields = fields;
    List<Column> columns = new ArrayList<>(ofReading());
    this.value = columns("value_", channels, columns);
    this.expected = columns("expected_", channels, columns);
    this.std = columns("std_", channels, columns);
    this.residual = columns("residual_", channels, columns);
    this.contrib = columns("contrib_", channels, columns);
    this.schema = new ConnectSchema("anode4j.score", columns);
  }

  private static List<Column> ofReading() {
    return List.of(
        Column.of("src", "string"),
        Column.of("sensor", "string"),
        Column.time("ts"),
        Column.of("ts_nanos", "int32"),
        Column.of("model", "string"),
        Column.of("late", FLAG),
        Column.of("lateness_ms", "int64").orNull(),
        Column.of("n", "int64").orNull(),
        Column.of("warmup", FLAG).orNull(),
        Column.of("state_reset", "string").orNull(),
        Column.of("merged", FLAG).orNull(),
        Column.of("dt", REAL).orNull(),
        Column.of("log_lik", REAL).orNull(),
        Column.of("nll_per_observed", REAL).orNull(),
        Column.of("anomaly_score", REAL).orNull(),
        Column.of("p_value", REAL).orNull(),
        Column.of("is_anomaly", FLAG).orNull(),
        Column.of("threshold", REAL).orNull(),
        Column.of("level", REAL).orNull(),
        Column.of("level_threshold", REAL).orNull(),
        Column.of("is_unusual_level", FLAG).orNull(),
        Column.time("expected_next").orNull(),
        Column.time("overdue_after").orNull(),
        Column.of("truncated", FLAG));
  }

  private static SerializedString[] columns(
      String prefix, List<String> channels, List<Column> columns) {
    channels.forEach(channel -> columns.add(Column.of(prefix + channel, REAL).orNull()));
    return channels.stream()
        .map(channel -> new SerializedString(prefix + channel))
        .toArray(SerializedString[]::new);
  }

  @Override
  public boolean marked() {
    return true;
  }

  @Override
  public void write(JsonGenerator out, ScoredReading scored, boolean whole) throws IOException {
    schema.write(out, () -> payload(out, scored, whole));
  }

  /** What is null is left out: Connect reads it so, and records are smaller. */
  private void payload(JsonGenerator out, ScoredReading scored, boolean whole) throws IOException {
    Score score = scored.score();
    head(out, scored.sensor(), scored.nanos(), scored.source(), false, whole);
    out.writeNumberField("n", scored.count());
    out.writeBooleanField("warmup", score.warmUp());
    if (scored.reset() != null) {
      out.writeStringField("state_reset", scored.reset());
    }
    out.writeBooleanField("merged", scored.merged());
    fields.number(out, "dt", scored.gapSeconds());
    int observed = ScoreJson.observed(score);
    double logLikelihood = score.logLikelihood();
    fields.number(out, "log_lik", logLikelihood);
    fields.number(out, "nll_per_observed", observed == 0 ? Double.NaN : -logLikelihood / observed);
    fields.number(out, "anomaly_score", score.anomaly());
    fields.number(out, "p_value", score.pValue());
    out.writeBooleanField("is_anomaly", score.isAnomaly());
    fields.number(out, "threshold", score.threshold());
    fields.number(out, "level", score.level());
    fields.number(out, "level_threshold", score.levelThreshold());
    out.writeBooleanField("is_unusual_level", score.isUnusualLevel());
    fields.time(out, "expected_next", score.expectedNext());
    fields.time(out, "overdue_after", score.overdueAfter());
    if (whole) {
      double[] values = score.reading().values();
      fields.exact(out, value, c -> values[c]);
      fields.rounded(out, expected, score::mean, score::std);
      fields.rounded(out, std, score::std, score::std);
      fields.rounded(out, residual, observed(score, score::residual), score::residual);
      fields.rounded(out, contrib, observed(score, score::contribution), score::contribution);
    }
  }

  private static IntToDoubleFunction observed(Score score, IntToDoubleFunction figure) {
    return c -> score.isObserved(c) ? figure.applyAsDouble(c) : Double.NaN;
  }

  @Override
  public void write(JsonGenerator out, LateScore late, boolean whole) throws IOException {
    schema.write(out, () -> payload(out, late, whole));
  }

  private void payload(JsonGenerator out, LateScore late, boolean whole) throws IOException {
    head(out, late.sensor(), late.reading().nanos(), late.source(), true, whole);
    out.writeNumberField("lateness_ms", late.latenessMillis());
    fields.number(out, "log_lik", late.logLikelihood());
    if (whole) {
      double[] values = late.reading().values();
      Forecast forecast = late.expected();
      fields.exact(out, value, c -> values[c]);
      fields.rounded(out, expected, c -> forecast.mean(0, c), c -> forecast.std(0, c));
      fields.rounded(out, std, c -> forecast.std(0, c), c -> forecast.std(0, c));
    }
  }

  private void head(
      JsonGenerator out,
      String sensor,
      long nanos,
      RecordSource source,
      boolean late,
      boolean whole)
      throws IOException {
    out.writeStringField("src", source.toString());
    out.writeStringField("sensor", sensor);
    out.writeNumberField("ts", Math.floorDiv(nanos, 1_000_000L));
    out.writeNumberField("ts_nanos", Math.floorMod(nanos, 1_000_000L));
    out.writeStringField("model", model);
    out.writeBooleanField("late", late);
    out.writeBooleanField("truncated", !whole);
  }
}
