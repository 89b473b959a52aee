package io.anode4j.latent.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final String HEADER =
      "{'a':{'dtype':'F32','shape':[1,2],'data_offsets':[0,8]},"
          + "'b':{'dtype':'F32','shape':[2,1],'data_offsets':[8,16]}}";

  private static final ParameterLayout LAYOUT = layout();

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.add("a", 1, 2);
    layout.add("b", 2, 1);
    return layout.build();
  }

  private static byte[] file(String header) {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(8 + json.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(json.length).put(json);
    for (int i = 1; i <= 4; i++) {
      out.putFloat(i);
    }
    return out.array();
  }

  private static String refusal(byte[] bytes) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Safetensors.read(bytes, LAYOUT))
            .getMessage());
  }

  @Test
  void aFileOfAnyWriterIsRead() {
    assertArrayEquals(new float[] {1, 2, 3, 4}, Safetensors.read(file(HEADER), LAYOUT).values());
    // Other writers pad the header with blanks and add what they like to say.
    String padded = HEADER.replace("{'a'", "{'__metadata__':{'by':'other'},'a'") + "   ";
    assertArrayEquals(new float[] {1, 2, 3, 4}, Safetensors.read(file(padded), LAYOUT).values());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Parameters parameters = new Parameters(LAYOUT);
    Arrays.fill(parameters.values(), -0.25f);
    byte[] bytes = Safetensors.write(parameters);
    assertArrayEquals(parameters.values(), Safetensors.read(bytes, LAYOUT).values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json at all", "{'a':", "{'a' 1}", "\u0000\u0000", "{\"a\":\u0001}"})
  void aHeaderThatIsNoJsonIsRefused(String header) {
    assertTrue(refusal(file(header)).contains("not JSON"), header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "11", "null", "{}", "  ", "'text'", "{'a':[1]}", "{'a':{},'b':{}}"})
  void aHeaderWithoutTheArraysIsRefused(String header) {
    assertTrue(refusal(file(header)).contains("array a is missing"), header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[4,16]",
        "[0,16]",
        "[-8,0]",
        "[8]",
        "[]",
        "8",
        "['x',16]",
        "[8,12]",
        "[8,99]",
        "[8,-1]",
        "[8.5,16]",
        "[8,16,24]",
        "[9223372036854775807,9223372036854775807]"
      })
  void offsetsThatDoNotFitAreRefused(String offsets) {
    String message = refusal(file(HEADER.replace("[8,16]", offsets)));
    assertTrue(message.contains("array b"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "[2]", "[]", "[2,1,1]", "2", "[2,-1]", "['2','1']"})
  void shapesThatDoNotFitAreRefused(String shape) {
    String message = refusal(file(HEADER.replace("[2,1]", shape)));
    assertTrue(message.contains("array b"), message);
  }
}
