package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorKindTest {
  private static String kind(byte... value) {
    return SensorKind.of(new RecordHeaders().add(SensorKind.HEADER, value));
  }

  @Test
  void theLastHeaderNamesIt() {
    RecordHeaders headers = new RecordHeaders();
    assertNull(SensorKind.of(headers));
    headers.add(SensorKind.HEADER, "fans".getBytes(StandardCharsets.UTF_8));
    headers.add(SensorKind.HEADER, "välves".getBytes(StandardCharsets.UTF_8));
    assertEquals("välves", SensorKind.of(headers));
    assertNull(SensorKind.of(new RecordHeaders().add(SensorKind.HEADER, null)));
  }

  /** A replacement takes three bytes: 200 of them would not fit where the length is kept. */
  @Test
  void whatIsNoTextIsNoKind() {
    byte[] wrong = new byte[200];
    Arrays.fill(wrong, (byte) 0xFF);
    assertNull(kind(wrong));
    assertNull(kind(new byte[256]));
    assertEquals(255, kind(new byte[255]).length());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 255})
  void aStateKeepsIt(int length) throws Exception {
    SensorStateCodec codec = new SensorStateCodec(2);
    SensorState state = new SensorState();
    state.kind = "v".repeat(length);
    state.count = 7;
    state.scorer = new byte[] {1, 2, 3};
    byte[] bytes = codec.write(state);
    assertEquals(4, bytes[0]);
    assertEquals(state.kind, SensorStateCodec.kindIn(bytes));
    SensorState read = codec.read(bytes);
    assertEquals(state.kind, read.kind);
    assertEquals(7, read.count);
    assertArrayEquals(bytes, codec.write(read));
    for (int cut = 0; cut < bytes.length; cut++) {
      byte[] part = Arrays.copyOf(bytes, cut);
      assertThrows(SensorStateCodec.Unreadable.class, () -> codec.read(part));
    }
  }
}
