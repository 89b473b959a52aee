package io.anode4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * ND4J works with the versions and exclusions that the parent POM chose for its dependencies: each
 * test runs through one of them.
 */
class Nd4jBackendTest {
  @Test
  void multipliesThroughOpenBlas() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] a = values(random, 7, 33);
    float[][] b = values(random, 33, 5);

    INDArray product = Nd4j.createFromArray(a).mmul(Nd4j.createFromArray(b));

    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 5; j++) {
        double expected = 0;
        for (int k = 0; k < 33; k++) {
          expected += (double) a[i][k] * b[k][j];
        }
        assertEquals(expected, product.getDouble(i, j), 1e-5);
      }
    }
  }

  @Test
  void indexesIntervals() {
    INDArray matrix = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    INDArray columns = matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3));
    assertArrayEquals(new float[][] {{2, 3}, {5, 6}}, columns.dup().toFloatMatrix());
  }

  @Test
  void writesAndReadsNpy(@TempDir Path folder) throws Exception {
    INDArray matrix = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    File file = folder.resolve("matrix.npy").toFile();
    Nd4j.writeAsNumpy(matrix, file);
    assertEquals(matrix, Nd4j.createFromNpyFile(file));
  }

  @Test
  void stepsWithAdam() {
    AdamUpdater adam = new AdamUpdater(Adam.builder().learningRate(0.1).build());
    adam.setState(Map.of("M", Nd4j.zeros(1, 2), "V", Nd4j.zeros(1, 2)), true);
    INDArray gradient = Nd4j.createFromArray(new float[][] {{3, -20}});
    adam.applyUpdater(gradient, 0, 0);
    // The first step of Adam is the learning rate, whatever the size of the gradient.
    assertArrayEquals(new float[] {0.1f, -0.1f}, gradient.toFloatMatrix()[0], 1e-6f);
  }

  private static float[][] values(SplittableRandom random, int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextDouble(-1, 1);
      }
    }
    return values;
  }
}
