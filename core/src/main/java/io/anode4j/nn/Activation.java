package io.anode4j.nn;

import io.anode4j.tensor.kernel.Kernels;

/** Element-wise non-linearity, differentiable through its own output. */
public enum Activation {
  /** y = x. */
  IDENTITY {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {}

    @Override
    void backward(Kernels kernels, float[] y, int yo, float[] dy, int dyo, int count) {}
  },
  /** y = tanh x, to 3.5e-7. The default inside vector fields: smooth and bounded. */
  TANH {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {
      kernels.tanh(x, offset, count);
    }

    @Override
    void backward(Kernels kernels, float[] y, int yo, float[] dy, int dyo, int count) {
      kernels.tanhGradient(y, yo, dy, dyo, count);
    }
  },
  /** y = max(0, x). */
  RELU {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        x[i] = Math.max(0f, x[i]);
      }
    }

    @Override
    void backward(Kernels kernels, float[] y, int yo, float[] dy, int dyo, int count) {
      for (int i = 0; i < count; i++) {
        dy[dyo + i] = y[yo + i] > 0f ? dy[dyo + i] : 0f;
      }
    }
  };

  /** Replaces {@code count} values by the activation of them. */
  abstract void forward(Kernels kernels, float[] x, int offset, int count);

  /** Multiplies cotangents of the output {@code y} by the derivative there. */
  abstract void backward(Kernels kernels, float[] y, int yo, float[] dy, int dyo, int count);
}
