package io.anode4j.examples.nd4j;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.tensor.Matrix;

/**
 * Layers of several hundred units by OpenBLAS: nothing in the code changes, the JVM is started with
 * {@code -Danode4j.kernels=blas}. It pays on machines without AVX-512 and costs one promise: the
 * last bits of a row then depend on its batch. Without {@code anode4j-natives} the first product is
 * refused with the line that helps.
 */
public final class WideLayers {
  private WideLayers() {}

  /**
   * Prints two values of the same product whatever the kernels, but for their last bits.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp wide = Mlp.in(layout, "wide", Activation.TANH, 512, 512, 2);
    Network network = Network.create(wide, layout.build(), 1);
    Matrix rows = new Matrix(256, 512);
    for (int r = 0; r < rows.rows(); r++) {
      for (int c = 0; c < rows.columns(); c++) {
        rows.set(r, c, (float) Math.sin(r + 0.1 * c));
      }
    }
    Matrix out = network.apply(rows);
    System.out.println(out.get(255, 0) + " " + out.get(255, 1));
  }
}
