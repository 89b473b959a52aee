package io.anode4j.benchmark;

import io.anode4j.anode.LayerField;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The field 10-100-100-10 of W1 to W3 and its 50 initial states: the golden ones where they lie
 * beside the project, seeded random ones elsewhere (other step counts, so compare like with like).
 */
record ReferenceField(LayerField field, Matrix states) {
  static final int ROWS = 50;
  static final int DIMENSION = 10;

  static ReferenceField load() throws IOException {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "field", Activation.TANH, DIMENSION, 100, 100, DIMENSION);
    Parameters parameters = new Parameters(layout.build());
    Path golden = golden();
    float[] states = golden == null ? random(mlp, parameters) : golden(golden, mlp, parameters);
    LayerField field = new LayerField(mlp, parameters);
    return new ReferenceField(field, Matrix.of(ROWS, DIMENSION, states));
  }

  private static Path golden() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path file = p.resolve("shared").resolve("golden").resolve("spec.npz");
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }

  private static float[] random(Mlp mlp, Parameters parameters) {
    SplittableRandom random = new SplittableRandom(1);
    Initializer weights = Initializer.glorotUniform(1.5);
    mlp.initialize(parameters, weights, weights, random);
    float[] states = new float[ROWS * DIMENSION];
    for (int i = 0; i < states.length; i++) {
      states[i] = (float) random.nextGaussian();
    }
    return states;
  }

  private static float[] golden(Path file, Mlp mlp, Parameters parameters) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (int l = 0; l < mlp.layers().size(); l++) {
        Dense layer = mlp.layers().get(l);
        put(parameters, layer.weight(), read(zip, "field.l" + (l + 1) + ".W.npy"));
        put(parameters, layer.bias(), read(zip, "field.l" + (l + 1) + ".b.npy"));
      }
      return read(zip, "field.z0.npy");
    }
  }

  private static void put(Parameters parameters, ParameterSlot slot, float[] values) {
    System.arraycopy(values, 0, parameters.values(), slot.offset(), slot.size());
  }

  /** The values of a float32 array in numpy's format 1.0. */
  private static float[] read(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    try (InputStream in = zip.getInputStream(entry)) {
      ByteBuffer data = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      data.position(10 + data.getShort(8));
      float[] values = new float[data.remaining() / Float.BYTES];
      data.asFloatBuffer().get(values);
      return values;
    }
  }
}
