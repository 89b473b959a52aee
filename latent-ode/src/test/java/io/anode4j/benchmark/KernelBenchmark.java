package io.anode4j.benchmark;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import io.anode4j.tensor.kernel.PackedMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Every kernel at the sizes of W1 to W4: 50 rows of 100 units, states of 10, a GRU of 32. With
 * {@code -prof gc} each must show 0 B/op: a boxed vector costs a factor of thirty and shows nowhere
 * else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  private static final int ROWS = 50;
  private static final int WIDE = 100;
  private static final int NARROW = 10;
  private static final int WIDE_STRIDE = Matrix.padded(WIDE);
  private static final int NARROW_STRIDE = Matrix.padded(NARROW);
  private static final int GRU_ROWS = 128;
  private static final int HIDDEN = 32;

  /** Which kernels; {@code blas} may be asked for on the command line. */
  @Param({"simd", "plain"})
  public String provider;

  private final SplittableRandom random = new SplittableRandom(1);
  private static final float[] MIDDLE = {0.3f};

  private Kernels kernels;
  private PackedMatrix wide;
  private PackedMatrix narrow;
  private float[] x;
  private float[] y;
  private float[] bias;
  private float[] gradient;
  private float[] small;
  private float[] state;
  private float[] stage;
  private float[][] terms;
  private double[] steps;
  private double[] weights;
  private float[] gates;
  private float[] recurrent;
  private float[] hidden;
  private float[] next;
  private float[] newRecurrent;
  private float[] cotangent;

  /** Fills all operands. */
  @Setup
  public void fill() {
    kernels = KernelProvider.choose(provider);
    wide = packed(WIDE, WIDE);
    narrow = packed(WIDE, NARROW);
    x = values(ROWS * WIDE_STRIDE, 1);
    y = values(ROWS * WIDE_STRIDE, 1);
    bias = values(WIDE_STRIDE, 1);
    gradient = values(WIDE_STRIDE * WIDE_STRIDE, 1);
    // So small that 1 − y² is 1: repeated calls leave the cotangents as they are.
    small = values(ROWS * WIDE_STRIDE, 1e-5);
    state = values(ROWS * NARROW_STRIDE, 1);
    stage = values(ROWS * NARROW_STRIDE, 1);
    terms = new float[7][];
    Arrays.setAll(terms, j -> values(ROWS * NARROW_STRIDE, 1));
    steps = new double[ROWS];
    Arrays.fill(steps, 0.1);
    weights = new double[] {0.1, 0.2, -0.3, 0.4, -0.5, 0.6, 0.7};
    gates = values(GRU_ROWS * 3 * HIDDEN, 0.5);
    recurrent = values(GRU_ROWS * 3 * HIDDEN, 0.5);
    hidden = values(GRU_ROWS * HIDDEN, 0.5);
    next = values(GRU_ROWS * HIDDEN, 0.5);
    newRecurrent = values(GRU_ROWS * HIDDEN, 0.5);
    cotangent = values(GRU_ROWS * HIDDEN, 0.5);
  }

  private PackedMatrix packed(int inputs, int outputs) {
    PackedMatrix packed = kernels.newPacked(inputs, outputs);
    packed.load(values(inputs * outputs, 0.1), 0, outputs, 1, 0, inputs, 0, outputs);
    return packed;
  }

  private float[] values(int count, double size) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-size, size);
    }
    return values;
  }

  /** 50×100 · 100×100, a hidden layer: 1 MFLOP. */
  @Benchmark
  public float[] product() {
    kernels.product(ROWS, x, 0, WIDE_STRIDE, wide, bias, 0, 0, y, 0, WIDE_STRIDE);
    return y;
  }

  /** 1×100 · 100×100, one row alone. */
  @Benchmark
  public float[] productOfOneRow() {
    kernels.product(1, x, 0, WIDE_STRIDE, wide, bias, 0, 0, y, 0, WIDE_STRIDE);
    return y;
  }

  /** 50×100 · 100×10, an output layer. */
  @Benchmark
  public float[] productNarrow() {
    kernels.product(ROWS, x, 0, WIDE_STRIDE, narrow, bias, 0, 0, state, 0, NARROW_STRIDE);
    return state;
  }

  /** 100×50 · 50×100, the gradient of a hidden layer's weights. */
  @Benchmark
  public float[] outer() {
    kernels.addTransposedProduct(
        ROWS, small, 0, WIDE_STRIDE, WIDE, x, 0, WIDE_STRIDE, WIDE, gradient, WIDE_STRIDE);
    return gradient;
  }

  /** 10×50 · 50×100, the gradient of an output layer's weights. */
  @Benchmark
  public float[] outerNarrow() {
    kernels.addTransposedProduct(
        ROWS, stage, 0, NARROW_STRIDE, NARROW, small, 0, WIDE_STRIDE, WIDE, gradient, WIDE_STRIDE);
    return gradient;
  }

  /** Gradient of a hidden layer's bias. */
  @Benchmark
  public float[] columnSums() {
    kernels.addColumnSums(ROWS, small, 0, WIDE_STRIDE, bias);
    return bias;
  }

  /** Activation of a hidden layer: 5,600 values. */
  @Benchmark
  public float[] tanh() {
    kernels.tanh(y, 0, y.length);
    return y;
  }

  /** And its derivative. */
  @Benchmark
  public float[] tanhGradient() {
    kernels.tanhGradient(small, 0, y, 0, y.length);
    return y;
  }

  /** Input of the last stage of dopri5. */
  @Benchmark
  public float[] combine() {
    kernels.combine(ROWS, NARROW_STRIDE, state, steps, weights, terms, 6, stage);
    return stage;
  }

  /** Error estimate or one dense coefficient of dopri5. */
  @Benchmark
  public float[] combineSeven() {
    kernels.combine(ROWS, NARROW_STRIDE, state, steps, weights, terms, 7, stage);
    return stage;
  }

  /** Dense output of 50 rows, one time each. */
  @Benchmark
  public float[] horner() {
    for (int r = 0; r < ROWS; r++) {
      int at = r * NARROW_STRIDE;
      kernels.horner(1, NARROW_STRIDE, MIDDLE, state, terms, 4, at, stage, at);
    }
    return stage;
  }

  /** And its transpose. */
  @Benchmark
  public float[][] addPowers() {
    for (int r = 0; r < ROWS; r++) {
      int at = r * NARROW_STRIDE;
      kernels.addPowers(NARROW_STRIDE, 0.3, small, at, terms, 4, at);
    }
    return terms;
  }

  /** Gates of a GRU of 32, 128 rows. */
  @Benchmark
  public float[] gruForward() {
    kernels.gruForward(GRU_ROWS, HIDDEN, gates, 0, newRecurrent, 0, hidden, 0, next, 0);
    return next;
  }

  /** And their derivatives, with their operands copied in first, as the kernel overwrites them. */
  @Benchmark
  public float[] gruBackward() {
    System.arraycopy(recurrent, 0, gates, 0, gates.length);
    System.arraycopy(next, 0, newRecurrent, 0, newRecurrent.length);
    System.arraycopy(next, 0, cotangent, 0, cotangent.length);
    kernels.gruBackward(GRU_ROWS, HIDDEN, gates, 0, newRecurrent, 0, hidden, 0, cotangent);
    return cotangent;
  }
}
