package io.anode4j.streaming;

import io.anode4j.filter.Score;
import io.anode4j.streaming.config.EpisodeSettings;
import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.record.Anomaly.Ending;
import io.anode4j.streaming.record.Anomaly.Statistic;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of the episodes of one task's sensors. */
final class Episodes {
  private final EpisodeRule rule;
  private final boolean connect;
  private final TaskOutput out;
  private final StreamingListener listener;

  Episodes(EpisodeSettings settings, TaskOutput out, StreamingListener listener) {
    this.rule = new EpisodeRule(settings);
    this.connect = settings.connect();
    this.out = out;
    this.listener = listener;
  }

  /** A reading was scored and learnt from. */
  void scored(TaskModel model, String sensor, SensorState state, Score score, long nanos) {
    List<String> channels = model.active.model().channels();
    if (state.episode != null && state.episode.contributed().length != channels.size()) {
      end(model, sensor, state, Ending.RESTARTED, nanos);
    }
    Episode before = state.episode;
    EpisodeRule.Step step = rule.next(before, score, nanos, channels);
    state.episodeBefore = state.lastValues == null ? null : before;
    state.episode = step.next();
    Anomaly.State told = step.state();
    Episode episode = step.told();
    if (told != null && episode != null) {
      Map<String, Double> shares = shares(episode.contributed(), channels);
      boolean over = told == Anomaly.State.CLOSED;
      send(model, anomaly(sensor, episode, told, shares, over ? Ending.QUIET : null), nanos);
    }
  }

  /** The last reading will be scored anew. */
  static void stepBack(SensorState state) {
    Episode now = state.episode;
    Episode before = state.episodeBefore;
    boolean ended = now == null && before != null && before.isOpen();
    if (now != null && now.isOpen()) {
      state.episode = Episode.again(before, now);
    } else if (!ended) {
      state.episode = before;
    }
  }

  /** Ends an episode for another reason than quiet readings. */
  void end(TaskModel model, String sensor, SensorState state, Ending reason, long nanos) {
    Episode episode = state.episode;
    state.episode = null;
    state.episodeBefore = null;
    if (episode != null && episode.isOpen()) {
      Episode last = EpisodeRule.again(episode, nanos);
      send(model, anomaly(sensor, last, Anomaly.State.CLOSED, Map.of(), reason), nanos);
    }
  }

  private void send(TaskModel model, Anomaly anomaly, long nanos) {
    out.send(
        anomaly.id(),
        StreamOutput.Kind.ANOMALY,
        most -> connect ? model.json.connectAnomaly(anomaly) : model.json.anomaly(anomaly, most),
        Math.floorDiv(nanos, 1_000_000L));
    listener.anomaly(anomaly);
  }

  private static Anomaly anomaly(
      String sensor,
      Episode episode,
      Anomaly.State state,
      Map<String, Double> shares,
      @Nullable Ending reason) {
    String worst = episode.told().worst();
    return new Anomaly(
        sensor,
        state,
        episode.told().revision(),
        new Anomaly.Span(episode.start(), episode.end(), episode.peak()),
        episode.severity(),
        episode.readings(),
        episode.alarms(),
        statistics(episode.statistics()),
        worst.isEmpty() ? null : worst,
        shares,
        reason);
  }

  private static Set<Statistic> statistics(int bits) {
    Set<Statistic> found = EnumSet.noneOf(Statistic.class);
    for (Statistic one : Statistic.values()) {
      if ((bits >> one.ordinal() & 1) != 0) {
        found.add(one);
      }
    }
    return found;
  }

  private static Map<String, Double> shares(double[] contributed, List<String> channels) {
    double sum = 0;
    for (double one : contributed) {
      sum += one;
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int c = 0; c < contributed.length && sum > 0; c++) {
      shares.put(channels.get(c), contributed[c] / sum);
    }
    return shares;
  }
}
