package io.anode4j.benchmark;

import io.anode4j.anode.LayerField;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * A field of two hidden layers from a row to 4,096 and from 2-16-16-2 to 64-512-512-64: an
 * evaluation with its vector-Jacobian product, with the rate that its multiplications make.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SweepBenchmark {
  /** Which kernels: chosen before the first use of this JVM. */
  @Param({"simd", "blas"})
  public String kernels;

  /** Dimension of the state and width of the hidden layers. */
  @Param({"2x16", "4x32", "8x64", "10x100", "16x128", "32x256", "64x512"})
  public String size;

  /** Rows a batch. */
  @Param({"1", "8", "50", "512", "4096"})
  public int rows;

  private LayerField.Evaluator field;
  private double flops;
  private double[] t;
  private Matrix y;
  private Matrix out;
  private Matrix cotangent;

  /** Multiplications and additions done, for the rate. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    /** Thousands of operations; over microseconds, GFLOP/s. */
    public double gigaflops;
  }

  /** Random weights and states. */
  @Setup
  public void fill() {
    System.setProperty(KernelProvider.PROPERTY, kernels);
    int d = Integer.parseInt(size.substring(0, size.indexOf('x')));
    int h = Integer.parseInt(size.substring(size.indexOf('x') + 1));
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "field", Activation.TANH, d, h, h, d);
    Network network = Network.create(mlp, layout.build(), 1);
    field = new LayerField(mlp, network.parameters()).evaluator();
    // Two operations a weight and row forward, four backward.
    flops = 6.0 * rows * (2.0 * d * h + (double) h * h);
    t = new double[rows];
    y = new Matrix(rows, d);
    out = new Matrix(rows, d);
    cotangent = new Matrix(rows, d);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < y.data().length; i++) {
      y.data()[i] = (float) random.nextGaussian();
    }
  }

  /** One evaluation and its pullback. */
  @Benchmark
  public Matrix evaluationAndPullback(Work work) {
    field.record(rows, 0, t, y, out);
    field.pullback(rows, 0, t, y, out, cotangent);
    work.gigaflops += flops / 1e3;
    return cotangent;
  }
}
