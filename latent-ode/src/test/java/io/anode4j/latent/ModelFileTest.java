package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.nn.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  private static final LatentOde MODEL = TinyModels.trained();

  @TempDir Path folder;

  private static byte[] bytes() throws IOException {
    return ModelFile.bytes(MODEL);
  }

  @Test
  void aModelComesBackAsItWas() {
    Path file = folder.resolve("m.anode");
    MODEL.save(file);
    LatentOde read = LatentOde.load(file);
    TimeSeries history = TinyModels.waves(1, 20, 9).series().get(0);
    double[] times = {history.lastTime() + 0.5, history.lastTime() + 1.5};
    for (int c = 0; c < 2; c++) {
      assertEquals(
          MODEL.forecast(history, times).quantile(0.9, 1, c),
          read.forecast(history, times).quantile(0.9, 1, c));
    }
    assertEquals(MODEL.channels(), read.channels());
    assertEquals(MODEL.history(), read.history());
    assertEquals(MODEL.seenUntil("s3"), read.seenUntil("s3"));
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    byte[] first = bytes();
    assertArrayEquals(first, ModelFile.bytes(ModelFile.parse(first, "again")));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(ModelFileException.class, () -> ModelFile.parse(cut, "cut"), "length " + length);
    }
  }

  @Test
  void everyFlippedBitIsRefused() throws IOException {
    byte[] whole = bytes();
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << at % 8);
      assertThrows(ModelFileException.class, () -> ModelFile.parse(changed, "bit"), "byte " + at);
    }
  }

  @Test
  void messagesSayWhatToDo() throws IOException {
    Path missing = folder.resolve("none.anode");
    String absent = message(missing);
    assertTrue(absent.contains("none.anode") && absent.contains("anode4j train"), absent);
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertTrue(message(text).contains("does not begin like one"), message(text));
    Path empty = Files.createFile(folder.resolve("empty"));
    assertTrue(message(empty).contains("copy or train it again"), message(empty));
    assertTrue(message(folder).contains("cannot be read"), message(folder));
  }

  private static String message(Path file) {
    return String.valueOf(
        assertThrows(ModelFileException.class, () -> LatentOde.load(file)).getMessage());
  }

  @Test
  void anotherFormatVersionIsRefusedWithARemedy() throws IOException {
    byte[] resigned = resigned("\"formatVersion\" : 1", "\"formatVersion\" : 7");
    String message =
        String.valueOf(
            assertThrows(ModelFileException.class, () -> ModelFile.parse(resigned, "m"))
                .getMessage());
    assertTrue(message.contains("format 7") && message.contains("train again"), message);
  }

  @Test
  void aDescriptionThatDoesNotFitTheWeightsIsRefused() throws IOException {
    for (String[] change :
        new String[][] {
          {"\"latentSize\" : 4", "\"latentSize\" : 5"},
          {"\"timeUnit\" : 1", "\"timeUnit\" :-1"},
          {"\"weightsSha256\" : \"", "\"weightsSha256\" : X"},
          {"\"persistence\"", "\"persistense\""}
        }) {
      byte[] resigned = resigned(change[0], change[1]);
      assertThrows(ModelFileException.class, () -> ModelFile.parse(resigned, "m"), change[0]);
    }
  }

  /** The file with a piece of its description replaced and its checksums made right again. */
  private static byte[] resigned(String from, String to) throws IOException {
    byte[] whole = bytes();
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(from), from);
    byte[] changed = text.replaceFirst(from, to).getBytes(StandardCharsets.ISO_8859_1);
    int start = text.indexOf('{');
    int end = text.indexOf("PK", start);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(changed, start, end - start);
    int central = new String(changed, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    for (int offset : new int[] {14, central + 16}) {
      for (int i = 0; i < 4; i++) {
        changed[offset + i] = (byte) (crc.getValue() >>> (8 * i));
      }
    }
    int content = changed.length - 64;
    byte[] digest = ModelFile.sha256(changed, content).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digest, 0, changed, content, 64);
    return changed;
  }

  @Test
  void weightsAreCheckedOneByOne() {
    Parameters parameters = MODEL.parameters().copy();
    byte[] good = Safetensors.write(parameters);
    assertArrayEquals(parameters.values(), Safetensors.read(good, parameters.layout()).values());
    parameters.values()[3] = Float.NaN;
    byte[] bad = Safetensors.write(parameters);
    assertThrows(IllegalArgumentException.class, () -> Safetensors.read(bad, parameters.layout()));
    assertThrows(
        IllegalArgumentException.class, () -> Safetensors.read(new byte[3], parameters.layout()));
    byte[] noJson = good.clone();
    noJson[8] = '!';
    assertThrows(
        IllegalArgumentException.class, () -> Safetensors.read(noJson, parameters.layout()));
    byte[] renamed =
        new String(good, StandardCharsets.ISO_8859_1)
            .replaceFirst("noise", "noize")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(
        IllegalArgumentException.class, () -> Safetensors.read(renamed, parameters.layout()));
  }
}
