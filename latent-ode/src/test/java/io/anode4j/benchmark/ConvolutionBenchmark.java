package io.anode4j.benchmark;

import io.anode4j.nn.Conv2d;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;
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

/** One 3 × 3 convolution on 16 images: own patches and products, or ND4J's conv2d. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ConvolutionBenchmark {
  private static final int ROWS = 16;

  /** Side of the images. */
  @Param({"6", "28"})
  public int side;

  /** Channels in and out. */
  @Param({"8", "64"})
  public int channels;

  private LayerEvaluator own;
  private Matrix x;
  private Matrix y;
  private Matrix dx;
  private double[] t;
  private INDArray images;
  private INDArray weights;
  private INDArray bias;
  private Conv2DConfig config;

  /** The same sizes for both. */
  @Setup
  public void load() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer conv = Conv2d.in(layout, "c", side, side, 3, false, channels, channels);
    own = Network.create(conv, layout.build(), 1).evaluator();
    x = new Matrix(ROWS, conv.inputs());
    y = new Matrix(ROWS, conv.outputs());
    dx = new Matrix(ROWS, conv.inputs());
    t = new double[ROWS];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = (float) random.nextDouble();
    }
    images = Nd4j.rand(ROWS, channels, side, side);
    weights = Nd4j.rand(3, 3, channels, channels);
    bias = Nd4j.rand(channels);
    config = Conv2DConfig.builder().kH(3).kW(3).sH(1).sW(1).pH(1).pW(1).dataFormat("NCHW").build();
  }

  /** Own forward. */
  @Benchmark
  public Matrix forward() {
    own.forward(ROWS, 0, t, x, y);
    return y;
  }

  /** Own forward and vector-Jacobian product. */
  @Benchmark
  public Matrix forwardAndPullback() {
    own.forward(ROWS, 0, t, x, y);
    own.backward(ROWS, 0, t, x, y, dx);
    return dx;
  }

  /** ND4J forward. */
  @Benchmark
  public INDArray nd4jForward() {
    return Nd4j.cnn().conv2d(images, weights, bias, config);
  }
}
