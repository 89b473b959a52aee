package io.anode4j.latent.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.Phases;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class OdeRnnTest {
  private static final int UNITS = 3;
  private static final int INPUTS = 2;

  /** One channel without a mask, and the gap. */
  private static final WindowLayout LAYOUT =
      new WindowLayout(1, false, 1, 0, Phases.NONE, 0, 0, 1, 1);

  /** Two windows of three and two observations. */
  private static final Contexts CONTEXTS = contexts(new int[] {2, 2, 1});

  private final OdeRnn settings = new OdeRnn(UNITS, 0, 4, 1, "euler", 10);
  private final ParameterLayout.Builder builder = ParameterLayout.builder();
  private final Encoder encoder = settings.in(builder, LAYOUT);
  private final Parameters parameters = new Parameters(builder.build());

  private static Contexts contexts(int[] active) {
    int total = Arrays.stream(active).sum();
    SplittableRandom random = new SplittableRandom(7);
    Matrix inputs = new Matrix(total, INPUTS);
    double[] gaps = new double[total];
    for (int r = 0; r < total; r++) {
      inputs.set(r, 0, (float) random.nextGaussian());
      inputs.set(r, 1, (float) random.nextGaussian());
      gaps[r] = r < active[0] ? 0 : 0.2 + random.nextDouble();
    }
    return new Contexts(active[0], active, inputs, gaps);
  }

  private Matrix codes(Contexts contexts) {
    EncoderPass pass = encoder.pass();
    pass.load(parameters);
    Matrix codes = new Matrix(contexts.windows(), UNITS);
    pass.forward(contexts, codes);
    return codes;
  }

  private ParameterSlot slot(String name) {
    return parameters.layout().slots().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The paper's algorithm written down in double, one Euler step a gap. */
  private double[] reference(Contexts contexts, int window) {
    double[] h = new double[UNITS];
    int at = 0;
    for (int s = 0; s < contexts.steps(); s++) {
      if (window < contexts.active()[s]) {
        int row = at + window;
        if (s > 0) {
          double[] slope = layer("encoder.field.1", tanh(layer("encoder.field.0", h)));
          for (int j = 0; j < UNITS; j++) {
            h[j] += contexts.gaps()[row] * slope[j];
          }
        }
        double[] x = {contexts.inputs().get(row, 0), contexts.inputs().get(row, 1)};
        h = gru(x, h);
      }
      at += contexts.active()[s];
    }
    return h;
  }

  private double[] layer(String name, double[] x) {
    return affine(slot(name + ".weight"), slot(name + ".bias"), x);
  }

  private double[] affine(ParameterSlot weight, ParameterSlot bias, double[] x) {
    float[] v = parameters.values();
    double[] y = new double[weight.rows()];
    for (int i = 0; i < y.length; i++) {
      y[i] = v[bias.offset() + i];
      for (int j = 0; j < x.length; j++) {
        y[i] += v[weight.offset() + i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private static double[] tanh(double[] x) {
    return Arrays.stream(x).map(Math::tanh).toArray();
  }

  /** PyTorch's GRUCell: gates r, z, n. */
  private double[] gru(double[] x, double[] h) {
    double[] in = affine(slot("encoder.w_ih"), slot("encoder.b_ih"), x);
    double[] rec = affine(slot("encoder.w_hh"), slot("encoder.b_hh"), h);
    double[] next = new double[UNITS];
    for (int j = 0; j < UNITS; j++) {
      double r = 1 / (1 + Math.exp(-in[j] - rec[j]));
      double z = 1 / (1 + Math.exp(-in[UNITS + j] - rec[UNITS + j]));
      double n = Math.tanh(in[2 * UNITS + j] + r * rec[2 * UNITS + j]);
      next[j] = (1 - z) * n + z * h[j];
    }
    return next;
  }

  @Test
  void codesAreThoseOfTheAlgorithm() {
    encoder.initialize(parameters, new SplittableRandom(1));
    Matrix codes = codes(CONTEXTS);
    for (int w = 0; w < 2; w++) {
      double[] expected = reference(CONTEXTS, w);
      for (int j = 0; j < UNITS; j++) {
        assertEquals(expected[j], codes.get(w, j), 2e-6); // float32 against double
      }
    }
  }

  @Test
  void withoutAFieldItIsAGru() {
    encoder.initialize(parameters, new SplittableRandom(1));
    ParameterLayout.Builder plain = ParameterLayout.builder();
    Encoder gru = new Gru(UNITS, 0).in(plain, LAYOUT);
    Parameters weights = new Parameters(plain.build());
    int count = weights.size(); // the cell's arrays come first in both
    System.arraycopy(parameters.values(), 0, weights.values(), 0, count);
    Arrays.fill(parameters.values(), count, parameters.size(), 0f);
    EncoderPass pass = gru.pass();
    pass.load(weights);
    Matrix expected = new Matrix(2, UNITS);
    pass.forward(CONTEXTS, expected);
    Matrix codes = codes(CONTEXTS);
    for (int j = 0; j < UNITS; j++) {
      assertEquals(expected.get(0, j), codes.get(0, j));
      assertEquals(expected.get(1, j), codes.get(1, j));
    }
  }

  @Test
  void aWorkspaceForgetsTheBatchBefore() {
    encoder.initialize(parameters, new SplittableRandom(1));
    EncoderPass pass = encoder.pass();
    pass.load(parameters);
    pass.forward(contexts(new int[] {5, 4, 4, 2, 1}), new Matrix(5, UNITS));
    Matrix codes = new Matrix(2, UNITS);
    pass.forward(CONTEXTS, codes);
    assertEquals(codes(CONTEXTS).get(1, 2), codes.get(1, 2));
  }

  /** A step of a billionth of a window: bounded work, and no code that looks like one. */
  @Test
  void aGapOfTooManyStepsEndsAsNotANumber() {
    ParameterLayout.Builder tiny = ParameterLayout.builder();
    Encoder slow = new OdeRnn(UNITS, 0, 4, 1, "euler", 1e-8).in(tiny, LAYOUT);
    Parameters weights = new Parameters(tiny.build());
    slow.initialize(weights, new SplittableRandom(1));
    EncoderPass pass = slow.pass();
    pass.load(weights);
    Matrix codes = new Matrix(2, UNITS);
    pass.forward(CONTEXTS, codes);
    assertTrue(Float.isNaN(codes.get(0, 0)) && Float.isNaN(codes.get(1, 0)));
  }

  @Test
  void anInterruptEndsIt() {
    encoder.initialize(parameters, new SplittableRandom(1));
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> codes(CONTEXTS));
    assertTrue(Thread.interrupted());
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertRefused("units", () -> new OdeRnn(0, 0, 4, 1, "euler", 1));
    assertRefused("timeFrequencies", () -> new OdeRnn(4, -1, 4, 1, "euler", 1));
    assertRefused("step", () -> new OdeRnn(4, 0, 4, 1, "euler", 0));
    assertRefused("eulr", () -> new OdeRnn(4, 0, 4, 1, "eulr", 1));
    assertRefused("fieldUnits", () -> new OdeRnn(4, 0, 0, 1, "euler", 1));
  }

  private static void assertRefused(String found, org.junit.jupiter.api.function.Executable made) {
    String message = assertThrows(IllegalArgumentException.class, made).getMessage();
    assertTrue(message.contains(found) && message.contains("xpected"), message);
  }
}
