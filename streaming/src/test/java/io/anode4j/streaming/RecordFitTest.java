package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordFitTest {
  private static final String TOPIC = "out";
  private static final RecordFitter.Way WAY =
      new RecordFitter.Way(Oversized.Output.DEAD_LETTER, TOPIC, "in-3@48211");

  private final List<Oversized> heard = new ArrayList<>();

  private RecordFitter fitter(TopicLimits limits) {
    return new RecordFitter(
        new OutputLimits(Long.MAX_VALUE, Map.of(TOPIC, limits)),
        new StreamingListener() {
          @Override
          public void oversized(Oversized record) {
            heard.add(record);
          }
        });
  }

  private RecordFitter fitter(long most) {
    return fitter(TopicLimits.USUAL.withBytes(most));
  }

  private static RecordHeaders own() {
    RecordHeaders own = new RecordHeaders();
    RecordFit.add(own, DeadLetterHandler.REASON, "SYNTAX");
    return own;
  }

  private static @Nullable String text(Headers headers, String name) {
    return headers.lastHeader(name) == null
        ? null
        : new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(SplittableRandom random) {
    return random.nextInt(8) == 0
        ? null
        : new byte[(int) Math.exp(random.nextDouble() * Math.log(60_000))];
  }

  /** The bound is the one by which Kafka's producer refuses, never below it. */
  @Test
  void theSizeIsAtLeastWhatTheProducerComputes() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      byte[] key = bytes(random);
      byte[] value = bytes(random);
      RecordHeaders headers = new RecordHeaders();
      for (int h = random.nextInt(5); h > 0; h--) {
        headers.add("häder-" + h, bytes(random));
      }
      int kafkas =
          AbstractRecords.estimateSizeInBytesUpperBound(
              RecordBatch.CURRENT_MAGIC_VALUE,
              Compression.NONE.type(),
              key,
              value,
              headers.toArray());
      long ours = RecordSize.of(key, value, headers);
      assertTrue(ours >= kafkas && ours - kafkas < 100, ours + " for " + kafkas);
    }
  }

  @Test
  void whatFitsIsLeftAsItIs() {
    byte[] value = new byte[1000];
    RecordHeaders came = new RecordHeaders();
    came.add("foreign", new byte[100]);
    RecordFit.Fitted fitted = fitter(2000).copy(WAY, new byte[3], value, came, own());
    assertNotNull(fitted);
    assertSame(value, fitted.value());
    assertEquals(2, fitted.headers().toArray().length);
    assertEquals(List.of(), heard);
  }

  /** Any record against any limit: it fits, or is told as dropped; what is cut is said. */
  @Test
  void copiesOfAnySizeFitAnyLimit() {
    SplittableRandom random = new SplittableRandom(20261126);
    int truncated = 0;
    for (int i = 0; i < 5000; i++) {
      heard.clear();
      long most = 50 + (long) Math.exp(random.nextDouble() * Math.log(100_000));
      byte[] key = bytes(random);
      byte[] value = bytes(random);
      RecordHeaders came = new RecordHeaders();
      for (int h = random.nextInt(4); h > 0; h--) {
        came.add("foreign-" + h, bytes(random));
      }
      RecordFit.Fitted fitted = fitter(most).copy(WAY, key, value, came, own());
      if (fitted == null) {
        assertEquals(Oversized.Fate.DROPPED, heard.get(0).fate());
        assertTrue(most < 1500, "dropped at a limit of " + most);
        continue;
      }
      assertTrue(fitted.bytes() <= most, fitted.bytes() + " bytes, the limit is " + most);
      assertEquals("SYNTAX", text(fitted.headers(), DeadLetterHandler.REASON));
      Set<String> said = new HashSet<>();
      String names = text(fitted.headers(), RecordFit.TRUNCATED);
      if (names != null) {
        truncated++;
        said.addAll(Arrays.asList(names.split(",")));
        assertEquals("in-3@48211", text(fitted.headers(), RecordFit.SOURCE));
        assertEquals(Oversized.Fate.TRUNCATED, heard.get(0).fate());
      }
      assertEquals(heard.isEmpty(), said.isEmpty());
      assertPart("key", key, fitted.key(), said, fitted.headers());
      assertPart("value", value, fitted.value(), said, fitted.headers());
    }
    assertTrue(truncated > 1000, truncated + " of 5000 were cut");
  }

  private static void assertPart(
      String name, byte @Nullable [] was, byte @Nullable [] is, Set<String> said, Headers headers) {
    boolean cut = was != null && is != null && is.length < was.length;
    assertEquals(cut, said.contains(name), name);
    if (cut) {
      assertEquals(Integer.toString(was.length), text(headers, "anode4j." + name + ".bytes"));
      assertArrayEquals(Arrays.copyOf(was, is.length), is);
    } else {
      assertArrayEquals(was, is);
    }
  }

  /** A dead letter that was sent in again brings the names of our headers with it. */
  @Test
  void headersOfOurNamesThatCameWithTheInputAreForeign() {
    RecordHeaders came = new RecordHeaders();
    came.add("__streams.errors.stacktrace", new byte[5000]);
    came.add(DeadLetterHandler.REASON, new byte[5000]);
    came.add(RecordFit.SOURCE, new byte[5000]);
    RecordFit.Fitted fitted = fitter(4000).copy(WAY, null, new byte[100], came, own());
    assertNotNull(fitted);
    assertEquals("SYNTAX", text(fitted.headers(), DeadLetterHandler.REASON));
    assertEquals("headers", text(fitted.headers(), RecordFit.TRUNCATED));
    assertEquals("in-3@48211", text(fitted.headers(), RecordFit.SOURCE));
    assertEquals(100, java.util.Objects.requireNonNull(fitted.value()).length);
  }

  @Test
  void aResultIsWrittenAgainIntoTheRoomThereIs() {
    RecordHeaders came = new RecordHeaders();
    came.add("foreign", new byte[900]);
    byte[] key = {1};
    List<Integer> asked = new ArrayList<>();
    RecordFitter.Result result =
        most -> {
          asked.add(most);
          return new byte[Math.min(3000, most)];
        };
    RecordFit.Fitted whole = fitter(5000).result(WAY, key, result, came, own());
    assertNotNull(whole);
    assertEquals(3000, java.util.Objects.requireNonNull(whole.value()).length);
    RecordFit.Fitted without = fitter(3900).result(WAY, key, result, came, own());
    assertNotNull(without);
    assertEquals("headers", text(without.headers(), RecordFit.TRUNCATED));
    assertEquals(3000, java.util.Objects.requireNonNull(without.value()).length);
    RecordFit.Fitted cut = fitter(2000).result(WAY, key, result, came, own());
    assertNotNull(cut);
    assertEquals("headers,value", text(cut.headers(), RecordFit.TRUNCATED));
    assertEquals("3000", text(cut.headers(), "anode4j.value.bytes"));
    assertNull(fitter(300).result(WAY, key, most -> new byte[600], came, own()));
    assertEquals(Oversized.Fate.DROPPED, heard.get(heard.size() - 1).fate());
    RecordFit.Fitted tombstone = fitter(900).result(WAY, key, most -> null, came, own());
    assertNotNull(tombstone);
    assertNull(tombstone.value());
    assertEquals(4, asked.size());
  }

  @Test
  void aCompactedTopicGetsTheSourceForAKey() {
    TopicLimits compacted = new TopicLimits(5000, Long.MAX_VALUE, Long.MAX_VALUE, true);
    RecordFit.Fitted fitted = fitter(compacted).copy(WAY, null, null, new RecordHeaders(), own());
    assertNotNull(fitted);
    assertEquals(
        "in-3@48211",
        new String(java.util.Objects.requireNonNull(fitted.key()), StandardCharsets.UTF_8));
  }

  @Test
  void timestampsAreTheNearestThatATopicTakes() {
    long now = 1_700_000_000_000L;
    TopicLimits hour = new TopicLimits(1, 3_600_000, 3_600_000, false);
    RecordFitter fitter = fitter(hour);
    RecordHeaders own = new RecordHeaders();
    assertEquals(now - 3_000_000, fitter.timestamp(TOPIC, now - 3_000_000, now, own));
    assertFalse(own.iterator().hasNext());
    long ahead = fitter.timestamp(TOPIC, Long.MAX_VALUE, now, own);
    assertTrue(ahead > now + 3_500_000 && ahead < now + 3_600_000, ahead - now + "");
    assertEquals(Long.toString(Long.MAX_VALUE), text(own, RecordFitter.TIMESTAMP));
    long behind = fitter.timestamp(TOPIC, -5, now, own);
    assertTrue(behind < now - 3_500_000 && behind > now - 3_600_000, now - behind + "");
    RecordFitter usual = fitter(TopicLimits.USUAL);
    assertEquals(0, usual.timestamp(TOPIC, 0, now, own));
    assertEquals(0, usual.timestamp(TOPIC, Long.MIN_VALUE, now, own));
  }

  @Test
  void whatATopicRefusedIsLearnt() {
    OutputLimits limits = new OutputLimits(1_000_000, Map.of());
    assertEquals(1_000_000, limits.of(TOPIC).bytes());
    assertEquals(400_000, limits.refused(TOPIC, 800_000));
    assertEquals(400_000, limits.refused(TOPIC, 900_000));
    assertEquals(400_000, limits.of(TOPIC).bytes());
    assertEquals(1_000_000, limits.of("other").bytes());
  }

  @Test
  void theProducersLimitIsReadFromItsSettings() {
    assertEquals(1_048_576, OutputLimits.producerMost(Map.of()));
    assertEquals(7, OutputLimits.producerMost(Map.of("max.request.size", "7")));
    assertEquals(
        9,
        OutputLimits.producerMost(Map.of("max.request.size", 7, "producer.max.request.size", 9)));
    assertEquals(5, OutputLimits.producerMost(Map.of("producer.buffer.memory", " 5 ")));
    assertEquals(1_048_576, OutputLimits.producerMost(Map.of("max.request.size", "many")));
  }
}
