package io.anode4j.streaming.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of what is kept of sensors, and of when they are silent. */
final class StateDefinitions {
  private StateDefinitions() {}

  static void silence(ConfigDef d) {
    d.define(
            Setting.SILENCE_REPORT,
            BOOLEAN,
            true,
            MEDIUM,
            "Report a sensor that is silent for longer than its own gaps let expect.")
        .define(
            Setting.SILENCE_MIN,
            LONG,
            10_000L,
            between(0, Bounds.CENTURY),
            LOW,
            "Silence shorter than this, milliseconds, is never reported.")
        .define(
            Setting.SILENCE_SETTLE,
            LONG,
            30_000L,
            between(0, Bounds.CENTURY),
            LOW,
            "Time in which nobody is silent after a start, a move of partitions, a time behind or"
                + " one without brokers: producers need as long to come back.");
  }

  static void state(ConfigDef d) {
    d.define(
            Setting.STATE_DIR,
            STRING,
            null,
            HIGH,
            "Directory of this instance's state, on a real disk and its own; by default"
                + " .anode4j/state/<application.id> below the user's home.")
        .define(
            Setting.STATE_TTL,
            LONG,
            TimeUnit.DAYS.toMillis(7),
            between(-1, Bounds.CENTURY),
            MEDIUM,
            "Time after the last record at which a sensor is forgotten; -1: never. Counted as"
                + " silence is: not while the application is down, behind or without brokers.")
        .define(
            Setting.STATE_STORE,
            STRING,
            "rocksdb",
            in("rocksdb", "memory"),
            LOW,
            "Where state lives between records; both have a changelog topic.")
        .define(
            Setting.STATE_CACHE,
            BOOLEAN,
            true,
            LOW,
            "Keep state that changes often in memory and write it once a commit.")
        .define(
            Setting.ROCKSDB_MEMORY,
            LONG,
            128L << 20,
            atLeast(8L << 20),
            MEDIUM,
            "Native memory of all RocksDB stores of this process together, block cache and write"
                + " buffers. Kafka's own default is about 100 MB for each partition.")
        .define(
            Setting.TICK,
            LONG,
            1000L,
            between(10, 24L * 3600 * 1000),
            LOW,
            "Wall-clock period of timed work: forecasts, silence, expiry, flush.")
        .define(
            Setting.SCAN_SENSORS,
            INT,
            1000,
            atLeast(1),
            LOW,
            "Most sensors of a partition looked at in one tick, so that timed work never holds up"
                + " records for long.");
  }
}
