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
      feed.score("a", Standing.NORMAL, json(i));
    }
    var scores = Objects.requireNonNull(feed.recent("a")).withArray("scores");
    assertEquals(1000, scores.size());
    assertTrue(scores.get(0).toString().contains("201"), scores.get(0).toString());
  }

  @Test
  void theLongestSilentSensorGivesWay() {
    for (int s = 0; s < 20_000; s++) {
      feed.score("s" + s, Standing.NORMAL, json(s));
    }
    feed.score("s0", Standing.NORMAL, json(1));
    feed.score("new", Standing.NORMAL, json(1));
    assertNull(feed.recent("s1"));
    assertNotNull(feed.recent("s0"));
    assertEquals(20_000, feed.size());
    assertEquals(500, feed.overview(500, "").size());
    assertEquals(1, feed.overview(500, "NEW").size());
  }

  /** Ten thousand sensors are all there; who is looked at keeps the whole history. */
  @Test
  void manySensorsKeepLessEachAndTheChosenAll() {
    feed.score("s7", Standing.NORMAL, json(0));
    assertNotNull(feed.recent("s7"));
    for (int i = 1; i <= 20; i++) {
      for (int s = 0; s < 10_000; s++) {
        feed.score("s" + s, Standing.NORMAL, json(i));
      }
    }
    assertEquals(10_000, feed.size());
    assertEquals(21, Objects.requireNonNull(feed.recent("s7")).withArray("scores").size());
    assertEquals(8, Objects.requireNonNull(feed.recent("s9")).withArray("scores").size());
  }

  @Test
  void theWorstOfManyAreListedAndAllAreCounted() {
    for (int s = 0; s < 5_000; s++) {
      feed.score("s" + s, s == 4_711 ? Standing.ANOMALY : Standing.NORMAL, json(s));
    }
    feed.event("s4999", true, () -> "{}");
    feed.event("s17", false, () -> "{}");
    var list = feed.overview(2, "");
    assertEquals("s4711", list.get(0).get("sensor").asText());
    assertEquals("s4999", list.get(1).get("sensor").asText());
    assertEquals("{\"anomaly\":1,\"silent\":1,\"normal\":4998}", feed.counts().toString());
  }

  @Test
  void remarksAreKeptBesideTheEpisodes() {
    for (int i = 0; i < 120; i++) {
      feed.remark("p", i, "planted");
    }
    var remarks = feed.episodes(1).withArray("remarks");
    assertEquals(100, remarks.size());
    assertEquals("{\"sensor\":\"p\",\"at\":20,\"text\":\"planted\"}", remarks.get(0).toString());
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
    feed.episode(episode("p", 1, Anomaly.State.OPENED), json(1));
    feed.episode(episode("q", 2, Anomaly.State.OPENED), json(2));
    feed.episode(episode("p", 1, Anomaly.State.UPDATED), json(3));
    feed.episode(episode("q", 2, Anomaly.State.CLOSED), json(4));
    assertEquals(
        "{\"scope\":\"instance\",\"openCount\":1,\"open\":[{\"n\":3}],\"closed\":[{\"n\":4}]}",
        feed.episodes(10).toString());
    for (int i = 0; i < 2000; i++) {
      feed.episode(episode("r", i, Anomaly.State.OPENED), json(i));
      feed.episode(episode("s", i, Anomaly.State.CLOSED), json(i));
    }
    assertEquals(1000, feed.episodes(5000).withArray("open").size());
    assertEquals(200, feed.episodes(5000).withArray("closed").size());
  }

  @Test
  void aReadingEndsWhatWasSaidOfSilence() {
    feed.event("a", true, () -> "{\"event\":\"silent\"}");
    assertTrue(String.valueOf(feed.recent("a")).contains("silent"));
    feed.score("a", Standing.NORMAL, json(1));
    assertTrue(Objects.requireNonNull(feed.recent("a")).get("event").isNull());
  }

  @Test
  void aSlowPageMissesTheOldestAndNothingWaitsForIt() throws Exception {
    LiveListener page = new LiveListener();
    feed.add(page);
    for (int i = 0; i < 5000; i++) {
      feed.score("a", Standing.NORMAL, json(i));
    }
    feed.remove(page);
    feed.score("a", Standing.NORMAL, json(5000));
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
