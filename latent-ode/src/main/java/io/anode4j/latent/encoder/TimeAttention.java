package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where the weights of a multi-time attention lie (Shukla and Marlin, ICLR 2021, eq. 1 to 3): the
 * embedding φ(τ) = [ω₀τ + α₀, sin(ω₁τ + α₁), …] and, for each head, the maps w and v of a point's
 * and of an observation's embedding.
 *
 * @param settings its sizes
 * @param channels channels that may be missing
 * @param masked whether a mask says where they are
 * @param told numbers an observation that are never missing, and where they begin
 * @param toldFrom first of them among an encoder's inputs
 * @param frequency ω, {@code [1 × embedding]}, over a time that is 1 at the last point
 * @param phase α, {@code [1 × embedding]}
 * @param query w of all heads, {@code [embedding × embedding]}
 * @param key v of all heads, {@code [embedding × embedding]}
 */
record TimeAttention(
    MultiTimeAttention settings,
    int channels,
    boolean masked,
    int told,
    int toldFrom,
    ParameterSlot frequency,
    ParameterSlot phase,
    ParameterSlot query,
    ParameterSlot key) {
  /** Fastest sine of fresh weights: some ten periods a window. */
  private static final double FASTEST = 60;

  static TimeAttention in(
      ParameterLayout.Builder layout, MultiTimeAttention settings, WindowLayout reads) {
    int e = settings.embedding();
    return new TimeAttention(
        settings,
        reads.channels(),
        reads.masked(),
        reads.inputs() - reads.valueInputs(),
        reads.valueInputs(),
        layout.add("encoder.time.frequency", 1, e),
        layout.add("encoder.time.phase", 1, e),
        layout.add("encoder.query", e, e),
        layout.add("encoder.key", e, e));
  }

  int references() {
    return settings.references();
  }

  /** Values that a head sees of a window: channels and what is never missing. */
  int values() {
    return channels + told;
  }

  /** Numbers a point: values of each head, and which channels were observed at all. */
  int outputs() {
    return settings.heads() * values() + channels;
  }

  /**
   * Sines from one to ten periods a window at any phase. Both maps begin alike, so that a point
   * looks at what is near to it.
   */
  void initialize(Parameters parameters, RandomGenerator random) {
    float[] v = parameters.values();
    int e = settings.embedding();
    for (int j = 0; j < e; j++) {
      double share = e < 3 || j == 0 ? 0 : (j - 1) / (e - 2.0);
      v[frequency.offset() + j] = (float) Math.pow(FASTEST, share);
      v[phase.offset() + j] = j == 0 ? 0f : (float) (2 * Math.PI * random.nextDouble());
    }
    Initializer.glorotUniform(2).initialize(parameters, query, random);
    System.arraycopy(v, query.offset(), v, key.offset(), key.size());
  }

  Pass pass() {
    return new Pass(this);
  }

  /**
   * One thread's way through it and back, in double. A head's score of an observation is linear in
   * its embedding, so all that lies before it is one vector a point ({@link PointScores}). The
   * reverse computes a window's attention again: memory is that of one window.
   */
  static final class Pass {
    /** Observations that are less likely than this to be looked at count alike. */
    private static final double FARTHEST = -600;

    private final TimeAttention weights;
    private final PointScores points;
    private final ObservedWindow window;
    private final int heads;
    private final int values;
    private final double[] sum;
    private final double[] mean;
    private double[] share = {};
    private double[] scoreCotangents = {};

    Pass(TimeAttention weights) {
      this.weights = weights;
      points = new PointScores(weights);
      window = new ObservedWindow(weights);
      heads = weights.settings().heads();
      values = weights.values();
      sum = new double[values];
      mean = new double[values];
    }

    void load(Parameters parameters) {
      points.load(parameters);
    }

    /** Writes what each point sees of each window, the latest point first. */
    void forward(Contexts contexts, Matrix to) {
      to.clearRows(weights.references() * contexts.windows());
      for (int w = 0; w < contexts.windows(); w++) {
        Cancellation.check("Attention over times");
        read(contexts, w);
        for (int k = 0; k < weights.references(); k++) {
          int at = (k * contexts.windows() + w) * to.stride();
          for (int h = 0; h < heads; h++) {
            look(h, k);
            for (int c = 0; c < values; c++) {
              to.data()[at + h * values + c] = (float) mean[c];
            }
          }
          for (int c = 0; c < weights.channels(); c++) {
            to.data()[at + heads * values + c] = sum[c] > 0 ? 1f : 0f;
          }
        }
      }
    }

    private void read(Contexts contexts, int w) {
      window.read(contexts, w);
      if (window.length() > share.length) {
        share = new double[window.length()];
        scoreCotangents = new double[window.length()];
      }
      points.embed(window.times(), window.length());
    }

    /** Softmax over the observations of each channel: its sum of shares and its mean value. */
    private void look(int head, int point) {
      int n = window.length();
      double most = points.scores(head, point, n, share);
      Arrays.fill(sum, 0);
      Arrays.fill(mean, 0);
      for (int i = 0; i < n; i++) {
        share[i] = Math.exp(Math.max(share[i] - most, FARTHEST));
        for (int o = window.from(i); o < window.from(i + 1); o++) {
          int c = window.channel(o);
          sum[c] += share[i];
          mean[c] += share[i] * window.value(o);
        }
      }
      for (int c = 0; c < values; c++) {
        mean[c] = sum[c] > 0 ? mean[c] / sum[c] : 0;
      }
    }

    /** Adds the gradient of the weights to what is kept here. */
    void backward(Contexts contexts, Matrix cotangents) {
      for (int w = 0; w < contexts.windows(); w++) {
        Cancellation.check("Attention over times");
        read(contexts, w);
        for (int k = 0; k < weights.references(); k++) {
          int at = (k * contexts.windows() + w) * cotangents.stride();
          for (int h = 0; h < heads; h++) {
            look(h, k);
            pull(cotangents.data(), at + h * values);
            points.pull(h, k, window.length(), scoreCotangents);
          }
        }
        points.pullEmbeddings(window.times(), window.length());
      }
    }

    /** d mean / d score of an observation is its share times how far its value is from the mean. */
    private void pull(float[] cotangents, int at) {
      for (int i = 0; i < window.length(); i++) {
        double d = 0;
        for (int o = window.from(i); o < window.from(i + 1); o++) {
          int c = window.channel(o);
          d += cotangents[at + c] * (window.value(o) - mean[c]) / sum[c];
        }
        scoreCotangents[i] = share[i] * d;
      }
    }

    void drainGradient(float[] gradient) {
      points.drainGradient(gradient);
    }
  }
}
