package io.anode4j.latent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.ModelFileException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of PyTorch, written by examples/src/main/python/export_latent_ode.py. */
class SpecImportTest {
  private static final int MUTATIONS = Integer.getInteger("anode4j.specs", 400);

  private static final String SIGNS = "0123456789-+eE.,:[]{}\"nulltrue";

  @TempDir Path folder;

  private static Path spec(String kind) {
    try {
      URL file = SpecImportTest.class.getResource("imported-" + kind + "/spec.json");
      return Path.of(Objects.requireNonNull(file).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "ode-rnn"})
  void whatPyTorchAnsweredIsAnsweredHere(String kind) {
    LatentOde model = SpecImport.read(spec(kind));
    assertEquals(kind, model.config().encoder().type());
    String golden = Objects.requireNonNull(model.provenance().get("golden"));
    assertTrue(golden.startsWith("2 cases, largest difference "), golden);
    Path file = folder.resolve("m.anode");
    model.save(file);
    double[][] values = {{9, 0.3}, {11, Double.NaN}, {12, -0.2}};
    TimeSeries history = TimeSeries.of("a", new double[] {1, 2.5, 3}, values);
    double[] asked = {3.5, 6};
    double mean = model.forecast(history, asked).mean(1, 0);
    assertTrue(Double.isFinite(mean));
    assertEquals(mean, LatentOde.load(file).forecast(history, asked).mean(1, 0));
  }

  private String refusal(Consumer<ObjectNode> change) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode tree = (ObjectNode) json.readTree(spec("gru").toFile());
    change.accept(tree);
    Path changed = folder.resolve("spec.json");
    json.writeValue(changed.toFile(), tree);
    Path weights = folder.resolve("weights.safetensors");
    if (!Files.exists(weights)) {
      Files.copy(spec("gru").resolveSibling("weights.safetensors"), weights);
    }
    return String.valueOf(
        assertThrows(ModelFileException.class, () -> SpecImport.read(changed)).getMessage());
  }

  @Test
  void anotherModelIsRefused() throws IOException {
    assertSays("the location of 'flow' at", s -> nudge(array(s, "/golden/0/location/2"), 5e-5));
    assertSays("the scale of 'flow' at", s -> nudge(array(s, "/golden/0/scale/0"), 5e-5));
    assertSays("the mean of z0 is", s -> nudge(array(s, "/golden/1/mean"), 2e-5));
    assertSays("the deviation of z0 is", s -> nudge(array(s, "/golden/1/deviation"), 2e-5));
    assertSays("has a mean of 5 numbers", s -> array(s, "/golden/0/mean").remove(0));
    assertSays("the mean of z0 is", s -> s.put("timeUnit", 1.3));
    assertSays("in golden case 1", s -> array(s, "/center").set(0, 10.01));
  }

  @Test
  void whatIsWrongInTheFilesIsSaid() throws IOException {
    assertSays("formatVersion is 2", s -> s.put("formatVersion", 2));
    assertSays("states 'unit'", s -> s.put("unit", 2));
    assertSays("property 'center'", s -> s.remove("center"));
    assertSays("two channels have one name", s -> array(s, "/channels").set(0, "heat"));
    assertSays("a scale is not above 0", s -> array(s, "/scale").set(0, 0));
    assertSays("its center and scale do not fit 2 channels", s -> array(s, "/center").remove(0));
    assertSays("no golden case", s -> array(s, "/golden").removeAll());
    assertSays("do not increase", s -> array(s, "/golden/0/times").set(0, 99));
    assertSays("have 11 rows", s -> array(s, "/golden/0/values").remove(0));
    assertSays("has not 2 values", s -> array(s, "/golden/0/values/3").remove(0));
    assertSays("the name of a file beside it", s -> s.put("weights", "../w"));
    assertSays("fewer than the settings say", s -> config(s, "latentSize", 50_000));
    assertSays("'posterior.0.weight' has shape", s -> config(s, "latentSize", 7));
    assertSays("latentSizes", s -> config(s, "latentSizes", 7));
    assertSays("names the tensor of [gru.w]", s -> ((ObjectNode) s.get("names")).put("gru.w", "x"));
    assertSays("no tensor 'x'", s -> ((ObjectNode) s.get("names")).put("noise", "x"));
    assertSays("There is no model file", s -> s.put("weights", "none"));
  }

  @Test
  void aFileThatIsNoTextIsRefusedInPlainText() {
    Path weights = spec("gru").resolveSibling("weights.safetensors");
    String message =
        String.valueOf(
            assertThrows(ModelFileException.class, () -> SpecImport.read(weights)).getMessage());
    assertTrue(message.matches("\\p{Print}+"), message);
  }

  private static void config(ObjectNode spec, String name, int value) {
    ((ObjectNode) spec.get("config")).put(name, value);
  }

  private static ArrayNode array(ObjectNode spec, String at) {
    return (ArrayNode) spec.at(at);
  }

  private static void nudge(ArrayNode numbers, double by) {
    numbers.set(0, numbers.get(0).asDouble() + by);
  }

  private void assertSays(String words, Consumer<ObjectNode> change) throws IOException {
    String message = refusal(change);
    assertTrue(message.contains(words), message);
  }

  /** Files with bytes changed, taken out and doubled: refused with a clause, or the same model. */
  @Test
  void mutatedFilesAreRefusedOrTheSame() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    for (String kind : List.of("gru", "ode-rnn")) {
      byte[] json = Files.readAllBytes(spec(kind));
      byte[] weights = Files.readAllBytes(spec(kind).resolveSibling("weights.safetensors"));
      int refused = 0;
      for (int i = 0; i < MUTATIONS / 2; i++) {
        byte[] spec = i % 2 == 0 ? mutated(json, random) : json;
        byte[] file = i % 2 == 1 ? mutated(weights, random) : weights;
        try {
          LatentOde model = SpecImport.model(ModelSpec.parse(spec), file);
          assertTrue(model.parameterCount() > 0);
        } catch (IllegalArgumentException e) {
          refused++;
          assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), kind + " " + i);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
          throw new AssertionError(kind + " " + i + ": " + new String(spec, UTF_8), e);
        }
      }
      assertTrue(refused > MUTATIONS / 8, refused + " of " + MUTATIONS / 2 + " refused");
    }
  }

  private static byte[] mutated(byte[] of, SplittableRandom random) {
    byte[] bytes = of.clone();
    // Headers and settings stand at the beginning: half of the changes are made there.
    int reach = random.nextBoolean() ? Math.min(1200, bytes.length) : bytes.length;
    for (int k = 1 + random.nextInt(3); k > 0; k--) {
      int at = random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        case 2 -> bytes[at] = bytes[random.nextInt(reach)];
        default -> {
          int length = Math.min(random.nextInt(40), bytes.length - at);
          int from = random.nextInt(bytes.length - length + 1);
          System.arraycopy(of, from, bytes, at, length);
        }
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
