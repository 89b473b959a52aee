package io.anode4j.nn;

import io.anode4j.tensor.kernel.Kernels;

/** Element-wise non-linearity, differentiable (twice) through its own output. */
public enum Activation {
  /** y = x. */
  IDENTITY {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {}

    @Override
    void backward(Kernels kernels, float[] y, int yo, float[] dy, int dyo, int count) {}

    @Override
    float slope(float y) {
      return 1;
    }

    @Override
    float curvature(float y) {
      return 0;
    }
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

    @Override
    float slope(float y) {
      return 1 - y * y;
    }

    @Override
    float curvature(float y) {
      return -2 * y * (1 - y * y);
    }
  },
  /** y = max(0, x). Its second derivative counts as zero, as everywhere in the field. */
  RELU {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {
      kernels.spans().relu(count, x, offset);
    }

    @Override
    void backward(Kernels kernels, float[] y, int yo, float[] dy, int dyo, int count) {
      kernels.spans().reluGradient(count, y, yo, dy, dyo);
    }

    @Override
    float slope(float y) {
      return y > 0 ? 1 : 0;
    }

    @Override
    float curvature(float y) {
      return 0;
    }
  },
  /** y = 1/(1 + e⁻ˣ), by way of tanh, to 2e-7. */
  SIGMOID {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        x[i] *= 0.5f;
      }
      kernels.tanh(x, offset, count);
      for (int i = offset; i < offset + count; i++) {
        x[i] = 0.5f + 0.5f * x[i];
      }
    }

    @Override
    float slope(float y) {
      return y * (1 - y);
    }

    @Override
    float curvature(float y) {
      return y * (1 - y) * (1 - 2 * y);
    }
  },
  /** y = ln(1 + eˣ): smooth and unbounded, the choice of FFJORD's authors. */
  SOFTPLUS {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        float v = x[i];
        x[i] = (float) (Math.max(0, v) + Math.log(1 + Math.exp(-Math.abs(v))));
      }
    }

    @Override
    float slope(float y) {
      return (float) (1 - Math.exp(-y));
    }

    @Override
    float curvature(float y) {
      double rest = Math.exp(-y);
      return (float) (rest * (1 - rest));
    }
  },
  /** y = x above 0, eˣ − 1 below: once continuously differentiable. */
  ELU {
    @Override
    void forward(Kernels kernels, float[] x, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        x[i] = x[i] > 0 ? x[i] : (float) Math.expm1(x[i]);
      }
    }

    @Override
    float slope(float y) {
      return y > 0 ? 1 : y + 1;
    }

    @Override
    float curvature(float y) {
      return y > 0 ? 0 : y + 1;
    }
  };

  /** Replaces {@code count} values by the activation of them. */
  abstract void forward(Kernels kernels, float[] x, int offset, int count);

  /** Multiplies cotangents of the output {@code y} by the derivative there. */
  void backward(Kernels kernels, float[] y, int yo, float[] dy, int dyo, int count) {
    for (int i = 0; i < count; i++) {
      dy[dyo + i] *= slope(y[yo + i]);
    }
  }

  /** The derivative as a function of the output. */
  abstract float slope(float y);

  /** The second derivative as a function of the output. */
  abstract float curvature(float y);

  /**
   * This activation as a layer.
   *
   * @param size number of values a row
   * @return the layer
   */
  public Layer layer(int size) {
    return new Elementwise(this, size);
  }
}
