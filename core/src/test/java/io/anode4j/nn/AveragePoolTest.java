package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.DualLayers.Dual;
import io.anode4j.reference.LayerContract;
import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AveragePoolTest {
  private static double[] pool(AveragePool layer, double[] x) {
    ImageWindow w = layer.window();
    double[] y = new double[layer.outputs()];
    for (int q = 0; q < y.length; q++) {
      int c = q / w.outputPixels();
      int p = q % w.outputPixels();
      for (int k = 0; k < w.taps(); k++) {
        int i = p / w.outputWidth() * w.stride() + k / w.side();
        int j = p % w.outputWidth() * w.stride() + k % w.side();
        y[q] += x[(c * w.height() + i) * w.width() + j] / w.taps();
      }
    }
    return y;
  }

  @ParameterizedTest
  @CsvSource({"4,6,2,2,3", "5,4,3,1,2", "5,5,2,3,1", "3,3,3,1,2"})
  void keepsTheContractOfLayers(int height, int width, int side, int stride, int channels) {
    AveragePool layer = new AveragePool(new ImageWindow(height, width, side, stride, 0), channels);
    LayerContract contract =
        new LayerContract(
            layer,
            new Parameters(ParameterLayout.builder().build()),
            (p, t, x) -> new Dual(pool(layer, x.value()), pool(layer, x.tangent())),
            1e-6);
    contract.followsItsFormula();
    contract.pullsBackExactly();
    contract.differentiatesTwice();
    contract.keepsTapesAndRowsApart();
  }

  @Test
  void wholeImagesBecomeOneValueAChannel() {
    AveragePool layer = AveragePool.whole(2, 2);
    Parameters none = new Parameters(ParameterLayout.builder().build());
    Matrix x = Matrix.of(new float[][] {{1, 2, 3, 6, -1, 0, 1, 0}});
    assertArrayEquals(new float[] {3, 0}, new Network(layer, none).apply(x).toArray());
    assertEquals(2, layer.outputs());
  }

  @Test
  void refusesPadding() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new AveragePool(new ImageWindow(4, 4, 2, 1, 1), 3))
            .getMessage();
    assertTrue(message.contains("padding of 1"), message);
  }
}
