package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.streaming.record.RecordSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorStateCodecTest {
  private final SensorStateCodec codec = new SensorStateCodec(9);
  private final List<String> why = new ArrayList<>();

  private static double[] row(double first) {
    double[] row = new double[9];
    Arrays.fill(row, Double.NaN);
    row[0] = first;
    row[8] = -first;
    return row;
  }

  private static SensorState full() {
    SensorState state = new SensorState();
    state.count = 12;
    state.lastWall = 77;
    state.lastStream = 76;
    state.silent = true;
    state.forecastCount = 11;
    state.forecastWall = 70;
    state.model = -5;
    state.scorer = new byte[] {1, 2, 3};
    state.learnt(1_000_000, row(1), new byte[] {9, 8});
    state.learnt(3_000_000, row(2), new byte[] {7});
    state.await(new WaitingReading(9_000_000, row(5), false, new RecordSource("tøpic", 2, 44)));
    state.await(new WaitingReading(8_000_000, row(4), true, new RecordSource("t", 1, 43)));
    state.remember(new WaitingReading(1, row(6), false, SensorStateCodec.NOWHERE), 2);
    return state;
  }

  @Test
  void readsTheEpisodesThatItWrote() throws Exception {
    SensorState state = full();
    byte[] without = codec.write(state);
    assertEquals(2, without[0], "as the version before wrote it");
    state.episode = Episode.beginning(7, 9).told(new Episode.Told(2, 8, 1.5, "ü"));
    state.episodeBefore = Episode.beginning(6, 9);
    byte[] bytes = codec.write(state);
    assertEquals(3, bytes[0]);
    SensorState read = codec.read(bytes);
    assertArrayEquals(bytes, codec.write(read));
    assertEquals(7, read.episode == null ? 0 : read.episode.start());
    assertEquals(6, read.episodeBefore == null ? 0 : read.episodeBefore.start());
    assertTrue(codec.most(read) >= bytes.length);
  }

  @Test
  void readsWhatItWrote() throws Exception {
    byte[] bytes = codec.write(full());
    SensorState read = codec.read(bytes);
    assertArrayEquals(bytes, codec.write(read));
    assertEquals(12, read.count);
    assertEquals(77, read.lastWall);
    assertEquals(76, read.lastStream);
    assertEquals(2_000_000, read.gapNanos);
    assertEquals(9_000_000, read.maxNanos);
    assertEquals(3, read.lastMillis());
    assertTrue(read.silent);
    assertArrayEquals(row(2), read.lastValues);
    assertArrayEquals(new byte[] {7}, read.before);
    assertEquals(8_000_000, read.waiting.get(0).nanos());
    assertEquals(new RecordSource("tøpic", 2, 44), read.waiting.get(1).source());
    assertArrayEquals(row(6), read.recent.getFirst().values());
    SensorState fresh = codec.read(codec.write(new SensorState()));
    assertEquals(-1, fresh.lastMillis());
    assertNull(fresh.lastValues);
  }

  /** States as versions wrote them: whoever reads them is a later version, or this one. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void readsTheStatesThatWereFrozen(int version) throws Exception {
    SensorState state = full();
    if (version >= 3) {
      state.episode = Episode.beginning(7, 9).told(new Episode.Told(2, 8, 1.5, "ü"));
      state.episodeBefore = Episode.beginning(6, 9);
    }
    state.kind = version == 4 ? "valve" : "";
    Path file = Path.of("src/test/resources/io/anode4j/streaming/state-%d.hex".formatted(version));
    if (Boolean.getBoolean("anode4j.freeze") && !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, HexFormat.of().formatHex(codec.write(state)) + "\n");
    }
    byte[] frozen = HexFormat.of().parseHex(Files.readString(file).strip());
    SensorState read = codec.read(frozen);
    assertEquals(12, read.count);
    assertEquals(-5, read.model);
    assertEquals(version >= 3, read.episode != null);
    assertEquals(version == 4 ? "valve" : "", read.kind);
    assertArrayEquals(row(2), read.lastValues);
    assertEquals(new RecordSource("tøpic", 2, 44), read.waiting.get(1).source());
    assertArrayEquals(frozen, codec.write(read), "and writes them as they were");
  }

  /** States of the version before, which a sensor may have had for months, are not lost. */
  @Test
  void readsTheVersionBefore() throws Exception {
    byte[] now = codec.write(full());
    int added = 4 + 8 * 8;
    byte[] before = new byte[now.length - 8];
    System.arraycopy(now, 0, before, 0, added);
    System.arraycopy(now, added + 8, before, added, before.length - added);
    before[0] = 1;
    SensorState read = codec.read(sealed(before, before.length));
    assertEquals(77, read.lastStream);
    read.lastStream = 76;
    assertArrayEquals(now, codec.write(read));
  }

  @Test
  void refusesEveryCutAndEveryFlippedBit() {
    byte[] bytes = codec.write(full());
    for (int length = 0; length < bytes.length; length++) {
      assertNull(codec.readOr(Arrays.copyOf(bytes, length), why::add));
    }
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertNull(codec.readOr(flipped, why::add), "bit " + bit);
    }
    assertEquals(9 * bytes.length, why.size());
    assertNotNull(codec.readOr(bytes, why::add));
  }

  @Test
  void saysWhatItCannotRead() {
    byte[] bytes = codec.write(full());
    byte[] version = bytes.clone();
    version[0] = 9;
    assertNull(codec.readOr(sealed(version, version.length), why::add));
    assertNull(new SensorStateCodec(3).readOr(bytes, why::add));
    assertNull(
        codec.readOr(sealed(Arrays.copyOf(bytes, bytes.length + 6), bytes.length + 6), why::add));
    assertNull(codec.readOr(sealed(bytes, bytes.length - 20), why::add));
    byte[] negative = bytes.clone();
    negative[4 + 9 * 8] = -1;
    assertNull(codec.readOr(sealed(negative, negative.length), why::add));
    assertTrue(why.get(0).contains("version 9"), why.toString());
    assertTrue(why.get(1).contains("9 channels, the model has 3"), why.toString());
    assertTrue(why.get(2).contains("too many"), why.toString());
    assertTrue(why.get(3).contains("ends within"), why.toString());
    assertTrue(why.get(4).contains("ends within"), why.toString());
  }

  /** The first bytes with a checksum that fits. */
  private static byte[] sealed(byte[] bytes, int length) {
    byte[] sealed = Arrays.copyOf(bytes, length);
    CRC32C crc = new CRC32C();
    crc.update(sealed, 0, length - 4);
    java.nio.ByteBuffer.wrap(sealed).putInt(length - 4, (int) crc.getValue());
    return sealed;
  }

  @Test
  void keepsTheLastReadingsAndOneOfEachTime() {
    SensorState state = new SensorState();
    for (int i = 0; i < 5; i++) {
      state.remember(new WaitingReading(i, row(i), false, SensorStateCodec.NOWHERE), 3);
    }
    state.remember(new WaitingReading(4, row(9), true, SensorStateCodec.NOWHERE), 3);
    assertEquals(List.of(2L, 3L, 4L), state.recent.stream().map(WaitingReading::nanos).toList());
    assertArrayEquals(row(9), state.recent.getLast().values());
    state.remember(new WaitingReading(6, row(9), true, SensorStateCodec.NOWHERE), 0);
    assertEquals(3, state.recent.size());
  }
}
