package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private final LiveFeed feed = new LiveFeed();

  private static Supplier<String> json(int n) {
    return () -> "{\"n\":" + n + "}";
  }

  @Test
  void theLatestResultsOfEachSensorAreKept() {
    for (int i = 1; i <= 200; i++) {
      feed.accept(LiveFeed.Kind.SCORE, "a", json(i));
    }
    var scores = Objects.requireNonNull(feed.recent("a")).withArray("scores");
    assertEquals(160, scores.size());
    assertTrue(scores.get(0).toString().contains("41"), scores.get(0).toString());
  }

  @Test
  void theLongestSilentSensorGivesWay() {
    for (int s = 0; s < 500; s++) {
      feed.accept(LiveFeed.Kind.SCORE, "s" + s, json(s));
    }
    feed.accept(LiveFeed.Kind.SCORE, "s0", json(1));
    feed.accept(LiveFeed.Kind.SCORE, "new", json(1));
    assertNull(feed.recent("s1"));
    assertNotNull(feed.recent("s0"));
    assertEquals(500, feed.overview(1000).size());
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
