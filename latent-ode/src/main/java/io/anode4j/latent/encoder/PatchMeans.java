package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * Means over the soft windows of each context, one thread's way there and back: of each channel's
 * values where they were observed, and of the features of all its rows. A mean is {@code Σ w x / (Σ
 * w + ε)}, so that it goes to 0 where nothing was observed; {@code Σ w / (Σ w + ε)} says how far it
 * is to be believed. A patch's row: channels' means, their observedness if there is a mask,
 * features' means, observedness at all, and which patch it is.
 */
final class PatchMeans {
  /** ε: what lies in a window counts nearly whole, what only its tail sees hardly. */
  private static final double LEAST_WEIGHT = 0.01;

  private final SoftWindows.Pass windows;
  private final ContextRows rows = new ContextRows();
  private final int patches;
  private final int channels;
  private final boolean masked;
  private final int features;
  private final double[] weights;
  private final double[] weightCotangents;
  private final int[] observed;
  private int observedCount;

  /** {@code [windows · patches × channels]}: sums, and then cotangents of them. */
  private double[] sums = {};

  /** The same of the features, which are bounded: {@code [windows · patches × features]}. */
  private float[] featureSums = {};

  /** {@code [windows · patches × channels + 1]}: weights of each channel and of all rows. */
  private double[] masses = {};

  PatchMeans(SoftWindows windows, WindowLayout reads, int features) {
    this.windows = new SoftWindows.Pass(windows);
    this.features = features;
    patches = windows.count();
    channels = reads.channels();
    masked = reads.masked();
    weights = new double[patches];
    weightCotangents = new double[patches];
    observed = new int[channels];
  }

  /** Numbers of a patch. */
  static int outputs(WindowLayout reads, int features, int patches) {
    return (reads.masked() ? 2 : 1) * reads.channels() + features + 1 + patches;
  }

  void load(Parameters parameters) {
    windows.load(parameters);
  }

  void drainGradient(float[] gradient) {
    windows.drainGradient(gradient);
  }

  private int featuresFrom() {
    return masked ? 2 * channels : channels;
  }

  /** Where the rows of a batch say how much was observed of a patch at all. */
  int observedness() {
    return featuresFrom() + features;
  }

  /**
   * Writes the rows of the patches, those of a window one after the other.
   *
   * @param contexts the readings
   * @param read features of each of their rows
   * @param to {@code [windows · patches × outputs]}
   */
  void forward(Contexts contexts, Matrix read, Matrix to) {
    int total = contexts.windows() * patches;
    if (total * (channels + 1) > masses.length) {
      sums = new double[total * channels];
      featureSums = new float[total * features];
      masses = new double[total * (channels + 1)];
    }
    Arrays.fill(sums, 0, total * channels, 0);
    Arrays.fill(featureSums, 0, total * features, 0f);
    Arrays.fill(masses, 0, total * (channels + 1), 0);
    for (int w = 0; w < contexts.windows(); w++) {
      Cancellation.check("An encoder by pooling");
      rows.read(contexts, w);
      for (int i = 0; i < rows.length(); i++) {
        add(contexts.inputs(), read, i, w * patches);
      }
    }
    to.clearRows(total);
    for (int at = 0; at < total; at++) {
      write(at, to.data(), at * to.stride());
    }
  }

  /** Writes how long each context is, on the scale of elapsed time. */
  void writeSpans(Contexts contexts, Matrix to, int column) {
    for (int w = 0; w < contexts.windows(); w++) {
      rows.read(contexts, w);
      to.set(w, column, (float) (WindowLayout.ELAPSED_SCALE * rows.span()));
    }
  }

  private void observe(Matrix inputs, int at) {
    observedCount = 0;
    for (int c = 0; c < channels; c++) {
      if (!masked || inputs.data()[at + channels + c] > 0) {
        observed[observedCount++] = c;
      }
    }
  }

