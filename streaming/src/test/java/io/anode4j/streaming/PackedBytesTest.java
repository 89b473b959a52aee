package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PackedBytesTest {
  private final PackedBytes reader = new PackedBytes();

  /** Any bytes come back as they were, repeated ones in much less room meanwhile. */
  @Test
  void whatIsPackedComesBackToTheByte() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[random.nextInt(400_000)];
      int different = 1 + random.nextInt(256);
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = (byte) random.nextInt(different);
      }
      byte[] packed = reader.deserialize("t", bytes);
      assertNotNull(packed);
      assertTrue(packed.length <= bytes.length);
      assertArrayEquals(bytes, PackedBytes.unpack(packed));
    }
  }

  @Test
  void aLongTextWaitsInLittleRoom() {
    byte[] bytes = "x".repeat(8 << 20).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] packed = reader.deserialize("t", bytes);
    assertNotNull(packed);
    assertTrue(packed.length < 50_000, packed.length + " bytes");
  }

  @Test
  void shortBytesAndNothingAreLeftAsTheyAre() {
    byte[] bytes = {1, 2};
    assertSame(bytes, reader.deserialize("t", bytes));
    assertSame(bytes, PackedBytes.unpack(bytes));
    assertNull(reader.deserialize("t", null));
    assertNull(PackedBytes.unpack((byte[]) null));
  }

  @Test
  void headersKeepTheirOrderAndTheirValues() {
    Headers headers = new RecordHeaders();
    headers.add("a", new byte[100_000]);
    headers.add("b", new byte[] {1});
    headers.add("a", new byte[200_000]);
    headers.add("c", null);
    reader.deserialize("t", headers, (byte[]) null);
    reader.deserialize("t", headers, new byte[3]);
    assertTrue(headers.toArray()[2].value().length < 2000);
    Headers whole = PackedBytes.unpack(headers);
    assertEquals("abac", names(whole));
    assertEquals(100_000, whole.toArray()[0].value().length);
    assertEquals(200_000, whole.toArray()[2].value().length);
    assertNull(whole.toArray()[3].value());
    Headers small = new RecordHeaders().add("a", new byte[3]);
    assertSame(small, PackedBytes.unpack(small));
  }

  private static String names(Headers headers) {
    StringBuilder names = new StringBuilder();
    headers.forEach(header -> names.append(header.key()));
    return names.toString();
  }
}
