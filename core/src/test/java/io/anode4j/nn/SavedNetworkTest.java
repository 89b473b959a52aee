package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedNetworkTest {
  @TempDir Path directory;

  /** An architecture as a program makes it, again and again. */
  private record Made(Layer layer, ParameterLayout layout) {
    static Made of(int hidden) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      Layer layer = Mlp.in(layout, "net", Activation.TANH, 2, hidden, 1);
      return new Made(layer, layout.build());
    }
  }

  @Test
  void aNetworkIsSavedAndLoadedInOneCallEach() {
    Made made = Made.of(8);
    Network network = Network.create(made.layer(), made.layout(), 7);
    Path file = directory.resolve("net.safetensors");
    network.save(file);
    Made again = Made.of(8);
    Network loaded = Network.load(file, again.layer(), again.layout());
    Matrix x = Matrix.of(new float[][] {{1, 2}, {-3, 0.5f}});
    assertArrayEquals(network.apply(x).toArray(), loaded.apply(x).toArray());
    assertArrayEquals(
        network.parameters().values(), Parameters.load(file, again.layout()).values());
  }

  @Test
  void whatDoesNotFitIsRefusedByFileTensorAndShapes() {
    Made made = Made.of(8);
    Path file = directory.resolve("net.safetensors");
    Network.create(made.layer(), made.layout(), 7).save(file);
    Made wider = Made.of(9);
    String message = refusal(file, wider.layout());
    for (String part : List.of(file.toString(), "net.0.weight", "[8, 2]", "[9, 2]", "layout")) {
      assertTrue(message.contains(part), message);
    }
    assertTrue(refusal(directory.resolve("none"), made.layout()).contains("no file of weights"));
    assertTrue(refusal(directory, made.layout()).contains("cannot be read"));
  }

  private static String refusal(Path file, ParameterLayout layout) {
    return String.valueOf(
        assertThrows(WeightsFileException.class, () -> Parameters.load(file, layout)).getMessage());
  }

  /** Every byte of a file counts: cut anywhere, it is refused. */
  @Test
  void aFileCutOffIsRefused() throws IOException {
    Made made = Made.of(2);
    Path file = directory.resolve("net.safetensors");
    Network.create(made.layer(), made.layout(), 7).save(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertTrue(refusal(file, made.layout()).contains(file.toString()));
    }
  }

  /** The bytes that Python's safetensors 0.8.0 wrote for these two arrays. */
  @Test
  void aFileOfThePythonLibraryIsRead() throws IOException {
    String header =
        "{\"net.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"net.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]}}";
    int length = (header.length() + 7) / 8 * 8;
    ByteBuffer bytes = ByteBuffer.allocate(8 + length + 32).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(header.getBytes(StandardCharsets.UTF_8));
    while (bytes.position() < 8 + length) {
      bytes.put((byte) ' ');
    }
    for (float v : new float[] {0.5f, -0.5f, 1, 2, 3, 4, 5, 6}) {
      bytes.putFloat(v);
    }
    Path file = directory.resolve("python.safetensors");
    Files.write(file, bytes.array());
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense dense = Dense.in(layout, "net", 3, 2);
    Network network = Network.load(file, dense, layout.build());
    Matrix y = network.apply(Matrix.of(new float[][] {{1, 1, 1}}));
    assertArrayEquals(new float[] {6.5f, 14.5f}, y.toArray());
  }

  @Test
  void anInterruptLeavesTheOldFileOrTheNewOneWhole() throws IOException {
    Made made = Made.of(8);
    Path file = directory.resolve("net.safetensors");
    Network old = Network.create(made.layer(), made.layout(), 1);
    old.save(file);
    byte[] before = Files.readAllBytes(file);
    Network other = Network.create(made.layer(), made.layout(), 2);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> other.save(file));
    assertThrows(CancellationException.class, () -> Parameters.load(file, made.layout()));
    assertTrue(Thread.interrupted(), "the flag must stay set");
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(1, files(directory), "no part of a file may stay");
  }

  @Test
  void anInterruptWhileWritingLeavesNoPart() throws IOException {
    Path file = directory.resolve("half");
    assertThrows(
        CancellationException.class,
        () ->
            WholeFile.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  Thread.currentThread().interrupt();
                  out.write(new byte[100_000]);
                }));
    assertTrue(Thread.interrupted(), "the flag must stay set");
    assertEquals(0, files(directory));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaid() {
    Made made = Made.of(2);
    Network network = Network.create(made.layer(), made.layout(), 1);
    Path file = directory.resolve("missing").resolve("net");
    String message =
        String.valueOf(
            assertThrows(UncheckedIOException.class, () -> network.save(file)).getMessage());
    assertTrue(message.contains(file.toString()), message);
  }

  private static long files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }
}
