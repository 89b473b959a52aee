package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  @ValueSource(strings = {"[]", "11", "null", "{}", "  ", "'text'", "{'__metadata__':{}}"})
  void aHeaderWithoutTheArraysIsRefused(String header) {
    String message = refusal(file(header));
    assertTrue(
        message.contains("no tensor 'a' [1, 2], only none") || message.contains("not"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[4,16]",
        "[4,12]",
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
    assertTrue(message.contains("'b'"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "[1]", "[]", "[2,1,1]", "2", "[2,-1]", "['2','1']"})
  void shapesThatDoNotFitAreRefused(String shape) {
    String message = refusal(file(HEADER.replace("[2,1]", shape)));
    assertTrue(message.contains("'b'"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a':[1]}", "{'a':{},'b':{}}", "{'a':{'shape':[1,2]}}", "{'a':7}"})
  void aTensorWithoutItsFactsIsRefused(String header) {
    assertTrue(refusal(file(header)).contains("the tensor 'a'"), header);
  }

  /**
   * As the Python library writes: by name or alignment, vectors with one size, blanks at the end.
   */
  @Test
  void tensorsComeInAnyOrderAndVectorsWithOneSize() {
    String header =
        "{'__metadata__':{'format':'pt'},"
            + "'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'a':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}}      ";
    assertArrayEquals(new float[] {3, 4, 1, 2}, Safetensors.read(file(header), LAYOUT).values());
  }

  @Test
  void otherTypesTensorsAndPlacesAreRefused() {
    String b = "'b':{'dtype':'F32','shape':[2,1],'data_offsets':[8,16]}";
    assertTrue(refusal(file(HEADER.replaceFirst("F32", "BF16"))).contains("BF16"));
    assertTrue(refusal(file(HEADER.replace("F32", "F64"))).contains("F64, expected F32"));
    String more = HEADER.replace("'b'", "'c':{'dtype':'F32','shape':[],'data_offsets':[8,8]},'b'");
    assertTrue(refusal(file(more)).contains("'c'"));
    assertTrue(refusal(file(HEADER.replace(b, b.replace("[8,16]", "[0,8]")))).contains("'b'"));
    assertTrue(refusal(file(HEADER.replace(b, b + "," + b))).contains("JSON"), "a name twice");
    assertTrue(refusal(file(HEADER.replace("'b'", "'B'"))).contains("'b' [2, 1], only a, B"));
    String transposed = refusal(file(HEADER.replace("[2,1]", "[3,7]")));
    assertTrue(transposed.contains("[3, 7]") && transposed.contains("[2, 1]"), transposed);
  }

  @Test
  void aFileCutOffAnywhereIsRefused() {
    byte[] whole = file(HEADER);
    for (int length = 0; length < whole.length; length++) {
      refusal(Arrays.copyOf(whole, length));
    }
    assertTrue(refusal(Arrays.copyOf(whole, whole.length + 1)).contains("added"));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {-1, 0, 1, 1000, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
  void headersLongerThanTheFileAreRefusedBeforeMemoryIsTaken(long length) {
    byte[] bytes = file(HEADER);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    assertTrue(refusal(bytes).contains("header of " + length), refusal(bytes));
  }

  @Test
  void manyValuesKeepTheirBits() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.add("großer \"Name\"", 331, 173);
    layout.add("w", 1, 40_000);
    Parameters parameters = new Parameters(layout.build());
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = Float.intBitsToFloat(i * 77_777);
    }
    Parameters again = Safetensors.read(Safetensors.write(parameters), parameters.layout());
    for (int i = 0; i < parameters.size(); i++) {
      assertEquals(
          Float.floatToRawIntBits(parameters.values()[i]),
          Float.floatToRawIntBits(again.values()[i]));
    }
  }
}
