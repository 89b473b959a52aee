package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.DualLayers.Dual;
import io.anode4j.reference.LayerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Conv2dTest {
  /** The sum that defines it, in double precision. */
  private static double[] convolve(Conv2d conv, double[] p, double t, double[] x, double bias) {
    int h = conv.height();
    int w = conv.width();
    int k = conv.kernel();
    int in = conv.inputChannels() + (conv.timed() ? 1 : 0);
    int out = conv.affine().outputs();
    double[] y = new double[out * h * w];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < h; i++) {
        for (int j = 0; j < w; j++) {
          double sum = bias * p[conv.affine().bias().offset() + o];
          for (int c = 0; c < in; c++) {
            for (int a = 0; a < k * k; a++) {
              int ii = i + a / k - k / 2;
              int jj = j + a % k - k / 2;
              if (ii >= 0 && ii < h && jj >= 0 && jj < w) {
                double value = c == conv.inputChannels() ? t : x[(c * h + ii) * w + jj];
                sum += value * p[conv.affine().weight().offset() + (o * in + c) * k * k + a];
              }
            }
          }
          y[(o * h + i) * w + j] = sum;
        }
      }
    }
    return y;
  }

  @ParameterizedTest
  @CsvSource({"3,4,1,false,2,3", "3,4,3,true,2,3", "1,5,3,false,1,1", "4,3,5,true,1,2"})
  void keepsTheContractOfLayers(
      int height, int width, int kernel, boolean timed, int from, int to) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Conv2d conv = Conv2d.in(layout, "c", height, width, kernel, timed, from, to);
    Parameters p = Network.create(conv, layout.build(), 1).parameters();
    // Float32 sums of up to 50 terms below 1.
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
  void refusesEvenKernels() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Conv2d.in(layout, "c", 2, 2, 2, false, 1, 1))
            .getMessage();
    assertTrue(message.contains("side 2"), message);
  }
}
