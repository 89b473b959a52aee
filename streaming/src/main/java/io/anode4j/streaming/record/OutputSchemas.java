package io.anode4j.streaming.record;

import io.anode4j.streaming.record.OutputField.Presence;
import io.anode4j.streaming.record.OutputField.Type;
import java.util.List;

/** What every output has in it. */
final class OutputSchemas {
  /** One for each accepted reading. */
  static final OutputSchema SCORE =
      new OutputSchema(
          "score",
          "one for each accepted reading",
          List.of(
              field("sensor", Type.TEXT, Presence.ALWAYS, "The sensor's id."),
              field("ts", Type.TIME, Presence.ALWAYS, "Time of the reading."),
              field(
                  "tsNanos",
                  Type.WHOLE,
                  Presence.SOMETIMES,
                  "Nanoseconds after ts, where there are any."),
              field("model", Type.TEXT, Presence.ALWAYS, "Name and fingerprint of the model."),
              field(
                  "n",
                  Type.WHOLE,
                  Presence.SOMETIMES,
                  "Readings of the sensor, this one included; not in scores of late readings."),
              field(
                  "warmup",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "Whether the sensor has had too few readings for its score to mean much."),
              field(
                  "late",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "true: a late reading that was only scored (late.policy=score-only)."),
              field(
                  "latenessMs",
                  Type.WHOLE,
                  Presence.SOMETIMES,
                  "How much older than the last reading a late one is, milliseconds."),
              field(
                  "stateReset",
                  Type.TEXT,
                  Presence.SOMETIMES,
                  "Why the sensor began afresh with this reading."),
              field(
                  "merged",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "true: put together from several records of one time."),
              field(
                  "dt",
                  Type.NUMBER,
                  Presence.SOMETIMES,
                  "Seconds since the sensor's reading before; null for the first."),
              field(
                  "logLik",
                  Type.NUMBER,
                  Presence.NULLABLE,
                  "Log-density of the observed values under what was expected, nats."),
              field(
                  "nllPerObserved",
                  Type.NUMBER,
                  Presence.SOMETIMES,
                  "−logLik by the number of values; null when there were none."),
              field(
                  "anomalyScore",
                  Type.NUMBER,
                  Presence.SOMETIMES,
                  "Smoothed −ln pValue of the last readings."),
              field(
                  "pValue",
                  Type.NUMBER,
                  Presence.SOMETIMES,
                  "Share of ordinary readings that fit as badly or worse."),
              field(
                  "isAnomaly",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "Whether anomalyScore is above threshold, warm-up aside."),
              field(
                  "threshold",
                  Type.NUMBER,
                  Presence.SOMETIMES,
                  "What ordinary readings exceed at false.alarm.rate."),
              field(
                  "level",
                  Type.NUMBER,
                  Presence.SOMETIMES,
                  "Smoothed −ln of the share of training values as far from their centre."),
              field(
                  "levelThreshold",
                  Type.NUMBER,
                  Presence.SOMETIMES,
                  "What training values exceed at false.alarm.rate."),
              field(
                  "isUnusualLevel",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "Whether level is above levelThreshold, warm-up aside."),
              field("observed", Type.NAMES, Presence.SOMETIMES, "Channels with a value."),
              field(
                  "values",
                  Type.BY_CHANNEL,
                  Presence.SOMETIMES,
                  "The values, in the unit of the channel."),
              field(
                  "expected",
                  Type.BY_CHANNEL,
                  Presence.SOMETIMES,
                  "What was expected just before, same unit."),
              field(
                  "std",
                  Type.BY_CHANNEL,
                  Presence.SOMETIMES,
                  "Standard deviation of that, same unit."),
              field("residual", Type.BY_CHANNEL, Presence.SOMETIMES, "(value − expected)/std."),
              field(
                  "contrib",
                  Type.BY_CHANNEL,
                  Presence.SOMETIMES,
                  "−ln of the share of ordinary residuals as large: what each channel adds."),
              field(
                  "expectedNext",
                  Type.TIME,
                  Presence.SOMETIMES,
                  "When the next reading is expected; null when unknown."),
              field(
                  "overdueAfter",
                  Type.TIME,
                  Presence.SOMETIMES,
                  "When its absence is out of the ordinary; null when unknown."),
              field(
                  "src",
                  Type.TEXT,
                  Presence.ALWAYS,
                  "The record that was scored, topic-partition@offset."),
              field(
                  "truncated",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "true: figures by channel were left out, as the topic takes no more.")));

