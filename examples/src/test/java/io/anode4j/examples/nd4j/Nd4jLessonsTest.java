package io.anode4j.examples.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.forecast.Forecast;
import io.anode4j.optim.Trained;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Nadam;

class Nd4jLessonsTest {
  @Test
  void arraysGoInAndOut() {
    double[][] mean = {{21}, {22}};
    double[][] std = {{1}, {2}};
    ArraysInAndOut.Result result =
        ArraysInAndOut.run(
            (series, asked) -> {
              assertEquals(4, series.length());
              assertTrue(Double.isNaN(series.row(2)[0]), "a hole stays a hole");
              return Forecast.gaussian("s", List.of("x"), asked, mean, std);
            });
    assertArrayEquals(mean, result.median().toDoubleMatrix());
    // Nine in ten of a Gaussian lie within 1.6449 standard deviations.
    assertEquals(2 * 1.6449, result.width().getDouble(0, 0), 1e-3);
    assertEquals(4 * 1.6449, result.width().getDouble(1, 0), 1e-3);
  }

  @Test
  void updatersTrain() {
    for (Trained trained : List.of(AnyUpdater.run(new Nadam()), AnyUpdater.run(new AMSGrad()))) {
      double loss = trained.last().loss();
      assertTrue(loss < 0.1 * trained.history().get(0).loss(), "loss " + loss);
    }
  }

  /** The logistic function, and its derivative with respect to the rate. */
  @Test
  void graphsAreSolvedAndDifferentiated() {
    GraphAsField.Result result = GraphAsField.run(1.5f);
    assertArrayEquals(new float[] {1.5f}, result.field().parameterValues());
    double gradient = 0;
    for (double start : new double[] {0.1, 0.5}) {
      double y = 1 / (1 + (1 / start - 1) * Math.exp(-1.5 * 2));
      gradient += 2 * y * 2 * y * (1 - y); // 2y · ∂y/∂r, with ∂y/∂r = t·y·(1 − y)
    }
    assertEquals(gradient, result.gradients().parameters()[0], 1e-3);
  }

  @Test
  void blasComputesTheSameProduct(@TempDir Path folder) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      WideLayers.main(new String[0]);
    } finally {
      System.setOut(out);
    }
    String[] expected = said.toString(StandardCharsets.UTF_8).strip().split(" ");
    Path log = folder.resolve("blas.err");
    String[] actual = withBlas(log).strip().split(" ");
    assertTrue(Files.readString(log).contains("kernels: blas+"), Files.readString(log));
    for (int i = 0; i < 2; i++) {
      assertEquals(Float.parseFloat(expected[i]), Float.parseFloat(actual[i]), 1e-5f);
    }
  }

  private static String withBlas(Path log) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Danode4j.kernels=blas",
                "-Dorg.slf4j.simpleLogger.log.io.anode4j.tensor.kernel=debug",
                "-cp",
                System.getProperty("java.class.path"),
                WideLayers.class.getName())
            .redirectError(log.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> "see " + log);
    return out;
  }
}
