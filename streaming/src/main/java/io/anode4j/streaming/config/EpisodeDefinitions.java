package io.anode4j.streaming.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;

import org.apache.kafka.common.config.ConfigDef;

/** Settings of what becomes one alarm. */
final class EpisodeDefinitions {
  private EpisodeDefinitions() {}

  static void add(ConfigDef d) {
    opening(d);
    d.define(
            Setting.EPISODE_CLOSE_PART,
            DOUBLE,
            0.9,
            Bounds.between(0, 1),
            LOW,
            "Score below which a reading of an episode is quiet, as a part of its threshold.")
        .define(
            Setting.EPISODE_CLOSE_READINGS,
            INT,
            5,
            between(1, 10_000),
            MEDIUM,
            "Quiet readings in a row that end an episode; alarms with fewer between them are one.")
        .define(
            Setting.EPISODE_MERGE,
            LONG,
            0L,
            between(0, Bounds.CENTURY),
            MEDIUM,
            "Time without an alarm, in the sensor's own event time, that has to pass as well before"
                + " an episode ends.")
        .define(
            Setting.EPISODE_UPDATE,
            LONG,
            60_000L,
            between(0, Bounds.CENTURY),
            LOW,
            "Event time after which an open episode is told again while its alarms last; at once"
                + " when it has become half as severe again, or another channel is its worst.")
        .define(
            Setting.ANOMALIES_CONNECT,
            BOOLEAN,
            false,
            LOW,
            "Write episodes flat and with a schema, as the JsonConverter of Kafka Connect reads it, so"
                + " that its JDBC sink keeps a table of them.")
        .define(
            Setting.SCORES_CONNECT,
            BOOLEAN,
            false,
            LOW,
            "The same of scores, one column for each figure of each channel; records grow by their"
                + " schema.");
  }

  private static void opening(ConfigDef d) {
    d.define(
            Setting.EPISODE_OPEN_READINGS,
            INT,
            3,
            between(1, 10_000),
            MEDIUM,
            "Readings above their threshold that make an episode of anomalies; those before it are"
                + " part of it.")
        .define(
            Setting.EPISODE_OPEN_PART,
            DOUBLE,
            1.0,
            Bounds.between(1, 1000),
            LOW,
            "Score that such a reading has, as a part of its threshold.");
  }
}
