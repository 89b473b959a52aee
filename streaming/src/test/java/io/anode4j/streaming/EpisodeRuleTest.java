package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.streaming.config.EpisodeSettings;
import io.anode4j.streaming.record.Anomaly.State;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Episodes of scores that are made up, one a second, threshold 2. */
class EpisodeRuleTest {
  private static final List<String> CHANNELS = List.of("a", "b");
  private static final long SECOND = 1_000_000_000L;

  private final List<String> told = new ArrayList<>();
  private @Nullable Episode episode;
  private long second;

  private static Score score(double anomaly, double a, double b) {
    return Score.of(
        new Reading(0, new double[] {a, b}),
        99,
        false,
        new double[2],
        new double[] {1, 1},
        Score.Alarm.of(anomaly, 2),
        Double.NaN,
        Double.NaN);
  }

  private void feed(EpisodeRule rule, double... anomalies) {
    for (double anomaly : anomalies) {
      EpisodeRule.Step step = rule.next(episode, score(anomaly, 0, 3), second * SECOND, CHANNELS);
      episode = step.next();
      if (step.state() != null) {
        told.add(second + " " + step.state());
      }
      second++;
    }
  }

  private static EpisodeRule rule(int open, int close, long merge, long update) {
    return new EpisodeRule(new EpisodeSettings(open, 1, 0.9, close, merge, update, false));
  }

  @Test
  void opensAfterSoManyAlarmsAndClosesAfterSoManyQuietReadings() {
    EpisodeRule rule = rule(2, 3, 0, 1_000_000);
    feed(rule, 1, 1.9, 2.2, 1, 2.4, 1, 1);
    assertEquals(List.of("4 OPENED"), told);
    Episode open = episode;
    assertNotNull(open);
    assertEquals(1 * SECOND, open.start(), "1.9 is within nine tenths of the threshold");
    assertEquals(4 * SECOND, open.end());
    assertEquals(4, open.readings());
    assertEquals(2, open.alarms());
    assertEquals(1.2, open.severity(), 1e-12);
    assertEquals(1, open.worst(), "channel b");
    feed(rule, 1);
    assertEquals(List.of("4 OPENED", "7 CLOSED"), told);
    assertNull(episode);
  }

  @Test
  void fewAlarmsAreForgotten() {
    feed(rule(3, 2, 0, 1_000_000), 2.5, 2.5, 1, 1, 2.5, 2.5, 1, 1);
    assertEquals(List.of(), told);
    assertNull(episode);
  }

  @Test
  void alarmsWithinTheTimeAreOneEpisode() {
    EpisodeRule rule = rule(1, 2, 10_000, 1_000_000);
    feed(rule, 3, 1, 1, 1, 1, 1, 1, 1, 1, 3);
    feed(rule, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertEquals(List.of("0 OPENED", "19 CLOSED"), told);
  }

  @Test
  void tellsAgainWhenItIsWorseAndAfterATime() {
    feed(rule(1, 2, 0, 5000), 3, 3, 4.4, 4.6, 3, 3, 3, 3, 3, 3);
    assertEquals(List.of("0 OPENED", "3 UPDATED", "8 UPDATED"), told);
  }

  @Test
  void isTheSameFromItsBytes() {
    feed(rule(1, 2, 0, 5000), 3, 2.5, 1);
    Episode open = episode;
    assertNotNull(open);
    ByteBuffer bytes = ByteBuffer.allocate(open.bytes());
    open.write(bytes);
    assertEquals(0, bytes.remaining());
    Episode read = Episode.read(bytes.flip());
    assertArrayEquals(open.contributed(), read.contributed());
    assertEquals(open.told(), read.told());
    assertEquals(
        List.of(open.start(), open.end(), open.peak(), open.readings(), open.alarms()),
        List.of(read.start(), read.end(), read.peak(), read.readings(), read.alarms()));
    assertEquals(open.severity() + open.quiet() + open.statistics(), 1.5 + 1 + 1);
  }

  /** A reading that is scored anew counts once, and what was told of it stands. */
  @Test
  void goesOnFromBeforeAReadingThatIsScoredAnew() {
    EpisodeRule rule = rule(1, 2, 0, 1_000_000);
    feed(rule, 3);
    Episode before = episode;
    feed(rule, 3);
    SensorState state = new SensorState();
    state.episode = episode;
    state.episodeBefore = before;
    Episodes.stepBack(state);
    assertEquals(1, state.episode == null ? 0 : state.episode.readings());
    state.episode = before;
    state.episodeBefore = null;
    Episodes.stepBack(state);
    Episode began = state.episode;
    assertTrue(began != null && began.isOpen() && began.readings() == 0);
    state.episode = null;
    state.episodeBefore = before;
    Episodes.stepBack(state);
    assertNull(state.episode, "its end was told: it is over");
    assertEquals(State.CLOSED.text(), "closed");
  }
}
