package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.streaming.record.Anomaly;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private final LiveFeed feed = new LiveFeed();

  private static Supplier<String> json(int n) {
    return () -> "{\"n\":" + n + "}";
  }

  @Test
  void theLatestResultsOfEachSensorAreKept() {
    for (int i = 1; i <= 1200; i++) {
      feed.accept(LiveFeed.Kind.SCORE, "a", json(i));
    }
    var scores = Objects.requireNonNull(feed.recent("a")).withArray("scores");
    assertEquals(1000, scores.size());
    assertTrue(scores.get(0).toString().contains("201"), scores.get(0).toString());
  }

  @Test
  void theLongestSilentSensorGivesWay() {
    for (int s = 0; s < 20_000; s++) {
      feed.accept(LiveFeed.Kind.SCORE, "s" + s, json(s));
    }
    feed.accept(LiveFeed.Kind.SCORE, "s0", json(1));
    feed.accept(LiveFeed.Kind.SCORE, "new", json(1));
    assertNull(feed.recent("s1"));
    assertNotNull(feed.recent("s0"));
    assertEquals(20_000, feed.size());
    assertEquals(500, feed.overview(500, "").size());
    assertEquals(1, feed.overview(500, "NEW").size());
  }

  /** Ten thousand sensors are all there; who is looked at keeps the whole history. */
  @Test
  void manySensorsKeepLessEachAndTheChosenAll() {
    feed.accept(LiveFeed.Kind.SCORE, "s7", json(0));
    assertNotNull(feed.recent("s7"));
    for (int i = 1; i <= 20; i++) {
      for (int s = 0; s < 10_000; s++) {
        feed.accept(LiveFeed.Kind.SCORE, "s" + s, json(i));
      }
    }
    assertEquals(10_000, feed.size());
    assertEquals(21, Objects.requireNonNull(feed.recent("s7")).withArray("scores").size());
    assertEquals(8, Objects.requireNonNull(feed.recent("s9")).withArray("scores").size());
  }

  private static Anomaly episode(String sensor, long second, Anomaly.State state) {
    long at = second * 1_000_000_000;
    return new Anomaly(
        sensor,
        state,
        1,
        new Anomaly.Span(at, at, at),
        1.5,
        3,
        3,
        Set.of(Anomaly.Statistic.LEVEL),
        "a",
        Map.of("a", 1.0),
        null);
  }

  @Test
  void openEpisodesStandBeforeThoseThatAreOver() {
    feed.accept(episode("p", 1, Anomaly.State.OPENED), json(1));
    feed.accept(episode("q", 2, Anomaly.State.OPENED), json(2));
    feed.accept(episode("p", 1, Anomaly.State.UPDATED), json(3));
    feed.accept(episode("q", 2, Anomaly.State.CLOSED), json(4));
    assertEquals(
        "{\"scope\":\"instance\",\"openCount\":1,\"open\":[{\"n\":3}],\"closed\":[{\"n\":4}]}",
        feed.episodes(10).toString());
    for (int i = 0; i < 2000; i++) {
      feed.accept(episode("r", i, Anomaly.State.OPENED), json(i));
      feed.accept(episode("s", i, Anomaly.State.CLOSED), json(i));
    }
    assertEquals(1000, feed.episodes(5000).withArray("open").size());
    assertEquals(200, feed.episodes(5000).withArray("closed").size());
  }

  @Test
  void aReadingEndsWhatWasSaidOfSilence() {
    feed.accept(LiveFeed.Kind.EVENT, "a", () -> "{\"event\":\"silent\"}");
    assertTrue(String.valueOf(feed.recent("a")).contains("silent"));
    feed.accept(LiveFeed.Kind.SCORE, "a", json(1));
    assertTrue(Objects.requireNonNull(feed.recent("a")).get("event").isNull());
  }

  @Test
  void aSlowPageMissesTheOldestAndNothingWaitsForIt() throws Exception {
    LiveListener page = new LiveListener();
    feed.add(page);
    for (int i = 0; i < 5000; i++) {
      feed.accept(LiveFeed.Kind.SCORE, "a", json(i));
    }
    feed.remove(page);
    feed.accept(LiveFeed.Kind.SCORE, "a", json(5000));
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            if (size() > 100) {
              page.close();
            }
          }
        };
    page.writeTo(out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("{\"n\":4000}"), "the first of the last thousand");
    assertTrue(!text.contains("{\"n\":3999}"), "older ones are gone");
  }
}
