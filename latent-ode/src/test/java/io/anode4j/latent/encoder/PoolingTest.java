package io.anode4j.latent.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.Phases;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingTest {
  private static final int FEATURES = 3;
  private static final int PATCHES = 5;
  private static final int STATES = 4;
  private static final int QUERIES = 2;
  private static final int UNITS = 6;
  private static final WindowLayout LAYOUT =
      new WindowLayout(2, true, 1, 0, Phases.NONE, 0, 0, 1, 1);

  private final ParameterLayout.Builder builder = ParameterLayout.builder();
  private final Encoder encoder =
      new Pooling(UNITS, 0, FEATURES, PATCHES, STATES, QUERIES).in(builder, LAYOUT);
  private final Parameters parameters = new Parameters(builder.build());
  private final PlainPooling plain = new PlainPooling(parameters, QUERIES);

  PoolingTest() {
    SplittableRandom random = new SplittableRandom(1);
    encoder.initialize(parameters, random);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] += (float) (0.2 * random.nextGaussian());
    }
  }

  /** One reading of two channels, NaN where missing. */
  private record Reading(double time, double first, double second) {}

  private static List<Reading> readings(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Reading> readings = new ArrayList<>();
    double time = 0;
    for (int i = 0; i < count; i++) {
      time += 0.1 + random.nextDouble();
      double first = i % 4 == 2 ? Double.NaN : random.nextGaussian();
      readings.add(new Reading(time, first, i % 4 == 1 ? Double.NaN : random.nextGaussian()));
    }
    return readings;
  }

  private static List<Reading> each(List<Reading> readings, double stretch, double scale) {
    return readings.stream()
        .map(r -> new Reading(stretch * r.time, scale * r.first, scale * r.second))
        .toList();
  }

  /** Lays windows out as training does: longest first, each backwards in time. */
  @SafeVarargs
  private static Contexts batch(List<Reading>... windows) {
    int[] active = new int[windows[0].size()];
    int total = 0;
    for (List<Reading> window : windows) {
      for (int s = 0; s < window.size(); s++) {
        active[s]++;
        total++;
      }
    }
    Matrix inputs = new Matrix(total, LAYOUT.inputs());
    double[] gaps = new double[total];
    int row = 0;
    for (int s = 0; s < active.length; s++) {
      for (int w = 0; w < active[s]; w++) {
        Reading r = windows[w].get(windows[w].size() - 1 - s);
        gaps[row] = s == 0 ? 0 : windows[w].get(windows[w].size() - s).time - r.time;
        write(inputs, row, 0, r.first);
        write(inputs, row, 1, r.second);
        inputs.set(row, 4, (float) gaps[row]);
        row++;
      }
    }
    return new Contexts(windows.length, active, inputs, gaps);
  }

  private static void write(Matrix inputs, int row, int channel, double value) {
    boolean seen = !Double.isNaN(value);
    inputs.set(row, channel, seen ? (float) value : 0f);
    inputs.set(row, 2 + channel, seen ? 1f : 0f);
  }

  private float[] codes(Contexts contexts) {
    Matrix codes = new Matrix(contexts.windows(), UNITS);
    loaded().forward(contexts, codes);
    return codes.toArray();
  }

  private EncoderPass loaded() {
    EncoderPass pass = encoder.pass();
    pass.load(parameters);
    return pass;
  }

  private ParameterSlot slot(String name) {
    return plain.slot(name);
  }

  private void set(String name, double value) {
    for (int i = 0; i < slot(name).size(); i++) {
      parameters.values()[slot(name).offset() + i] = (float) value;
    }
  }

  private static void assertFinite(float[] values) {
    for (float v : values) {
      assertTrue(Float.isFinite(v), "a number is " + v);
    }
  }

  private static final Contexts TWO = batch(readings(9, 3), readings(4, 4));

  @Test
  void codesAreThoseOfTheEquations() {
    float[] codes = codes(TWO);
    for (int w = 0; w < 2; w++) {
      double[] expected = plain.code(TWO, w);
      for (int j = 0; j < UNITS; j++) {
        assertEquals(expected[j], codes[w * UNITS + j], 2e-6);
      }
    }
  }

  @Test
  void aWindowsCodeDoesNotDependOnThoseBesideIt() {
    float[] alone = codes(batch(readings(4, 4)));
    float[] together = codes(TWO);
    for (int j = 0; j < UNITS; j++) {
      assertEquals(alone[j], together[UNITS + j]);
    }
  }

  @Test
  void aPassForgetsTheBatchBefore() {
    EncoderPass pass = loaded();
    Matrix codes = new Matrix(3, UNITS);
    pass.forward(batch(readings(20, 1), readings(12, 2), readings(1, 3)), codes);
    pass.forward(TWO, codes);
    float[] fresh = codes(TWO);
    for (int j = 0; j < UNITS; j++) {
      assertEquals(fresh[UNITS + j], codes.get(1, j));
    }
  }

  /** Every array by itself, in the direction of its gradient; the loss is linear in the codes. */
  @ParameterizedTest
  @ValueSource(ints = {9, 2, 1})
  void theGradientOfEachArrayAgreesWithDifferenceQuotients(int length) {
    Contexts contexts = batch(readings(length, 8), readings(1, 9));
    Matrix cotangents = new Matrix(2, UNITS);
    for (int j = 0; j < 2 * UNITS; j++) {
      cotangents.set(j / UNITS, j % UNITS, (float) Math.cos(1 + j));
    }
    float[] gradient = gradient(contexts, cotangents);
    for (ParameterSlot slot : parameters.layout().slots()) {
      double norm = 0;
      for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
        norm += gradient[i] * gradient[i];
      }
      norm = Math.sqrt(norm);
      double quotient = quotient(contexts, cotangents, slot, gradient, norm);
      assertEquals(norm, quotient, 5e-3 * norm + 5e-5, slot.name());
      assertTrue(norm > 1e-4 || length < 3, slot + " has no gradient");
    }
  }

  private float[] gradient(Contexts contexts, Matrix cotangents) {
    EncoderPass pass = loaded();
    float[] gradient = new float[parameters.size()];
    pass.forward(contexts, new Matrix(contexts.windows(), UNITS));
    pass.backward(contexts, cotangents, gradient);
    return gradient;
  }

  private double quotient(
      Contexts contexts, Matrix cotangents, ParameterSlot slot, float[] along, double norm) {
    float[] kept = parameters.values().clone();
    double[] ends = new double[2];
    double step = 1e-2;
    for (int side = 0; side < 2; side++) {
      for (int i = slot.offset(); i < slot.offset() + slot.size() && norm > 0; i++) {
        parameters.values()[i] = (float) (kept[i] + (2 * side - 1) * step * along[i] / norm);
      }
      float[] codes = codes(contexts);
      for (int j = 0; j < codes.length; j++) {
        ends[side] += (double) codes[j] * cotangents.get(j / UNITS, j % UNITS);
      }
    }
    System.arraycopy(kept, 0, parameters.values(), 0, kept.length);
    return (ends[1] - ends[0]) / (2 * step);
  }

  /** But for the two numbers that say how long things took: gap and span. */
  @Test
  void edgesAreRelativeToTheSpan() {
    for (int j = 0; j < FEATURES; j++) {
      parameters.values()[slot("row.weight").offset() + 5 * j + 4] = 0;
    }
    int seen = QUERIES * STATES + 1;
    for (int j = 0; j < UNITS; j++) {
      parameters.values()[slot("code.weight").offset() + seen * j + seen - 1] = 0;
    }
    List<Reading> window = readings(9, 3);
    assertArrayEquals(codes(batch(window)), codes(batch(each(window, 1e6, 1))), 1e-6f);
    assertArrayEquals(codes(batch(window)), codes(batch(each(window, 1e-6, 1))), 1e-6f);
  }

  /** Twice as many readings say the same: how much was seen saturates. */
  @Test
  void readingTwiceAsOftenIsReadAlike() {
    List<Reading> window = readings(12, 3);
    List<Reading> twice = new ArrayList<>();
    for (Reading r : window) {
      twice.add(r);
      twice.add(r);
    }
    for (int j = 0; j < FEATURES; j++) {
      parameters.values()[slot("row.weight").offset() + 5 * j + 4] = 0; // the gap
    }
    assertArrayEquals(codes(batch(window)), codes(batch(twice)), 0.03f);
  }

  /** No window holds a reading: the code is one of nothing, whatever the values were. */
  @Test
  void emptyWindowsSayNothing() {
    set("window.start", 50);
    float[] nothing = codes(batch(readings(6, 3)));
    assertFinite(nothing);
    assertArrayEquals(nothing, codes(batch(each(readings(6, 3), 1, -7))));
    set("window.start", -50);
    assertArrayEquals(nothing, codes(batch(readings(6, 3))));
  }

  @Test
  void aChannelThatIsNeverThereIsNotRead() {
    List<Reading> window =
        readings(5, 3).stream().map(r -> new Reading(r.time, r.first, Double.NaN)).toList();
    Contexts missing = batch(window);
    float[] code = codes(missing);
    assertFinite(code);
    for (int j = 0; j < FEATURES; j++) {
      parameters.values()[slot("row.weight").offset() + 5 * j + 1] = 0;
    }
    float[] unread = codes(missing);
    for (int r = 0; r < 5; r++) {
      missing.inputs().set(r, 1, 1e3f);
    }
    assertArrayEquals(unread, codes(missing));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e6, 1e30})
  void valuesOfAnySizeLeaveCodesAndGradientFinite(double scale) {
    Contexts contexts = batch(each(readings(9, 3), 1, scale), each(readings(1, 3), 1, scale));
    assertFinite(codes(contexts));
    Matrix cotangents = Matrix.of(new float[2][UNITS]);
    cotangents.set(0, 1, 1f);
    cotangents.set(1, 2, -1f);
    assertFinite(gradient(contexts, cotangents));
  }

  /** Widths, softnesses and scores far beyond what a double can raise e to. */
  @ParameterizedTest
  @ValueSource(floats = {100, -100, 1e4f})
  void weightsOfAnySizeLeaveCodesAndGradientFinite(float factor) {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] *= factor;
    }
    assertFinite(codes(TWO));
    assertFinite(gradient(TWO, Matrix.of(new float[][] {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}})));
  }

  /** Once compiled, for which the machine is given the time that it takes. */
  @Test
  void aWarmPassAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    EncoderPass pass = loaded();
    Matrix codes = new Matrix(2, UNITS);
    float[] gradient = new float[parameters.size()];
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 200_000 && least > 0; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      pass.forward(TWO, codes);
      pass.backward(TWO, codes, gradient);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
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
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Pooling(8, 3, 4, 0, 4, 2))
            .getMessage();
    assertTrue(message.contains("patches") && message.contains("0"), message);
    assertThrows(IllegalArgumentException.class, () -> new Pooling(0, 3, 4, 4, 4, 2));
    assertThrows(IllegalArgumentException.class, () -> new Pooling(8, 3, 0, 4, 4, 2));
    assertThrows(IllegalArgumentException.class, () -> new Pooling(8, 3, 4, 4, 0, 2));
    assertThrows(IllegalArgumentException.class, () -> new Pooling(8, 3, 4, 4, 4, 0));
  }
}
