package io.anode4j.streaming.config;

/**
 * When a sensor is called silent.
 *
 * @param report whether it is reported at all
 * @param minMillis least silence that is reported
 * @param settleMillis time after a start or a time behind in which nobody is silent
 */
public record SilenceSettings(boolean report, long minMillis, long settleMillis) {
  static SilenceSettings of(Values own) {
    return new SilenceSettings(
        own.flag(Setting.SILENCE_REPORT),
        own.whole(Setting.SILENCE_MIN),
        own.whole(Setting.SILENCE_SETTLE));
  }
}
