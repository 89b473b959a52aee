package io.anode4j.streaming.config;

/**
 * What becomes one alarm, and for how long.
 *
 * @param openReadings readings above a threshold, in a row but for short breaks, that make an
 *     episode
 * @param openPart score that such a reading has, as a part of its threshold, at least 1
 * @param closePart score below which a reading is quiet, as a part of its threshold, at most 1
 * @param closeReadings quiet readings in a row that end an episode
 * @param mergeMillis event time that has to pass as well before it ends; alarms within it are the
 *     same episode
 * @param updateMillis event time after which an open episode is told again
 * @param connect whether episodes are written flat with a schema, as Kafka Connect's sinks need
 */
public record EpisodeSettings(
    int openReadings,
    double openPart,
    double closePart,
    int closeReadings,
    long mergeMillis,
    long updateMillis,
    boolean connect) {
  static EpisodeSettings of(Values own) {
    return new EpisodeSettings(
        own.small(Setting.EPISODE_OPEN_READINGS),
        own.real(Setting.EPISODE_OPEN_PART),
        own.real(Setting.EPISODE_CLOSE_PART),
        own.small(Setting.EPISODE_CLOSE_READINGS),
        own.whole(Setting.EPISODE_MERGE),
        own.whole(Setting.EPISODE_UPDATE),
        own.flag(Setting.ANOMALIES_CONNECT));
  }
}
