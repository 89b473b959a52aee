package io.anode4j.streaming;

import io.anode4j.filter.Score;
import io.anode4j.streaming.Episode.Told;
import io.anode4j.streaming.config.EpisodeSettings;
import io.anode4j.streaming.record.Anomaly.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When readings make an episode, and when it is told: by the readings alone, no clock, so that a
 * replay finds the same episodes.
 */
final class EpisodeRule {
  /** An episode that has become so many times as severe is told at once. */
  private static final double WORSE = 1.5;

  private static final int PREDICTION = 1;
  private static final int LEVEL = 2;
  private static final long NANOS = 1_000_000;

  private final EpisodeSettings settings;
  private final long mergeNanos;
  private final long updateNanos;

  EpisodeRule(EpisodeSettings settings) {
    this.settings = settings;
    this.mergeNanos = settings.mergeMillis() * NANOS;
    this.updateNanos = settings.updateMillis() * NANOS;
  }

  /**
   * What a reading makes of an episode.
   *
   * @param next what is kept; null when there is none any more
   * @param told the episode as it is to be told; null when it is not
   * @param state what to tell; null when nothing
   */
  record Step(@Nullable Episode next, @Nullable Episode told, @Nullable State state) {
    static final Step NOTHING = new Step(null, null, null);
  }

  /** The score as a multiple of its threshold: the higher of both. */
  static double severity(Score score) {
    if (score.warmUp()) {
      return 0;
    }
    return Math.max(
        part(score.anomaly(), score.threshold(), score.isAnomaly()),
        part(score.level(), score.levelThreshold(), score.isUnusualLevel()));
  }

  private static double part(double value, double threshold, boolean above) {
    double part = value / threshold;
    boolean tells = threshold > 0 && Double.isFinite(part);
    return tells ? part : above ? 1 : 0;
  }

  Step next(@Nullable Episode before, Score score, long nanos, List<String> channels) {
    double severity = severity(score);
    boolean above = score.isAnomaly() || score.isUnusualLevel();
    boolean quiet = severity < settings.closePart() && !above;
    if (before == null && quiet) {
      return Step.NOTHING;
    }
    Episode episode = before == null ? Episode.beginning(nanos, channels.size()) : before;
    if (!quiet) {
      boolean alarm = above && severity >= settings.openPart();
      return tell(grown(episode, score, nanos, severity, alarm), nanos, channels);
    }
    Episode quieter = episode.quieter();
    boolean over =
        quieter.quiet() >= settings.closeReadings()
            && SensorState.span(quieter.end(), nanos) >= mergeNanos;
    if (!over) {
      return new Step(quieter, null, null);
    }
    return quieter.isOpen() ? new Step(null, again(quieter, nanos), State.CLOSED) : Step.NOTHING;
  }

  private Step tell(Episode episode, long nanos, List<String> channels) {
    Told told = episode.told();
    int at = episode.worst();
    String worst = at < 0 ? "" : channels.get(at);
    State state = null;
    if (!episode.isOpen()) {
      state = episode.alarms() >= settings.openReadings() ? State.OPENED : null;
    } else if (episode.severity() >= WORSE * told.severity()
        || !worst.equals(told.worst())
        || SensorState.span(told.at(), nanos) >= updateNanos) {
      state = State.UPDATED;
    }
    if (state == null) {
      return new Step(episode, null, null);
    }
    Episode said = episode.told(new Told(told.revision() + 1, nanos, episode.severity(), worst));
    return new Step(said, said, state);
  }

  /** The same once more, as for its end. */
  static Episode again(Episode episode, long nanos) {
    Told told = episode.told();
    return episode.told(new Told(told.revision() + 1, nanos, told.severity(), told.worst()));
  }

  private static Episode grown(
      Episode before, Score score, long nanos, double severity, boolean alarm) {
    boolean higher = severity > before.severity();
    int above = (score.isAnomaly() ? PREDICTION : 0) | (score.isUnusualLevel() ? LEVEL : 0);
    return new Episode(
        before.start(),
        nanos,
        higher ? nanos : before.peak(),
        higher ? severity : before.severity(),
        before.readings() + before.quiet() + 1,
        before.alarms() + (alarm ? 1 : 0),
        0,
        before.statistics() | above,
        before.told(),
        contributed(before.contributed(), score));
  }

  /** By the statistic that is above its threshold; by the prediction where none is. */
  private static double[] contributed(double[] before, Score score) {
    double[] sum = before.clone();
    boolean level = score.isUnusualLevel();
    boolean prediction = score.isAnomaly() || !level;
    for (int c = 0; c < sum.length; c++) {
      double one = prediction ? score.contribution(c) : 0;
      double other = level ? score.levelContribution(c) : 0;
      double most = Math.max(one, other);
      sum[c] += Double.isFinite(most) ? most : 0;
    }
    return sum;
  }
}
