package io.anode4j.streaming.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.SHORT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.anode4j.streaming.record.JsonObservationDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** All settings of this project, in the order in which they are documented. */
final class SettingDefinitions {
  private static final String NAMED_AFTER_APPLICATION = "";

  private SettingDefinitions() {}

  static ConfigDef all() {
    ConfigDef d = new ConfigDef();
    place(d);
    topics(d);
    records(d);
    JsonDefinitions.add(d);
    AvroDefinitions.add(d);
    EpisodeDefinitions.add(d);
    order(d);
    forecasts(d);
    StateDefinitions.silence(d);
    StateDefinitions.state(d);
    trouble(d);
    return d;
  }

  private static void place(ConfigDef d) {
    d.define(
            Setting.BOOTSTRAP_SERVERS,
            STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            HIGH,
            "Brokers to start from, host:port separated by commas.")
        .define(
            Setting.APPLICATION_ID,
            STRING,
            "anode4j",
            ConfigDef.CompositeValidator.of(new ConfigDef.NonEmptyString(), Bounds.name(200)),
            HIGH,
            "Name of the application: consumer group, prefix of its topics and of its"
                + " transactions. Instances that share the work share it.")
        .define(
            Setting.INSTANCE_ID,
            STRING,
            null,
            Bounds.name(200),
            MEDIUM,
            "Name of this instance within the application. A restart under the same name takes its"
                + " partitions back at once (static membership) and ends the transaction that its"
                + " predecessor left open, instead of waiting for session and transaction to time"
                + " out; by default the host's name and a hash of state.dir. Empty: no static"
                + " membership, and the group is left on close.");
  }

  private static void topics(ConfigDef d) {
    topic(d, Setting.INPUT_TOPIC, HIGH, "observations", "readings; its key is the sensor's id");
    topic(d, Setting.SCORES_TOPIC, MEDIUM, "scores", "scores, one a reading");
    topic(d, Setting.FORECASTS_TOPIC, MEDIUM, "forecasts", "extrapolations, compacted by sensor");
    topic(d, Setting.LATE_TOPIC, LOW, "late", "late readings as they came (late.policy=side)");
    topic(
        d, Setting.EVENTS_TOPIC, LOW, "events", "sensors silent, expired, forgotten or restarted");
    topic(d, Setting.ANOMALIES_TOPIC, MEDIUM, "anomalies", "episodes of anomalies, by their id");
    topic(d, Setting.DLQ_TOPIC, MEDIUM, "dlq", "bad records, their bytes as they came");
    d.define(
            Setting.TOPICS_CREATE,
            BOOLEAN,
            true,
            MEDIUM,
            "Make missing topics at start. If false, a missing topic ends the start with a"
                + " message.")
        .define(
            Setting.TOPICS_PARTITIONS,
            INT,
            4,
            atLeast(1),
            MEDIUM,
            "Partitions of the input topic if it is made here; the most instances that can share"
                + " the work. Outputs get as many as the input has.")
        .define(
            Setting.TOPICS_REPLICATION,
            SHORT,
            (short) -1,
            atLeast(-1),
            MEDIUM,
            "Replicas of topics that are made here, state included; -1 leaves it to the broker.");
  }

  private static void topic(ConfigDef d, String name, Importance how, String what, String of) {
    d.define(
        name,
        STRING,
        NAMED_AFTER_APPLICATION,
        Bounds.name(249),
        how,
        "Topic of " + of + ". Empty: <application.id>." + what + ".");
  }

  private static void records(ConfigDef d) {
    d.define(
            Setting.DECODER,
            STRING,
            JsonObservationDecoder.class.getName(),
            LOW,
            "Class that reads the values of input records, an ObservationDecoder.")
        .define(
            Setting.UNKNOWN_FEATURE,
            STRING,
            "dlq",
            in("dlq", "ignore"),
            MEDIUM,
            "What becomes of a feature that the model does not know: dlq refuses the record,"
                + " ignore passes over the feature.")
        .define(
            Setting.TIME_UNIT,
            LONG,
            1000L,
            between(1, Bounds.CENTURY),
            MEDIUM,
            "Length of the model's unit of time in milliseconds. Models trained on dates count"
                + " seconds, the default; for others say what their numbers mean.")
        .define(
            Setting.CHANNEL_UNITS,
            LIST,
            List.of(),
            LOW,
            "Units of channels on the live page and in /model: temp=°C,vib=mm/s. Those"
                + " that the model's training data stated need not be repeated; what stands here"
                + " wins. Nothing is converted.")
        .define(
            Setting.FALSE_ALARM_RATE,
            DOUBLE,
            1e-3,
            Bounds.between(1e-9, 0.5),
            HIGH,
            "Share of ordinary readings whose anomaly score may be above the threshold.")
        .define(
            Setting.REENCODE_READINGS,
            INT,
            0,
            between(0, 256),
            MEDIUM,
            "Last readings kept of each sensor to begin again from when the model changes; without"
                + " them a sensor warms up anew. They are written with each reading's state: about"
                + " 9 bytes plus 8 a channel for each.");
  }

