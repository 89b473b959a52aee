package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.DualLayers.Dual;
import io.anode4j.reference.LayerContract;
import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Conv2dTest {
  /** The sum that defines it, in double precision; without bias where {@code bias} is 0. */
  private static double[] convolve(Conv2d conv, double[] p, double t, double[] x, double bias) {
    ImageWindow w = conv.window();
    int k = w.side();
    int in = conv.inputChannels() + (conv.timed() ? 1 : 0);
    int pixels = w.outputPixels();
    double[] y = new double[conv.outputs()];
    for (int q = 0; q < y.length; q++) {
      int o = q / pixels;
      double sum = conv.bias() == null ? 0 : bias * p[conv.bias().offset() + o];
      for (int c = 0; c < in; c++) {
        for (int a = 0; a < k * k; a++) {
          int i = q % pixels / w.outputWidth() * w.stride() + a / k - w.padding();
          int j = q % pixels % w.outputWidth() * w.stride() + a % k - w.padding();
          if (i >= 0 && i < w.height() && j >= 0 && j < w.width()) {
            double v = c == conv.inputChannels() ? t : x[(c * w.height() + i) * w.width() + j];
            sum += v * p[conv.weight().offset() + (o * in + c) * k * k + a];
          }
        }
      }
      y[q] = sum;
    }
    return y;
  }

  /** Float32 sums of up to 80 terms below 1. */
  private static void keepsTheContract(Conv2d conv, ParameterLayout.Builder layout) {
    Parameters p = Network.create(conv, layout.build(), 1).parameters();
    LayerContract contract =
        new LayerContract(
            conv,
            p,
            (q, t, x) ->
                new Dual(convolve(conv, q, t, x.value(), 1), convolve(conv, q, 0, x.tangent(), 0)),
            4e-6);
    contract.followsItsFormula();
    contract.pullsBackExactly();
    contract.differentiatesTwice();
    contract.keepsTapesAndRowsApart();
  }

  @ParameterizedTest
  @CsvSource({"3,4,1,false,2,3", "3,4,3,true,2,3", "1,5,3,false,1,1", "4,3,5,true,1,2"})
  void keepsTheContractOfLayers(
      int height, int width, int kernel, boolean timed, int from, int to) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    keepsTheContract(Conv2d.in(layout, "c", height, width, kernel, timed, from, to), layout);
  }

  /** Strides, even kernels, no padding or more of it; five channels are one beyond four. */
  @ParameterizedTest
  @CsvSource({
    "6,5,4,2,1,false,2,3",
    "4,4,2,2,0,true,5,2",
    "5,4,3,1,0,false,1,5",
    "5,5,3,2,2,true,2,6",
    "7,4,4,3,3,false,1,2"
  })
  void keepsItWithStrideAndPadding(
      int height, int width, int side, int stride, int padding, boolean timed, int from, int to) {
    for (boolean bias : new boolean[] {true, false}) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      ImageWindow window = new ImageWindow(height, width, side, stride, padding);
      Conv2d bare = Conv2d.in(layout, "c", window, timed, from, to);
      keepsTheContract(bias ? bare.withBias(layout, "c") : bare, layout);
    }
  }

  /** Whole numbers, so that a product in another order has the same bits: 100 blocks of pixels. */
  @Test
  void blocksOfPixelsFitTogether() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Conv2d conv = Conv2d.in(layout, "c", 30, 30, 3, false, 40, 17);
    Parameters p = new Parameters(layout.build());
    double[] weights = new double[p.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 7 - 3;
      p.values()[i] = i % 7 - 3;
    }
    Matrix x = new Matrix(1, conv.inputs());
    double[] image = new double[conv.inputs()];
    for (int i = 0; i < image.length; i++) {
      image[i] = i * 31 % 11 - 5;
      x.set(0, i, (float) image[i]);
    }
    double[] expected = convolve(conv, weights, 0, image, 1);
    Matrix y = new Network(conv, p).apply(x);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], y.get(0, i), "output " + i);
    }
  }

  /** MNIST without time dependence: k = 92, one channel, as Dupont et al. count parameters. */
  @Test
  void hasThePublishedNumberOfParameters() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field =
        Sequential.of(
            Conv2d.in(layout, "a", 28, 28, 1, false, 1, 92),
            Activation.RELU.layer(92 * 784),
            Conv2d.in(layout, "b", 28, 28, 3, false, 92, 92),
            Activation.RELU.layer(92 * 784),
            Conv2d.in(layout, "c", 28, 28, 1, false, 92, 1));
    Dense head = Dense.in(layout, "head", field.outputs(), 10);
    assertEquals(784, head.inputs());
    assertEquals(84_395, layout.build().size());
  }

  @Test
  void refusesWindowsWithoutAPlace() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    refused("side 2", () -> Conv2d.in(layout, "c", 2, 2, 2, false, 1, 1));
    refused("side 5", () -> new ImageWindow(4, 9, 5, 1, 0));
    refused("padding 3", () -> new ImageWindow(9, 9, 3, 1, 3));
    refused("stride 0", () -> new ImageWindow(9, 9, 3, 0, 1));
    ParameterSlot weight = new ParameterSlot("w", 0, 2, 10);
    refused("side 3", () -> new Conv2d(ImageWindow.same(4, 4, 3), false, weight, null));
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
