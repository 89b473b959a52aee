package io.anode4j.streaming.config;

import java.time.Duration;

/**
 * What ends an application, or a start.
 *
 * @param badShareLimit share of bad records above which the application stops; 1 for never
 * @param badShareWindow records over which that share is taken
 * @param threadReplacements failed threads that are replaced within ten minutes
 * @param brokerTimeout how long a start waits for the brokers
 * @param topicMissing how long a topic may be missing before the instance stops
 */
public record TroubleSettings(
    double badShareLimit,
    int badShareWindow,
    int threadReplacements,
    Duration brokerTimeout,
    Duration topicMissing) {
  static TroubleSettings of(Values own) {
    return new TroubleSettings(
        own.real(Setting.BAD_SHARE_LIMIT),
        own.small(Setting.BAD_SHARE_WINDOW),
        own.small(Setting.THREAD_REPLACEMENTS),
        Duration.ofMillis(own.whole(Setting.BROKER_TIMEOUT)),
        Duration.ofMillis(own.whole(Setting.TOPIC_MISSING)));
  }
}
