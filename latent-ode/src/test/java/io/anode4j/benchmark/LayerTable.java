package io.anode4j.benchmark;

import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.GroupNorm;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Sequential;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the layers of image networks cost on one thread: processor time an image, the least of many
 * repetitions, since others' work can only add to it.
 */
public final class LayerTable {
  private static final int ROWS = 16;
  private static final double SECONDS = 2;

  private LayerTable() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    System.out.println("| layer | forward, µs an image | backward | forward, GFLOP/s | backward |");
    System.out.println("|---|---|---|---|---|");
    convolution(6, 3);
    convolution(28, 3);
    convolution(28, 1);
    row("ReLU 26×26×64", Activation.RELU.layer(676 * 64), ParameterLayout.builder(), 0);
    ParameterLayout.Builder layout = ParameterLayout.builder();
    row("GroupNorm 26×26×64", GroupNorm.in(layout, "n", 32, 64, 676), layout, 0);
    layout = ParameterLayout.builder();
    row("GroupNorm 6×6×64", GroupNorm.in(layout, "n", 32, 64, 36), layout, 0);
    layout = ParameterLayout.builder();
    Layer field = field(layout);
    row("field of an ODE-Net, 6×6×64", field, layout, 0);
    layout = ParameterLayout.builder();
    Layer ode = NeuralOde.of(field(layout), Solver.fixed(ButcherTableau.dopri5(), 0.25));
    row("ODE-Net's block, 25 evaluations", ode, layout, 0);
  }

  /** The field of {@code odenet_mnist.py}, from Chen et al. 2018. */
  private static Layer field(ParameterLayout.Builder layout) {
    return Sequential.of(
        GroupNorm.in(layout, "norm1", 32, 64, 36),
        Activation.RELU.layer(64 * 36),
        Conv2d.in(layout, "conv1", 6, 6, 3, true, 64, 64),
        GroupNorm.in(layout, "norm2", 32, 64, 36),
        Activation.RELU.layer(64 * 36),
        Conv2d.in(layout, "conv2", 6, 6, 3, true, 64, 64),
        GroupNorm.in(layout, "norm3", 32, 64, 36));
  }

  private static void convolution(int side, int kernel) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer conv = Conv2d.in(layout, "c", side, side, kernel, false, 64, 64);
    String name = "%d×%d, 64 → 64, at %d×%d".formatted(kernel, kernel, side, side);
    row(name, conv, layout, 2.0 * side * side * 64 * 64 * kernel * kernel);
  }

  private static void row(String name, Layer layer, ParameterLayout.Builder layout, double flops) {
    LayerEvaluator own = Network.create(layer, layout.build(), 1).evaluator();
    Matrix x = random(layer.inputs());
    Matrix dy = random(layer.outputs());
    Matrix y = new Matrix(ROWS, layer.outputs());
    Matrix dx = new Matrix(ROWS, layer.inputs());
    double[] t = new double[ROWS];
    double forward = least(() -> own.forward(ROWS, 0, t, x, y));
    double backward = least(() -> own.backward(ROWS, 0, t, x, dy, dx));
    System.out.printf(
        "| %s | %.1f | %.1f | %.0f | %.0f |%n",
        name, forward, backward, flops / forward / 1e3, 2 * flops / backward / 1e3);
  }

  private static Matrix random(int columns) {
    Matrix m = new Matrix(ROWS, columns);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < m.data().length; i++) {
      m.data()[i] = (float) (random.nextDouble() - 0.5);
    }
    return m;
  }

  private static double least(Runnable work) {
    double[] micros = new double[20_000];
    Arrays.fill(micros, Double.POSITIVE_INFINITY);
    long begin = cpu();
    for (int i = 0; i < micros.length && cpu() - begin < SECONDS * 1e9; i++) {
      long before = cpu();
      work.run();
      micros[i] = (cpu() - before) / 1e3 / ROWS;
    }
    return Arrays.stream(micros).min().orElseThrow();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