  /** An extrapolation of a sensor. */
  static final OutputSchema FORECAST =
      new OutputSchema(
          "forecast",
          "an extrapolation of a sensor",
          List.of(
              field("sensor", Type.TEXT, Presence.ALWAYS, "The sensor's id."),
              field("issuedAt", Type.TIME, Presence.ALWAYS, "When it was made."),
              field(
                  "basedOnTs",
                  Type.TIME,
                  Presence.ALWAYS,
                  "Time of the last reading that it knows."),
              field("model", Type.TEXT, Presence.ALWAYS, "Name and fingerprint of the model."),
              field("n", Type.WHOLE, Presence.ALWAYS, "Readings of the sensor that it knows."),
              field("reason", Type.TEXT, Presence.ALWAYS, "timer, every-n or request."),
              field(
                  "samples",
                  Type.WHOLE,
                  Presence.ALWAYS,
                  "Samples that it is a mixture of; 0 for a closed form."),
              field(
                  "truncated",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "true: the last times were left out, as the topic takes no more."),
              field("steps", Type.WHOLE, Presence.SOMETIMES, "How many times there were then."),
              field(
                  "horizon",
                  Type.HORIZON,
                  Presence.ALWAYS,
                  "For each time ts, and by channel: mean and the quantiles of forecast.quantiles, q05 for 0.05.")));

  /** Something that happened to a sensor. */
  static final OutputSchema EVENT =
      new OutputSchema(
          "event",
          "something that happened to a sensor",
          List.of(
              field("sensor", Type.TEXT, Presence.ALWAYS, "The sensor's id."),
              field(
                  "event",
                  Type.TEXT,
                  Presence.ALWAYS,
                  "silent, resumed, expired, forgotten, restarted, unscorable or unanswered."),
              field("at", Type.TIME, Presence.ALWAYS, "When."),
              field("n", Type.WHOLE, Presence.ALWAYS, "Readings of the sensor before it."),
              field(
                  "lastTs",
                  Type.TIME,
                  Presence.NULLABLE,
                  "Time of its last reading; null when it had none."),
              field("model", Type.TEXT, Presence.ALWAYS, "Name and fingerprint of the model."),
              field("detail", Type.TEXT, Presence.ALWAYS, "The same in words."),
              field(
                  "truncated",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "true: detail was cut, as the topic takes no more.")));

  /** An episode of anomalies as it is when it is told. */
  static final OutputSchema ANOMALY =
      new OutputSchema(
          "anomaly",
          "an episode of anomalies as it is when it is told",
          List.of(
              field(
                  "id", Type.TEXT, Presence.ALWAYS, "The sensor and its start, the record's key."),
              field("sensor", Type.TEXT, Presence.ALWAYS, "The sensor's id."),
              field("state", Type.TEXT, Presence.ALWAYS, "opened, updated or closed."),
              field(
                  "revision",
                  Type.WHOLE,
                  Presence.ALWAYS,
                  "1 when it is opened, one more each time that it is told."),
              field("start", Type.TIME, Presence.ALWAYS, "First reading that was not quiet."),
              field("end", Type.TIME, Presence.ALWAYS, "Last one so far."),
              field("durationMs", Type.WHOLE, Presence.ALWAYS, "Time between both, milliseconds."),
              field("peakTs", Type.TIME, Presence.ALWAYS, "Reading of the highest score."),
              field(
                  "severity",
                  Type.NUMBER,
                  Presence.ALWAYS,
                  "That score as a multiple of its threshold."),
              field("readings", Type.WHOLE, Presence.ALWAYS, "Readings from start to end."),
              field("alarms", Type.WHOLE, Presence.ALWAYS, "Those of them above a threshold."),
              field(
                  "statistics",
                  Type.NAMES,
                  Presence.ALWAYS,
                  "What was above its threshold: prediction, level or both."),
              field(
                  "worstChannel",
                  Type.TEXT,
                  Presence.NULLABLE,
                  "The channel that contributed most."),
              field(
                  "shares",
                  Type.BY_CHANNEL,
                  Presence.SOMETIMES,
                  "Each channel's part of all that contributed, together 1; empty when the sensor began anew."),
              field(
                  "reason",
                  Type.TEXT,
                  Presence.NULLABLE,
                  "Why it closed: quiet, expired, forgotten or restarted; null while it is open."),
              field("model", Type.TEXT, Presence.ALWAYS, "Name and fingerprint of the model."),
              field(
                  "truncated",
                  Type.FLAG,
                  Presence.SOMETIMES,
                  "true: shares was left out, as the topic takes no more.")));

  private OutputSchemas() {}

  private static OutputField field(String name, Type type, Presence presence, String meaning) {
    return new OutputField(name, type, presence, meaning);
  }
}
