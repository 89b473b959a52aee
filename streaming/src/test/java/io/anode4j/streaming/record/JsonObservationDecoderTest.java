package io.anode4j.streaming.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.streaming.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObservationDecoderTest {
  private static final long AT = 1_700_000_000_123L;
  private static final Channels CHANNELS = Channels.of(List.of("a", "b"), false, true);
  private final JsonObservationDecoder decoder = new JsonObservationDecoder();

  private SensorRecord decode(String json) {
    return decode(json, CHANNELS);
  }

  private SensorRecord decode(String json, Channels channels) {
    return decoder.decode(json.getBytes(StandardCharsets.UTF_8), AT, channels);
  }

  private void reads(String json, long nanos, double a, double b) {
    SensorRecord read = decode(json);
    assertEquals(nanos, read.nanos(), json);
    assertArrayEquals(new double[] {a, b}, read.values(), json);
    assertNull(read.request());
  }

  @Test
  void readsTheThreeForms() {
    long nanos = AT * 1_000_000;
    double none = Double.NaN;
    reads("{\"values\":{\"b\":2,\"a\":1.5}}", nanos, 1.5, 2);
    reads("{\"values\":{\"b\":null}}", nanos, none, none);
    reads("{\"values\":{\"a\":NaN,\"b\":3}}", nanos, none, 3);
    reads("{\"v\":[null,-1e-3]}", nanos, none, -1e-3);
    reads("{\"feature\":\"b\",\"value\":4}", nanos, none, 4);
    reads("{\"value\":4,\"feature\":\"a\",\"x\":{\"y\":[1]}}", nanos, 4, none);
    reads("{\"v\":[1,2],\"quality\":\"good\"}", nanos, 1, 2);
    reads("{\"v\":[1,2],\"quality\":null}", nanos, 1, 2);
    reads("{\"v\":[1,2],\"quality\":\"UNCERTAIN\"}", nanos, none, none);
  }

  @Test
  void readsTimes() {
    reads("{\"ts\":1700000000456,\"v\":[1,2]}", 1_700_000_000_456_000_000L, 1, 2);
    reads("{\"ts\":1700000000456.1,\"v\":[1,2]}", 1_700_000_000_456_100_000L, 1, 2);
    reads("{\"ts\":null,\"v\":[1,2]}", AT * 1_000_000, 1, 2);
    reads("{\"ts\":1700000000456,\"tsNanos\":789,\"v\":[1,2]}", 1_700_000_000_456_000_789L, 1, 2);
    reads(
        "{\"ts\":\"2023-11-14T22:13:20.456789+00:00\",\"v\":[1,2]}",
        1_700_000_000_456_789_000L,
        1,
        2);
    reads("{\"ts\":\"2023-11-14 23:13:20+01:00\",\"v\":[1,2]}", 1_700_000_000_000_000_000L, 1, 2);
    Channels counted = Channels.of(List.of("a"), false, false);
    SensorRecord small = decode("{\"ts\":-1.5,\"v\":[1]}", counted);
    assertEquals(-1_500_000, small.nanos());
    assertEquals(-2, small.millis());
    assertEquals(500_000, small.nanosOfMilli());
  }

  @Test
  void readsWishesForForecasts() {
    SensorRecord alone = decode("{\"forecast\":true}");
    assertTrue(alone.requestOnly());
    assertEquals(ForecastRequest.usual(), alone.request());
    SensorRecord both = decode("{\"v\":[1,2],\"forecast\":{\"stepMs\":5,\"steps\":6}}");
    assertEquals(new ForecastRequest(5, 6), both.request());
    assertEquals(false, both.requestOnly());
    assertNull(decode("{\"v\":[1,2],\"forecast\":false}").request());
    assertNotEquals(both, alone);
    assertEquals(both, decode("{\"v\":[1,2],\"forecast\":{\"stepMs\":5,\"steps\":6}}"));
    assertEquals(
        both.hashCode(),
        decode("{\"v\":[1,2],\"forecast\":{\"stepMs\":5,\"steps\":6}}").hashCode());
    assertTrue(both.toString().contains("[1.0, 2.0]"));
  }

  @Test
  void passesOverUnknownFeaturesWhenTold() {
    Channels lenient = Channels.of(List.of("a"), true, true);
    assertEquals(1, decode("{\"values\":{\"z\":{\"q\":1},\"a\":1}}", lenient).values()[0]);
    assertEquals(0, decode("{\"feature\":\"z\",\"value\":1}", lenient).observed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SYNTAX; {\"v\":[1,2]",
        "SYNTAX; {\"v\":[1,2}",
        "SYNTAX; {'v':1}",
        "SYNTAX; no json at all",
        "SCHEMA; 12",
        "SCHEMA; {}",
        "SCHEMA; {\"v\":[1,2]} {}",
        "SCHEMA; {\"v\":[1,2],\"values\":{}}",
        "SCHEMA; {\"v\":[1,2],\"v\":[1,2]}",
        "SCHEMA; {\"v\":{}}",
        "SCHEMA; {\"values\":[1]}",
        "SCHEMA; {\"values\":{\"a\":1,\"a\":2}}",
        "SCHEMA; {\"feature\":\"a\"}",
        "SCHEMA; {\"value\":1,\"v\":[1,2]}",
        "SCHEMA; {\"feature\":\"a\",\"value\":1,\"value\":2}",
        "SCHEMA; {\"feature\":3,\"value\":1}",
        "SCHEMA; {\"v\":[1,2],\"quality\":3}",
        "SCHEMA; {\"v\":[1,2],\"ts\":1700000000000,\"ts\":1700000000000}",
        "SCHEMA; {\"v\":[1,2],\"ts\":[]}",
        "SCHEMA; {\"v\":[1,2],\"tsNanos\":1000000}",
        "SCHEMA; {\"v\":[1,2],\"tsNanos\":\"x\"}",
        "SCHEMA; {\"v\":[1,2],\"ts\":1700000000456.5,\"tsNanos\":1}",
        "SCHEMA; {\"forecast\":3}",
        "SCHEMA; {\"forecast\":{\"steps\":1.5}}",
        "SCHEMA; {\"forecast\":{\"hops\":1}}",
        "SCHEMA; {\"forecast\":{\"steps\":4294967297}}",
        "SCHEMA; {\"forecast\":{\"stepMs\":-1}}",
        "SCHEMA; {\"v\":[1,2],\"quality\":\"BAD\",\"quality\":\"GOOD\"}",
        "SCHEMA; {\"forecast\":{\"stepMs\":99999999999999999999999}}",
        "TIME; {\"v\":[1,2],\"ts\":1700000000}",
        "TIME; {\"v\":[1,2],\"ts\":99999999999999999999999}",
        "TIME; {\"v\":[1,2],\"ts\":9999999999999999}",
        "TIME; {\"v\":[1,2],\"ts\":1e300}",
        "TIME; {\"v\":[1,2],\"ts\":\"yesterday\"}",
        "TIME; {\"v\":[1,2],\"ts\":\"9999-01-01T00:00:00Z\"}",
        "VALUE; {\"v\":[1,\"2\"]}",
        "VALUE; {\"v\":[1,true]}",
        "VALUE; {\"v\":[1,Infinity]}",
        "VALUE; {\"v\":[1,1e39]}",
        "VALUE; {\"values\":{\"a\":[1]}}",
        "UNKNOWN_FEATURE; {\"values\":{\"z\":1}}",
        "UNKNOWN_FEATURE; {\"feature\":\"z\",\"value\":1}",
        "ARITY; {\"v\":[1]}",
        "ARITY; {\"v\":[1,2,3]}",
      })
  void refuses(Reason reason, String json) {
    BadRecordException e = assertThrows(BadRecordException.class, () -> decode(json));
    assertEquals(reason, e.reason(), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).length() < 400, "messages stay short");
  }

  /** A field by nearly the right name is what was meant, and is said; others are passed over. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'timestamp'; {\"timestamp\":1700000000000,\"v\":[1,2]}",
        "'Timestamp'; {\"Timestamp\":1700000000000,\"v\":[1,2]}",
        "'@timestamp'; {\"@timestamp\":\"2023-11-14T22:13:20Z\",\"v\":[1,2]}",
        "'time'; {\"v\":[1,2],\"time\":{\"s\":1}}",
        "'TS'; {\"v\":[1,2],\"TS\":1}",
        "'event_time'; {\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"event_time\":7,\"v\":[1,2]}",
        "'date'; {\"feature\":\"a\",\"value\":1,\"date\":0}",
        "'Quality'; {\"ts\":1700000000000,\"v\":[1,2],\"Quality\":\"BAD\"}",
        "'qualty'; {\"ts\":1700000000000,\"v\":[1,2],\"qualty\":\"BAD\"}",
        "'ts_nanos'; {\"ts\":1700000000000,\"v\":[1,2],\"ts_nanos\":5}",
        "'forcast'; {\"ts\":1700000000000,\"v\":[1,2],\"forcast\":true}",
        "'Values'; {\"ts\":1700000000000,\"Values\":{\"a\":1}}",
        "'channel'; {\"ts\":1700000000000,\"channel\":\"a\",\"value\":1}",
        "'temp', 'timestamp'; {\"temp\":1,\"timestamp\":1}",
        "did you mean 'a'; {\"values\":{\"A\":1}}",
        "did you mean 'steps'; {\"forecast\":{\"step_s\":1}}",
      })
  void saysWhatWasFoundWhereANameIsNearlyRight(String said, String json) {
    Channels one = Channels.of(List.of("a", "b"), false, true);
    BadRecordException e = assertThrows(BadRecordException.class, () -> decode(json, one));
    assertTrue(String.valueOf(e.getMessage()).contains(said), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("expected"), e.getMessage());
  }

  @Test
  void passesOverNamesThatAreNotNear() {
    long nanos = 1_700_000_000_000_000_000L;
    reads("{\"ts\":1700000000000,\"timestamp\":5,\"time\":6,\"v\":[1,2]}", nanos, 1, 2);
    reads("{\"ts\":null,\"timestamp\":5,\"v\":[1,2]}", AT * 1_000_000, 1, 2);
    reads("{\"site\":\"x\",\"equal\":1,\"v\":[1,2],\"vendor\":[]}", AT * 1_000_000, 1, 2);
    assertTrue(decode("{\"forecast\":true,\"timestamp\":5}").requestOnly());
  }

  /** Sentences for people: no name of a class or of a token of the parser. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "A record of 0 bytes; ``",
        "A record is blank; ` `",
        "A record is an array; [1]",
        "A record is the text 'x'; \"x\"",
        "A record is null; null",
        "'ts' is an array; {\"ts\":[],\"v\":[1,2]}",
        "'v' is the text '1,2'; {\"v\":\"1,2\"}",
        "'values' is 3; {\"values\":3}",
        "'b' is true; {\"v\":[1,true]}",
        "'b' is 1e308; {\"v\":[1,1e308]}",
        "'a' is -1e39; {\"values\":{\"a\":-1e39}}",
        "'forecast.stepMs' is 1e300; {\"forecast\":{\"stepMs\":1e300}}",
        "'forecast.steps' is 4294967297; {\"forecast\":{\"steps\":4294967297}}",
        "'forecast' is 5; {\"forecast\":5}",
        "'quality' is 5; {\"v\":[1,2],\"quality\":5}",
      })
  void saysWhatStandsThere(String said, String json) {
    BadRecordException e = assertThrows(BadRecordException.class, () -> decode(json));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(said), message);
    assertTrue(message.contains("expected"), message);
    assertFalse(message.contains("VALUE_") || message.contains("START_"), message);
  }

  @Test
  void tellsLongTextInShort() {
    String json = "{\"values\":{\"" + "x".repeat(5000) + "\":1}}";
    BadRecordException e = assertThrows(BadRecordException.class, () -> decode(json));
    assertTrue(String.valueOf(e.getMessage()).length() < 400);
  }

  /** Whatever the bytes: a finite record or a reason, never another exception. */
  @Test
  void survivesAnyMutationOfBytes() {
    Random random = new Random(1);
    byte[][] seeds = {
      "{\"ts\":1700000000456,\"tsNanos\":7,\"values\":{\"a\":1.5,\"b\":null}}"
          .getBytes(StandardCharsets.UTF_8),
      "{\"ts\":\"2023-11-14T22:13:20.5Z\",\"v\":[1,-2e3],\"quality\":\"GOOD\"}"
          .getBytes(StandardCharsets.UTF_8),
      "{\"feature\":\"a\",\"value\":4,\"forecast\":{\"stepMs\":5,\"steps\":6}}"
          .getBytes(StandardCharsets.UTF_8),
    };
    int records = Integer.getInteger("anode4j.test.mutations", 30_000);
    int refused = 0;
    for (int i = 0; i < records; i++) {
      byte[] bytes = seeds[i % seeds.length].clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        SensorRecord read = decoder.decode(bytes, AT, CHANNELS);
        assertEquals(2, read.values().length);
        for (double value : read.values()) {
          assertTrue(Double.isNaN(value) || Math.abs(value) <= Float.MAX_VALUE);
        }
      } catch (BadRecordException e) {
        refused++;
      }
    }
    assertTrue(refused > records / 10 && refused < records, refused + " refused");
  }

  @Test
  void modelClockRoundsOnce() {
    ModelClock seconds = new ModelClock(1000);
    assertEquals(1_700_000_000.456, seconds.time(1_700_000_000_456_000_000L));
    assertEquals(0.0005, seconds.time(500_000));
    assertEquals(2.5, seconds.duration(2500));
    assertEquals(2500, seconds.millis(2.5));
    assertThrows(IllegalArgumentException.class, () -> new ModelClock(0));
  }
}
