package io.anode4j.streaming.config;

import java.time.Duration;

/**
 * How state is kept, and when it is looked at.
 *
 * @param ttlMillis life of an idle sensor's state; −1 for ever
 * @param inRocksDb whether it lives in RocksDB; else in memory
 * @param cache whether it is cached
 * @param rocksDbMemory native memory of all RocksDB stores together, bytes
 * @param tick period of timed work
 * @param scanSensors most sensors of a partition looked at in one tick
 */
public record StateSettings(
    long ttlMillis,
    boolean inRocksDb,
    boolean cache,
    long rocksDbMemory,
    Duration tick,
    int scanSensors) {
  static StateSettings of(Values own) {
    return new StateSettings(
        own.whole(Setting.STATE_TTL),
        own.text(Setting.STATE_STORE).equals("rocksdb"),
        own.flag(Setting.STATE_CACHE),
        own.whole(Setting.ROCKSDB_MEMORY),
        Duration.ofMillis(own.whole(Setting.TICK)),
        own.small(Setting.SCAN_SENSORS));
  }
}
