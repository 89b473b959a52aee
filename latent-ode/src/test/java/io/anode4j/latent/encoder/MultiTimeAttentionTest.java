package io.anode4j.latent.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

class MultiTimeAttentionTest {
  private static final int CHANNELS = 2;
  private static final int UNITS = 3;
  private static final int EMBEDDING = 6;
  private static final int HEADS = 2;
  private static final int POINTS = 4;
  private static final double REACH = 5;

  /** Two channels with a mask, the gap, and the two phases of a period, which are told always. */
  private static final WindowLayout LAYOUT =
      new WindowLayout(CHANNELS, true, 1, 0, Phases.of(3.0), 0, 0, 1, 1);

  private final MultiTimeAttention settings =
      new MultiTimeAttention(UNITS, EMBEDDING, HEADS, POINTS, REACH);
  private final ParameterLayout.Builder builder = ParameterLayout.builder();
  private final Encoder encoder = settings.in(builder, LAYOUT);
  private final Parameters parameters = new Parameters(builder.build());

  MultiTimeAttentionTest() {
    encoder.initialize(parameters, new SplittableRandom(1));
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] += (float) (0.3 * random.nextGaussian());
    }
  }

  /** Two windows of four and two rows; the second never has its second channel. */
  private static Contexts contexts(int... active) {
    int total = Arrays.stream(active).sum();
    SplittableRandom random = new SplittableRandom(7);
    Matrix inputs = new Matrix(total, LAYOUT.inputs());
    double[] gaps = new double[total];
    for (int r = 0; r < total; r++) {
      boolean second = r % 2 == 1 && r < 4;
      for (int c = 0; c < CHANNELS; c++) {
        boolean seen = c == 0 ? r != 2 : !second;
        inputs.set(r, c, seen ? (float) random.nextGaussian() : 0f);
        inputs.set(r, CHANNELS + c, seen ? 1f : 0f);
      }
      gaps[r] = r < active[0] ? 0 : 0.2 + random.nextDouble();
      inputs.set(r, 2 * CHANNELS, (float) gaps[r]);
      inputs.set(r, 2 * CHANNELS + 1, (float) random.nextGaussian());
      inputs.set(r, 2 * CHANNELS + 2, (float) random.nextGaussian());
    }
    return new Contexts(active[0], active, inputs, gaps);
  }

  private static final Contexts TWO = contexts(2, 2, 1, 1);

  private float[][] codes(Contexts contexts) {
    EncoderPass pass = encoder.pass();
    pass.load(parameters);
    Matrix codes = new Matrix(contexts.windows(), UNITS);
    pass.forward(contexts, codes);
    float[][] rows = new float[contexts.windows()][UNITS];
    for (int w = 0; w < rows.length; w++) {
      for (int j = 0; j < UNITS; j++) {
        rows[w][j] = codes.get(w, j);
      }
    }
    return rows;
  }

  private double weight(String name, int row, int column) {
    ParameterSlot slot =
        parameters.layout().slots().stream()
            .filter(s -> s.name().equals("encoder." + name))
            .findFirst()
            .orElseThrow();
    return parameters.values()[slot.offset() + row * slot.columns() + column];
  }

  private double[] embedded(double time) {
    double[] phi = new double[EMBEDDING];
    for (int j = 0; j < EMBEDDING; j++) {
      double angle = weight("time.frequency", 0, j) * time + weight("time.phase", 0, j);
      phi[j] = j == 0 ? angle : Math.sin(angle);
    }
    return phi;
  }

  /** φ(r) w (φ(τ) v)ᵀ / √d of a head. */
  private double score(int head, double point, double time) {
    int d = EMBEDDING / HEADS;
    double sum = 0;
    for (int j = head * d; j < (head + 1) * d; j++) {
      double query = 0;
      double key = 0;
      for (int e = 0; e < EMBEDDING; e++) {
        query += embedded(point)[e] * weight("query", j, e);
        key += embedded(time)[e] * weight("key", j, e);
      }
      sum += query * key;
    }
    return sum / Math.sqrt(d);
  }

  /** Eq. 1 to 3 of the paper, each softmax written out over the rows that have the channel. */
  private double[] attended(Contexts contexts, int window, double point) {
    int rows = 0;
    int[] at = new int[contexts.steps()];
    double[] since = new double[contexts.steps()];
    int start = 0;
    double back = 0;
    for (int s = 0; s < contexts.steps() && window < contexts.active()[s]; s++) {
      at[rows] = start + window;
      back += contexts.gaps()[start + window];
      since[rows++] = back;
      start += contexts.active()[s];
    }
    int values = CHANNELS + 2;
    double[] seen = new double[HEADS * values + CHANNELS];
    for (int h = 0; h < HEADS; h++) {
      for (int c = 0; c < values; c++) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < rows; i++) {
          boolean there = c >= CHANNELS || contexts.inputs().get(at[i], CHANNELS + c) > 0;
          double value = contexts.inputs().get(at[i], c < CHANNELS ? c : CHANNELS + 1 + c);
          if (there) {
            double e = Math.exp(score(h, point, (back - since[i]) / REACH));
            sum += e * value;
            all += e;
          }
        }
        seen[h * values + c] = all > 0 ? sum / all : 0;
        if (c < CHANNELS) {
          seen[HEADS * values + c] = all > 0 ? 1 : 0;
        }
      }
    }
    return seen;
  }

  private double[] reference(Contexts contexts, int window) {
    double[] h = new double[UNITS];
    for (int k = 0; k < POINTS; k++) {
      double[] seen = attended(contexts, window, 1 - k / (POINTS - 1.0));
      double[] x = new double[UNITS];
      for (int j = 0; j < UNITS; j++) {
        x[j] = weight("map.0.bias", 0, j);
        for (int i = 0; i < seen.length; i++) {
          x[j] += weight("map.0.weight", j, i) * seen[i];
        }
      }
      h = gru(x, h);
    }
    return h;
  }

  private double[] gru(double[] x, double[] h) {
    double[] next = new double[UNITS];
    for (int j = 0; j < UNITS; j++) {
      double reset = 1 / (1 + Math.exp(-gate("ih", j, x) - gate("hh", j, h)));
      double update = 1 / (1 + Math.exp(-gate("ih", UNITS + j, x) - gate("hh", UNITS + j, h)));
      double fresh = Math.tanh(gate("ih", 2 * UNITS + j, x) + reset * gate("hh", 2 * UNITS + j, h));
      next[j] = (1 - update) * fresh + update * h[j];
    }
    return next;
  }

  private double gate(String side, int row, double[] v) {
    double sum = weight("b_" + side, 0, row);
    for (int i = 0; i < v.length; i++) {
      sum += weight("w_" + side, row, i) * v[i];
    }
    return sum;
  }

  @Test
  void codesAreThoseOfThePapersEquations() {
    float[][] codes = codes(TWO);
    for (int w = 0; w < 2; w++) {
      double[] expected = reference(TWO, w);
      for (int j = 0; j < UNITS; j++) {
        assertEquals(expected[j], codes[w][j], 2e-6);
      }
    }
  }

  @Test
  void aWindowsCodeDoesNotDependOnThoseBesideIt() {
    int[] rows = {0, 2, 4, 5};
    Matrix inputs = new Matrix(4, LAYOUT.inputs());
    double[] gaps = new double[4];
    for (int i = 0; i < 4; i++) {
      gaps[i] = TWO.gaps()[rows[i]];
      for (int j = 0; j < LAYOUT.inputs(); j++) {
        inputs.set(i, j, TWO.inputs().get(rows[i], j));
      }
    }
    Contexts alone = new Contexts(1, new int[] {1, 1, 1, 1}, inputs, gaps);
    assertArrayEquals(codes(TWO)[0], codes(alone)[0]);
  }

  /** A pass that served a longer batch before forgets it. */
  @Test
  void aPassForgetsTheBatchBefore() {
    EncoderPass pass = encoder.pass();
    pass.load(parameters);
    Matrix codes = new Matrix(3, UNITS);
    pass.forward(contexts(3, 3, 2, 2, 1), codes);
    pass.forward(TWO, codes);
    assertEquals(codes(TWO)[1][0], codes.get(1, 0));
  }

  /** Attention that has become sharp beyond what doubles can tell is still a mean. */
  @Test
  void sharpAttentionStaysFinite() {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] *= 100;
    }
    for (float[] code : codes(TWO)) {
      for (float v : code) {
        assertTrue(Float.isFinite(v));
      }
    }
  }

  @Test
  void itStopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> codes(TWO));
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new MultiTimeAttention(8, 6, 4, 5, 8));
    assertTrue(e.getMessage().contains("heads") && e.getMessage().contains("6"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new MultiTimeAttention(8, 6, 2, 1, 8));
    assertThrows(IllegalArgumentException.class, () -> new MultiTimeAttention(8, 1, 1, 5, 8));
    assertThrows(IllegalArgumentException.class, () -> new MultiTimeAttention(8, 6, 2, 5, 0));
  }
}
