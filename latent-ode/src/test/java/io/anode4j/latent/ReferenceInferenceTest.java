package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.Phases;
import io.anode4j.nn.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * W5 of the reference workloads: encode 50 observations of 8 sensors, solve from the posterior's
 * mean, decode 20 later points. Checked against the same network in double precision.
 */
class ReferenceInferenceTest {
  private static final int HIDDEN = 32;
  private static final int LATENT = 10;
  private static final int SENSORS = 8;
  private static final int STEPS_BETWEEN = 40;

  @Test
  void theForecastsOfTheReferenceWorkloadComeOut() throws IOException {
    GoldenArrays golden = GoldenArrays.of("w5");
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .alone()
            .latentSize(LATENT)
            .augment(0)
            .encoderUnits(HIDDEN)
            .fieldUnits(100)
            .fieldLayers(2)
            .decoderUnits(0)
            .rtol(1e-3)
            .atol(1e-4)
            .build();
    WindowLayout layout = new WindowLayout(SENSORS, false, 1, 0, Phases.NONE, 0, 0, 1, 1);
    LatentArchitecture architecture = LatentArchitecture.of(config, layout);
    Parameters parameters = new Parameters(architecture.layout());
    golden.fill(
        parameters,
        architecture.layout().slots(),
        "gru.w_ih",
        "gru.w_hh",
        "gru.b_ih",
        "gru.b_hh",
        "h2z.W",
        "h2z.b",
        "f1.W",
        "f1.b",
        "f2.W",
        "f2.b",
        "f3.W",
        "f3.b",
        "dec.W",
        "dec.b");
    double[] observed = golden.doubles("t_obs");
    double[] predicted = golden.doubles("t_pred");
    double[] x = golden.doubles("x");
    int windows = x.length / observed.length / SENSORS;
    double[] asked = Arrays.copyOfRange(predicted, 1, predicted.length);
    List<WindowQuery> queries = new ArrayList<>();
    double[][][] series = new double[windows][observed.length][];
    for (int w = 0; w < windows; w++) {
      for (int i = 0; i < observed.length; i++) {
        int at = (w * observed.length + i) * SENSORS;
        series[w][i] = Arrays.copyOfRange(x, at, at + SENSORS);
      }
      queries.add(WindowQuery.forecast(TimeSeries.of("w" + w, observed, series[w]), asked));
    }
    LatentWorkspace workspace = new LatentWorkspace(architecture);
    workspace.load(parameters);
    WindowBatch batch = WindowBatch.of(queries, layout, 1);
    assertEquals(0, workspace.forward(batch, new float[windows * LATENT], false));
    Reference reference = new Reference(golden);
    double largest = 0;
    double squared = 0;
    for (int w = 0; w < windows; w++) {
      double[][] expected = reference.forecast(observed, series[batch.queryOf(w)], predicted);
      for (int i = 0; i < asked.length; i++) {
        for (int c = 0; c < SENSORS; c++) {
          double mean = workspace.mean(batch, w, i, c);
          largest = Math.max(largest, Math.abs(mean - expected[i][c]));
          squared += expected[i][c] * expected[i][c];
        }
      }
    }
    double size = Math.sqrt(squared / (windows * asked.length * SENSORS));
    assertTrue(size > 0.1, "the reference is not nothing: " + size);
    // The state's tolerance is 1e-3; peers are within a few of it on the same field (W2: 0.03).
    assertTrue(largest < 3e-3, "largest error " + largest + " of values of size " + size);
  }

  /** The network written out in double precision, its field solved by classic Runge-Kutta. */
  private static final class Reference {
    private final double[] inputWeight;
    private final double[] recurrentWeight;
    private final double[] inputBias;
    private final double[] recurrentBias;
    private final double[][] posterior;
    private final double[][] decoder;
    private final List<double[][]> field = new ArrayList<>();

    Reference(GoldenArrays golden) throws IOException {
      inputWeight = golden.doubles("gru.w_ih");
      recurrentWeight = golden.doubles("gru.w_hh");
      inputBias = golden.doubles("gru.b_ih");
      recurrentBias = golden.doubles("gru.b_hh");
      posterior = layer(golden, "h2z");
      decoder = layer(golden, "dec");
      for (String name : List.of("f1", "f2", "f3")) {
        field.add(layer(golden, name));
      }
    }

    private static double[][] layer(GoldenArrays golden, String name) throws IOException {
      return new double[][] {golden.doubles(name + ".W"), golden.doubles(name + ".b")};
    }

    private static double[] affine(double[] weight, double[] bias, double[] x) {
      double[] y = bias.clone();
      for (int o = 0; o < y.length; o++) {
        for (int i = 0; i < x.length; i++) {
          y[o] += weight[o * x.length + i] * x[i];
        }
      }
      return y;
    }

    /** One step of the GRU, gates in the order reset, update, new (Cho et al. 2014). */
    private double[] gru(double[] input, double[] state) {
      double[] in = affine(inputWeight, inputBias, input);
      double[] recurrent = affine(recurrentWeight, recurrentBias, state);
      double[] next = new double[HIDDEN];
      for (int j = 0; j < HIDDEN; j++) {
        double reset = 1 / (1 + Math.exp(-in[j] - recurrent[j]));
        double update = 1 / (1 + Math.exp(-in[HIDDEN + j] - recurrent[HIDDEN + j]));
        double candidate = Math.tanh(in[2 * HIDDEN + j] + reset * recurrent[2 * HIDDEN + j]);
        next[j] = (1 - update) * candidate + update * state[j];
      }
      return next;
    }

    private double[] slope(double[] z) {
      double[] y = z;
      for (int l = 0; l < field.size(); l++) {
        y = affine(field.get(l)[0], field.get(l)[1], y);
        for (int i = 0; l < field.size() - 1 && i < y.length; i++) {
          y[i] = Math.tanh(y[i]);
        }
      }
      return y;
    }

    private double[] step(double[] z, double h) {
      double[] k1 = slope(z);
      double[] k2 = slope(moved(z, k1, h / 2));
      double[] k3 = slope(moved(z, k2, h / 2));
      double[] k4 = slope(moved(z, k3, h));
      double[] next = z.clone();
      for (int i = 0; i < z.length; i++) {
        next[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
      return next;
    }

    private static double[] moved(double[] z, double[] k, double h) {
      double[] result = z.clone();
      for (int i = 0; i < z.length; i++) {
        result[i] += h * k[i];
      }
      return result;
    }

    double[][] forecast(double[] times, double[][] values, double[] predicted) {
      double[] state = new double[HIDDEN];
      for (int i = times.length - 1; i >= 0; i--) {
        double[] input = Arrays.copyOf(values[i], SENSORS + 1);
        input[SENSORS] = i == times.length - 1 ? 0 : times[i + 1] - times[i];
        state = gru(input, state);
      }
      double[] z = Arrays.copyOf(affine(posterior[0], posterior[1], state), LATENT);
      double[][] means = new double[predicted.length - 1][];
      for (int i = 1; i < predicted.length; i++) {
        double h = (predicted[i] - predicted[i - 1]) / STEPS_BETWEEN;
        for (int s = 0; s < STEPS_BETWEEN; s++) {
          z = step(z, h);
        }
        means[i - 1] = affine(decoder[0], decoder[1], z);
      }
      return means;
    }
  }
}
