package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
  private static final double[] TIMES = {13, 3.5, 12.25, -1};

  private static final SeriesSet DATA = TinyModels.waves(12, 40, 1);

  private static LatentOde model;
  private static byte[] bytes;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    model =
        TinyModels.trainer(TinyModels.config().epochs(2).build())
            .provenance(Map.of("file", "waves.csv", "rows", "300"))
            .fit(DATA);
    bytes = LatentOde.FILE.bytes(model);
  }

  @Test
  void aModelReadAgainForecastsTheSameBitForBit() {
    Path file = folder.resolve("m.anode");
    model.save(file);
    LatentOde again = LatentOde.load(file);
    TimeSeries history = TinyModels.waves(1, 20, 5).series().get(0);
    Forecast expected = model.forecast(history, TIMES);
    Forecast actual = again.forecast(history, TIMES);
    assertArrayEquals(expected.mean(), actual.mean());
    assertArrayEquals(expected.std(), actual.std());
    assertArrayEquals(expected.quantile(0.9), actual.quantile(0.9));
  }

  @Test
  void aModelReadAgainKnowsAllItKnewBefore() {
    LatentOde again = LatentOde.parse(bytes, "m");
    assertEquals(model.channels(), again.channels());
    assertEquals(model.config(), again.config());
    assertEquals(model.history(), again.history());
    assertEquals(model.context(), again.context());
    assertEquals(model.horizon(), again.horizon());
    assertEquals(model.baselines(), again.baselines());
    assertEquals(model.timeFormat(), again.timeFormat());
    assertEquals(model.parameterCount(), again.parameterCount());
    assertEquals(Map.of("file", "waves.csv", "rows", "300"), again.provenance());
    for (TimeSeries s : DATA) {
      assertEquals(model.seenUntil(s.id()), again.seenUntil(s.id()), s.id());
    }
  }

  @Test
  void savingAModelReadAgainGivesTheSameBytes() throws IOException {
    assertArrayEquals(bytes, LatentOde.FILE.bytes(LatentOde.parse(bytes, "m")));
  }

  @Test
  void savingReplacesAnOlderFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("m.anode"), "older");
    model.save(file);
    assertArrayEquals(bytes, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("missing").resolve("m.anode");
    String message = assertThrows(UncheckedIOException.class, () -> model.save(file)).getMessage();
    assertTrue(message.contains(file.toString()), message);
  }

  @Test
  void aFileCutOffAnywhereIsRefused() {
    for (int length = 0; length < bytes.length; length++) {
      assertRefused(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void aFileWithMoreAtItsEndIsRefused() {
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Test
  void anyFlippedBitIsRefused() {
    byte[] flipped = bytes.clone();
    for (int i = 0; i < bytes.length; i++) {
      // All bits where the format is, one where weights and texts are: every byte is met.
      boolean format = i < 64 || i > bytes.length - 400;
      for (int bit = format ? 0 : i % 8; bit < (format ? 8 : i % 8 + 1); bit++) {
        flipped[i] ^= (byte) (1 << bit);
        assertRefused(flipped);
        flipped[i] = bytes[i];
      }
    }
  }

  @Test
  void whatIsNoModelFileIsRefusedWithARemedy() throws IOException {
    assertTrue(refusal(folder.resolve("none")).contains("train one with 'anode4j train'"));
    assertTrue(refusal(folder).contains("cannot be read"));
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    assertTrue(refusal(empty).contains("copy or train it again"));
    Path text = Files.writeString(folder.resolve("text.csv"), "series,time,x\na,1,2\n".repeat(20));
    assertTrue(refusal(text).contains(text + " is not a usable model file"));
  }

  @Test
  void anotherFormatIsRefusedWithARemedy() throws IOException {
    byte[] newer =
        withDescription(s -> s.replace("\"formatVersion\" : 1", "\"formatVersion\" : 15"));
    String message = assertRefused(newer);
    assertTrue(message.contains("format 15") && message.contains("reads formats 1 to 14"), message);
    assertTrue(message.contains("train again"), message);
  }

  @Test
  void propertiesThatAreNotKnownAreRefusedWithTheNearest() throws IOException {
    byte[] more = withDescription(s -> s.replaceFirst("\\{", "{\"horizons\" : [1],"));
    String message = assertRefused(more);
    assertTrue(message.contains("'horizons'") && message.contains("'horizon'"), message);
    byte[] deeper =
        withDescription(s -> s.replace("\"latentSize\"", "\"late\" : 1, \"latentSize\""));
    assertTrue(assertRefused(deeper).contains("'late'"));
  }

  /** What a text of the description becomes, and what is wrong with it then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"formatVersion\" : 1           | \"version\" : 1",
        "\"formatVersion\" : 1           | \"formatVersion\" : \"one\"",
        "\"latentSize\" : 4              | \"latentSize\" : 5",
        "\"latentSize\" : 4              | \"latentSize\" : 0",
        "\"latentSize\" : 4              | \"latentSize\" : null",
        "\"latentSize\" : 4              | \"latentSize\" : 2147483647",
        "\"fieldUnits\" : 8              | \"fieldUnits\" : 1000000000",
        "\"encoderUnits\" : 8            | \"encoderUnits\" : 70000",
        "\"fieldLayers\" : 1             | \"fieldLayers\" : 2147483647",
        "\"timeFrequencies\" : 3         | \"timeFrequencies\" : 2147483647",
        "\"forecastSamples\" : 6         | \"forecastSamples\" : 2147483647",
        "\"forecastSamples\" : 6         | \"forecastSamples\" : 500000000",
        "\"rtol\" : 0.001                | \"rtol\" : \"NaN\"",
        "\"context\" : 6.0               | \"context\" : 0.0",
        "\"context\" : 6.0               | \"context\" : \"NaN\"",
        "\"context\" : 6.0               | \"context\" : \"Infinity\"",
        "\"horizon\" : 2.0               | \"horizon\" : -1",
        "\"config\" :                    | \"config\" : null, \"c\" :",
        "\"baselines\" :                 | \"baselines\" : null, \"b\" :",
        "\"channels\" : [ \"wave\", \"slope\" ] | \"channels\" : null",
        "\"channels\" : [ \"wave\", \"slope\" ] | \"channels\" : [ \"wave\", null ]",
        "\"channels\" : [ \"wave\", \"slope\" ] | \"channels\" : [ ]",
        "\"channels\" : [ \"wave\", \"slope\" ] | \"channels\" : [ \"wave\" ]",
        "\"timeFormat\" : \"number\"     | \"timeFormat\" : \"moons\"",
        "\"timeFormat\" : \"number\"     | \"timeFormat\" : null",
        "\"center\" : [                  | \"center\" : [ \"NaN\", ",
        "\"periods\" : [                 | \"periods\" : [ 0, ",
        "\"provenance\" :                | \"provenance\" : null, \"p\" :",
        "\"seenUntil\" :                 | \"seenUntil\" : null, \"s\" :",
        "\"weightsSha256\" :             | \"weightsSha256\" : \"00\", \"w\" :",
        "\"timeUnit\" : 1.0              | \"timeUnit\" : -1.0",
        "\"persistence\" :               | \"persistense\" :",
        "\"factor\" :                    | \"factor\" : -1, \"f\" :",
      })
  void aDescriptionThatDoesNotHoldTogetherIsRefused(String from, String to) throws IOException {
    byte[] changed =
        withDescription(
            s -> {
              assertTrue(s.contains(from), () -> from + " is not in " + s);
              return s.replace(from, to);
            });
    assertRefused(changed);
  }

  @Test
  void aDescriptionThatIsNoJsonIsRefused() throws IOException {
    for (String json : List.of("", "null", "[]", "{", "\u0000", "[".repeat(100_000))) {
      assertRefused(withDescription(s -> json));
    }
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      String message =
          assertRefused(
              withWeights(
                  w -> {
                    byte[] changed = w.clone();
                    ByteBuffer.wrap(changed)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(w.length - 4 * 10, bad);
                    return changed;
                  }));
      assertTrue(message.contains("NaN or infinite"), message);
    }
  }

  @Test
  void weightsOfAnotherShapeAreRefused() throws IOException {
    String message = assertRefused(withWeights(w -> headerReplaced(w, "[24,8]", "[8,24]")));
    assertTrue(message.contains("shape [8, 24], expected [24, 8]"), message);
    assertRefused(withWeights(w -> headerReplaced(w, "field.0.weight", "field.9.weight")));
    assertRefused(withWeights(w -> headerReplaced(w, "\"F32\"", "\"F16\"")));
    assertRefused(withWeights(w -> Arrays.copyOf(w, w.length - 4)));
    assertRefused(withWeights(w -> Arrays.copyOf(w, w.length + 4)));
    assertRefused(withWeights(w -> new byte[0]));
    for (long length : new long[] {-1, 0, 1L << 31, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertRefused(
          withWeights(
              w -> {
                byte[] changed = w.clone();
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
                return changed;
              }));
    }
  }

  @Test
  void aZipWithOtherEntriesIsRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("run.sh", new byte[] {1});
    assertTrue(assertRefused(SignedZip.of(entries, ZipEntry.STORED)).contains("run.sh"));
    for (String name : entries().keySet()) {
      Map<String, byte[]> fewer = entries();
      fewer.remove(name);
      assertRefused(SignedZip.of(fewer, ZipEntry.STORED));
    }
    assertRefused(SignedZip.of(Map.of(), ZipEntry.STORED));
  }

  @Test
  void anEntryThatWouldGrowBeyondTheFileIsRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("weights.safetensors", new byte[64 << 20]);
    byte[] bomb = SignedZip.of(entries, ZipEntry.DEFLATED);
    assertTrue(bomb.length < 200_000);
    assertTrue(assertRefused(bomb).contains("stored"));
  }

  private static String refusal(Path file) {
    return assertThrows(ModelFileException.class, () -> LatentOde.load(file)).getMessage();
  }

  private static String assertRefused(byte[] content) {
    String message =
        assertThrows(ModelFileException.class, () -> LatentOde.parse(content, "m.anode"))
            .getMessage();
    assertTrue(message.contains("m.anode") && message.contains("train"), message);
    return message;
  }

  private static byte[] headerReplaced(byte[] weights, String from, String to) {
    // Latin-1 keeps every byte.
    String text = new String(weights, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(from), () -> from + " is not in " + text.substring(8, 900));
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] withDescription(UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> entries = entries();
    String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
    entries.put("model.json", change.apply(json).getBytes(StandardCharsets.UTF_8));
    return SignedZip.of(entries, ZipEntry.STORED);
  }

  /** Changes the weights and describes them, so that only what they say can be wrong. */
  private static byte[] withWeights(UnaryOperator<byte[]> change) throws IOException {
    Map<String, byte[]> entries = entries();
    byte[] weights = change.apply(entries.get("weights.safetensors"));
    String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
    String digest = ModelContainer.sha256(weights, weights.length);
    json =
        json.replaceFirst(
            "\"weightsSha256\" : \"[0-9a-f]+\"", "\"weightsSha256\":\"" + digest + "\"");
    entries.put("weights.safetensors", weights);
    entries.put("model.json", json.getBytes(StandardCharsets.UTF_8));
    return SignedZip.of(entries, ZipEntry.STORED);
  }

  private static Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        entries.put(e.getName(), zip.readAllBytes());
      }
    }
    assertEquals(2, entries.size());
    return entries;
  }
}
