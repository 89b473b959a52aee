package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of a {@link Conv2d} as an affine map of its patches, whose values lie in another
 * order: place in the window, then channel. The channel of the time is the same at all pixels, so
 * that all of it is one number an output, times the time: {@link #clock}.
 */
final class ConvolutionWeights {
  private final Conv2d layer;
  private final int channels;
  private final int outputs;
  private final Dense affine;
  private final DenseEvaluator evaluator;
  private final Parameters turned;
  private final float[] turnedGradient;

  /** {@code [output pixels × outputs]}: what the time adds, times the time; null without time. */
  private final @Nullable Matrix clock;

  private final @Nullable Matrix clockGradient;

  ConvolutionWeights(Conv2d layer) {
    this.layer = layer;
    channels = layer.inputChannels();
    outputs = layer.outputChannels();
    ParameterLayout.Builder layout = ParameterLayout.builder();
    String name = layer.weight().name().replaceFirst("\\.weight$", "");
    affine = Dense.in(layout, name, channels * layer.window().taps(), outputs);
    evaluator = affine.evaluator();
    turned = new Parameters(layout.build());
    turnedGradient = new float[turned.size()];
    clock = layer.timed() ? new Matrix(layer.window().outputPixels(), outputs) : null;
    clockGradient = layer.timed() ? new Matrix(layer.window().outputPixels(), outputs) : null;
  }

  /** The map of patches; refuses to compute until {@link #load} was called. */
  DenseEvaluator affine() {
    return evaluator;
  }

  void load(Parameters parameters) {
    parameters.layout().require(layer.weight());
    if (layer.bias() != null) {
      parameters.layout().require(layer.bias());
      int from = layer.bias().offset();
      System.arraycopy(parameters.values(), from, turned.values(), affine.bias().offset(), outputs);
    }
    eachWeight((own, at) -> turned.values()[at] = parameters.values()[own]);
    evaluator.load(turned);
    if (clock != null) {
      clock.clearRows(clock.rows());
      eachTick((own, at) -> clock.data()[at] += parameters.values()[own]);
    }
  }

  private interface Move {
    void apply(int own, int at);
  }

  /** Places of each weight in the layer's array and in the turned one. */
  private void eachWeight(Move move) {
    int taps = layer.window().taps();
    for (int o = 0; o < outputs; o++) {
      int own = layer.weight().offset() + o * layer.weight().columns();
      int at = affine.weight().offset() + o * taps * channels;
      for (int c = 0; c < channels; c++) {
        for (int k = 0; k < taps; k++) {
          move.apply(own + c * taps + k, at + k * channels + c);
        }
      }
    }
  }

  /** Weights of the time's channel, and the place of each output that they add to. */
  private void eachTick(Move move) {
    ImageWindow window = layer.window();
    for (int p = 0; p < window.outputPixels(); p++) {
      for (int k = 0; k < window.taps(); k++) {
        if (window.inside(p, k)) {
          for (int o = 0; o < outputs; o++) {
            int own = layer.weight().offset() + o * layer.weight().columns();
            move.apply(own + channels * window.taps() + k, p * Matrix.padded(outputs) + o);
          }
        }
      }
    }
  }

  /** Adds the time's share to some output pixels of an image. */
  void addTime(double time, Matrix image, int first, int count) {
    if (clock != null && time != 0) {
      addScaled((float) time, clock, first * clock.stride(), image, 0, count * clock.stride());
    }
  }

  /** Adds the time's share of the gradient of some output pixels. */
  void addTimeGradient(double time, Matrix cotangent, int first, int count) {
    if (clockGradient != null && time != 0) {
      int at = first * clockGradient.stride();
      addScaled((float) time, cotangent, 0, clockGradient, at, count * clockGradient.stride());
    }
  }

  private static void addScaled(float f, Matrix x, int from, Matrix y, int to, int count) {
    float[] a = x.data();
    float[] b = y.data();
    for (int i = 0; i < count; i++) {
      b[to + i] += f * a[from + i];
    }
  }

  void drainGradient(float[] gradient) {
    evaluator.drainGradient(turnedGradient);
    eachWeight((own, at) -> gradient[own] += turnedGradient[at]);
    if (layer.bias() != null) {
      for (int o = 0; o < outputs; o++) {
        gradient[layer.bias().offset() + o] += turnedGradient[affine.bias().offset() + o];
      }
    }
    Arrays.fill(turnedGradient, 0f);
    if (clockGradient != null) {
      eachTick((own, at) -> gradient[own] += clockGradient.data()[at]);
      clockGradient.clearRows(clockGradient.rows());
    }
  }
}
