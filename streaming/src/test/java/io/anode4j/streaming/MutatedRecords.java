package io.anode4j.streaming;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Input records by their number, the same for the same seed: those with even numbers are good ones
 * of sensors that have no others, those with odd numbers are readings in one of the three forms
 * whose bytes were then changed at random, now and then those of the key too.
 */
final class MutatedRecords {
  static final int GOOD_SENSORS = 250;
  private static final int OTHER_SENSORS = 2000;
  private static final int STEP_MILLIS = 100;
  private static final String[] EXTREMES = {
    "1e308",
    "-1e39",
    "1e-400",
    "NaN",
    "-Infinity",
    "null",
    "9223372036854775807",
    "-0",
    "00012",
    "123456789012345678901234567890",
    "\"text\"",
    "{}",
    "[[[[",
    "0x1F",
    "1.5",
    "true"
  };

  private final long seed;

  MutatedRecords(long seed) {
    this.seed = seed;
  }

  /**
   * A record.
   *
   * @param key the sensor's bytes
   * @param value the reading's bytes
   */
  record Bytes(byte[] key, byte[] value) {}

  static boolean isGood(int number) {
    return number % 2 == 0;
  }

  /** Which of its sensor's readings a good record is. */
  static int sequence(int number) {
    return number / 2 / GOOD_SENSORS;
  }

  static String goodSensor(int number) {
    return "good-" + number / 2 % GOOD_SENSORS;
  }

  /** Time of a sensor's reading, milliseconds since 1970. */
  static long millis(int sequence) {
    return BrokerBench.START + (long) STEP_MILLIS * sequence;
  }

  static double[] values(int sequence) {
    double a = Math.round(1000 * Math.sin(sequence / 5.0)) / 1000.0;
    return new double[] {a, 10 + a};
  }

  Bytes get(int number) {
    if (isGood(number)) {
      double[] v = values(sequence(number));
      String json = "{\"ts\":" + millis(sequence(number)) + ",\"v\":[" + v[0] + "," + v[1] + "]}";
      return new Bytes(utf8(goodSensor(number)), utf8(json));
    }
    SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * number);
    byte[] key = utf8("other-" + random.nextInt(OTHER_SENSORS));
    byte[] value = utf8(reading(random));
    int changes = random.nextInt(4) == 0 ? 3 : 1;
    for (int i = 0; i < changes; i++) {
      value = mutated(value, random);
    }
    return new Bytes(random.nextInt(50) == 0 ? mutated(key, random) : key, value);
  }

  private static String reading(SplittableRandom random) {
    long ts = BrokerBench.START + random.nextInt(3_000_000);
    double a = random.nextInt(2000) / 1000.0 - 1;
    return switch (random.nextInt(5)) {
      case 0 -> "{\"ts\":" + ts + ",\"v\":[" + a + "," + (10 + a) + "]}";
      case 1 -> "{\"ts\":" + ts + ",\"tsNanos\":12,\"values\":{\"a\":" + a + ",\"b\":null}}";
      case 2 -> "{\"ts\":" + ts + ",\"feature\":\"a\",\"value\":" + a + ",\"quality\":\"GOOD\"}";
      case 3 ->
          "{\"ts\":\"" + java.time.Instant.ofEpochMilli(ts) + "\",\"v\":[null," + (10 + a) + "]}";
      default -> "{\"ts\":" + ts + ",\"forecast\":{\"stepMs\":1000,\"steps\":2}}";
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mutated(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    int end = at + 1 + random.nextInt(Math.min(12, bytes.length - at));
    byte[] same = bytes.clone();
    switch (random.nextInt(8)) {
      case 0 -> same[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> same[at] = (byte) random.nextInt(256);
      case 2 -> same[numberFrom(bytes, at)] = (byte) ('0' + random.nextInt(10));
      case 3 -> {
        return replaced(bytes, at, at, noise(random));
      }
      case 4 -> {
        return replaced(bytes, at, end, new byte[0]);
      }
      case 5 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 6 -> {
        return replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      }
      default -> {
        return extreme(bytes, at, random);
      }
    }
    return same;
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] noise = new byte[1 + random.nextInt(6)];
    random.nextBytes(noise);
    return noise;
  }

  /** Puts an extreme in the place of the next number. */
  private static byte[] extreme(byte[] bytes, int from, SplittableRandom random) {
    int start = numberFrom(bytes, from);
    int end = start;
    while (end < bytes.length && isOfNumber(bytes[end])) {
      end++;
    }
    return replaced(bytes, start, end, utf8(EXTREMES[random.nextInt(EXTREMES.length)]));
  }

  /** Where the next number begins, or goes on; the last byte when there is none. */
  private static int numberFrom(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length - 1 && !isOfNumber(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isOfNumber(byte b) {
    return b >= '0' && b <= '9' || b == '.' || b == '-';
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + by.length);
    out.write(bytes, 0, from);
    out.writeBytes(by);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