  private void add(Matrix inputs, Matrix read, int i, int first) {
    windows.weights(rows.place(i), weights);
    int from = rows.row(i) * inputs.stride();
    int fromRead = rows.row(i) * read.stride();
    observe(inputs, from);
    for (int p = 0; p < patches; p++) {
      double weight = weights[p];
      if (weight > 0) {
        int sum = (first + p) * channels;
        int mass = (first + p) * (channels + 1);
        masses[mass + channels] += weight;
        for (int o = 0; o < observedCount; o++) {
          masses[mass + observed[o]] += weight;
          sums[sum + observed[o]] += weight * inputs.data()[from + observed[o]];
        }
        int feature = (first + p) * features;
        FloatRows.add(featureSums, feature, (float) weight, read.data(), fromRead, features);
      }
    }
  }

  private void write(int at, float[] to, int offset) {
    int sum = at * channels;
    int mass = at * (channels + 1);
    for (int c = 0; c < channels; c++) {
      double whole = masses[mass + c] + LEAST_WEIGHT;
      to[offset + c] = (float) (sums[sum + c] / whole);
      if (masked) {
        to[offset + channels + c] = (float) (masses[mass + c] / whole);
      }
    }
    double whole = masses[mass + channels] + LEAST_WEIGHT;
    int next = offset + featuresFrom();
    for (int j = 0; j < features; j++) {
      to[next++] = (float) (featureSums[at * features + j] / whole);
    }
    to[next++] = (float) (masses[mass + channels] / whole);
    to[next + at % patches] = 1f;
  }

  /**
   * Pulls cotangents of the patches' rows back, once, and adds the windows' gradient to what is
   * kept here.
   *
   * @param contexts those of the forward pass
   * @param read features of that pass
   * @param means what was written
   * @param cotangents of what was written
   * @param readCotangents receives those of the features
   */
  void backward(
      Contexts contexts, Matrix read, Matrix means, Matrix cotangents, Matrix readCotangents) {
    for (int at = 0; at < contexts.windows() * patches; at++) {
      turn(at, means.data(), cotangents.data(), at * means.stride());
    }
    for (int w = 0; w < contexts.windows(); w++) {
      Cancellation.check("An encoder by pooling");
      rows.read(contexts, w);
      for (int i = 0; i < rows.length(); i++) {
        pull(contexts.inputs(), read, readCotangents, i, w * patches);
        windows.pull(rows.place(i), weights, weightCotangents);
      }
    }
  }

  /** Puts the cotangents of sums and masses in their places. */
  private void turn(int at, float[] means, float[] cotangents, int offset) {
    int sum = at * channels;
    int mass = at * (channels + 1);
    for (int c = 0; c < channels; c++) {
      double whole = masses[mass + c] + LEAST_WEIGHT;
      double d = cotangents[offset + c];
      double believed = masked ? cotangents[offset + channels + c] : 0;
      sums[sum + c] = d / whole;
      masses[mass + c] = (believed * LEAST_WEIGHT / whole - d * means[offset + c]) / whole;
    }
    double whole = masses[mass + channels] + LEAST_WEIGHT;
    int next = offset + featuresFrom();
    double slope = cotangents[offset + observedness()] * LEAST_WEIGHT / whole;
    for (int j = 0; j < features; j++) {
      featureSums[at * features + j] = (float) (cotangents[next + j] / whole);
      slope -= (double) cotangents[next + j] * means[next + j];
    }
    masses[mass + channels] = slope / whole;
  }

  private void pull(Matrix inputs, Matrix read, Matrix readCotangents, int i, int first) {
    windows.weights(rows.place(i), weights);
    int from = rows.row(i) * inputs.stride();
    int fromRead = rows.row(i) * read.stride();
    observe(inputs, from);
    Arrays.fill(readCotangents.data(), fromRead, fromRead + features, 0f);
    for (int p = 0; p < patches; p++) {
      if (weights[p] > 0) {
        int sum = (first + p) * channels;
        int mass = (first + p) * (channels + 1);
        double d = masses[mass + channels];
        for (int o = 0; o < observedCount; o++) {
          int c = observed[o];
          d += masses[mass + c] + sums[sum + c] * inputs.data()[from + c];
        }
        int feature = (first + p) * features;
        d += FloatRows.product(featureSums, feature, read.data(), fromRead, features);
        FloatRows.add(
            readCotangents.data(), fromRead, (float) weights[p], featureSums, feature, features);
        weightCotangents[p] = d;
      }
    }
  }
}