  private static void order(ConfigDef d) {
    d.define(
            Setting.REORDER_GRACE,
            LONG,
            0L,
            between(0, Bounds.CENTURY),
            MEDIUM,
            "How long a reading waits, in the sensor's own event time, for older ones to arrive"
                + " before it; 0 scores at once.")
        .define(
            Setting.REORDER_MAX,
            INT,
            64,
            between(1, 4096),
            LOW,
            "Readings of one sensor that may wait; beyond them the oldest is scored early.")
        .define(
            Setting.REORDER_FLUSH,
            LONG,
            5000L,
            between(0, Bounds.CENTURY),
            LOW,
            "Wall-clock time without a record after which waiting readings are scored.")
        .define(
            Setting.LATE_POLICY,
            STRING,
            "side",
            in("side", "score-only", "drop"),
            MEDIUM,
            "What becomes of a reading older than its sensor's last: side sends it to the late"
                + " topic as it came, score-only states its likelihood under the present state and"
                + " learns nothing, drop counts it.")
        .define(
            Setting.DUPLICATE_POLICY,
            STRING,
            "merge",
            in("merge", "late"),
            MEDIUM,
            "Readings of a sensor at one time: merge makes one reading of them, scored anew from"
                + " the state before it, which is then kept beside the state; late lets the first"
                + " stand. Within the reorder buffer they are always merged.")
        .define(
            Setting.MAX_FUTURE,
            LONG,
            TimeUnit.MINUTES.toMillis(10),
            between(-1, Bounds.CENTURY),
            MEDIUM,
            "How far a reading may be ahead of this machine's clock; farther ones are bad records."
                + " -1: any time.");
  }

  private static void forecasts(ConfigDef d) {
    d.define(
            Setting.FORECAST_INTERVAL,
            LONG,
            10_000L,
            between(-1, Bounds.CENTURY),
            MEDIUM,
            "Wall-clock time after which a sensor with new readings is extrapolated again; -1 for"
                + " never by the clock.")
        .define(
            Setting.FORECAST_EVERY,
            INT,
            0,
            atLeast(0),
            MEDIUM,
            "Extrapolate after each n-th reading of a sensor; 0 for not by count.")
        .define(
            Setting.FORECAST_STEP,
            LONG,
            60_000L,
            between(1, 366L * 24 * 3600 * 1000),
            HIGH,
            "Distance of the times that are extrapolated, milliseconds.")
        .define(
            Setting.FORECAST_STEPS,
            INT,
            12,
            between(1, 1000),
            HIGH,
            "Number of times that are extrapolated after the last reading.")
        .define(
            Setting.FORECAST_QUANTILES,
            LIST,
            "0.05,0.5,0.95",
            MEDIUM,
            "Quantiles in forecasts, each between 0 and 1; 0.05 becomes the field q05.");
  }

  private static void trouble(ConfigDef d) {
    d.define(
            Setting.BAD_SHARE_LIMIT,
            DOUBLE,
            0.8,
            Bounds.between(0, 1),
            MEDIUM,
            "Share of bad records above which the application stops: a producer has changed, or"
                + " the topic is the wrong one. 1: never.")
        .define(
            Setting.BAD_SHARE_WINDOW,
            INT,
            1000,
            between(10, 10_000_000),
            LOW,
            "Latest records over which that share is taken; until there were so many, it does not"
                + " stop.")
        .define(
            Setting.THREAD_REPLACEMENTS,
            INT,
            10,
            atLeast(0),
            LOW,
            "Failed stream threads that are replaced within ten minutes before the instance stops.")
        .define(
            Setting.BROKER_TIMEOUT,
            LONG,
            15_000L,
            between(100, Integer.MAX_VALUE),
            LOW,
            "How long a start waits for the brokers before it says that there are none.")
        .define(
            Setting.TOPIC_MISSING,
            LONG,
            30_000L,
            between(0, Bounds.CENTURY),
            LOW,
            "How long a topic may be missing while the application runs, deleted by somebody,"
                + " before the instance stops.");
  }
}
