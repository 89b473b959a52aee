package io.anode4j.latent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** The arrays of the reference workloads, where they lie in a folder above the project. */
record GoldenArrays(Path file, String workload) {

  /** Skips the calling test where they are not. */
  static GoldenArrays of(String workload) {
    Path file = Path.of("").toAbsolutePath();
    while (file != null && !Files.isReadable(file.resolve("shared/golden/spec.npz"))) {
      file = file.getParent();
    }
    assumeTrue(file != null, "no golden vectors in shared/golden of a folder above");
    return new GoldenArrays(file.resolve("shared/golden/spec.npz"), workload);
  }

  /** The values of a float32 array in numpy's format 1.0. */
  float[] floats(String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] bytes =
          zip.getInputStream(zip.getEntry(workload + "." + name + ".npy")).readAllBytes();
      ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      in.position(10 + in.getShort(8));
      float[] values = new float[in.remaining() / Float.BYTES];
      in.asFloatBuffer().get(values);
      return values;
    }
  }

  double[] doubles(String name) throws IOException {
    float[] floats = floats(name);
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  /** Puts arrays into the first slots of some weights, in order. */
  void fill(Parameters parameters, List<ParameterSlot> slots, String... names) throws IOException {
    for (int i = 0; i < names.length; i++) {
      ParameterSlot slot = slots.get(i);
      float[] values = floats(names[i]);
      if (values.length != slot.size()) {
        throw new IllegalStateException(names[i] + " does not fit " + slot);
      }
      System.arraycopy(values, 0, parameters.values(), slot.offset(), slot.size());
    }
  }
}
