package io.anode4j.recurrent;

import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A state that stands still between readings, as that of any recurrent network on a grid. */
record Standstill() implements Carry {
  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {}

  @Override
  public Pass pass() {
    return new Pass() {
      @Override
      public void load(Parameters parameters) {}

      @Override
      public Ways to(Moments moments, int rows) {
        return new Copies(moments);
      }

      @Override
      public void drainGradient(float[] gradient) {}
    };
  }

  /** States as they were: what every way begins with. */
  record Copies(Moments moments) implements Ways {
    @Override
    public void forward(int at, int n, Matrix after, Matrix to) {
      int stride = to.stride();
      for (int r = 0; r < n; r++) {
        int source = moments.source()[at + r];
        if (source < 0) {
          Arrays.fill(to.data(), r * stride, (r + 1) * stride, 0f);
        } else {
          System.arraycopy(after.data(), source * stride, to.data(), r * stride, stride);
        }
      }
    }

    @Override
    public void backward(
        int at, int n, Matrix after, Matrix cotangent, Matrix dAfter, float[] gradient) {
      int stride = cotangent.stride();
      for (int r = 0; r < n; r++) {
        int source = moments.source()[at + r];
        for (int j = 0; j < stride && source >= 0; j++) {
          dAfter.data()[source * stride + j] += cotangent.data()[r * stride + j];
        }
      }
    }
  }
}
