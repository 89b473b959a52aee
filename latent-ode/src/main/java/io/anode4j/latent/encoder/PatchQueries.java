package io.anode4j.latent.encoder;

import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Learnt queries over the patches of a window (Liu et al., AAAI 2026, query-based aggregation):
 * query q gives patch p a share in proportion to {@code (o_p + δ) exp(q·h_p/√d + b_qp)}, where o_p
 * says how much was observed of it, so that empty patches are passed over.
 *
 * @param query {@code [queries × size]}
 * @param place b, {@code [queries × patches]}
 */
record PatchQueries(ParameterSlot query, ParameterSlot place) {
  /** δ: where no patch holds a reading all are looked at alike. */
  private static final double LEAST_OBSERVED = 1e-3;

  static PatchQueries in(
      ParameterLayout.Builder layout, String name, int queries, int patches, int size) {
    return new PatchQueries(
        layout.add(name, queries, size), layout.add(name + ".place", queries, patches));
  }

  private int queries() {
    return query.rows();
  }

  private int patches() {
    return place.columns();
  }

  private int size() {
    return query.columns();
  }

  int outputs() {
    return queries() * size();
  }

  /** Fresh queries look at neighbouring patches, each elsewhere. */
  void initialize(Parameters parameters, RandomGenerator random) {
    Initializer.glorotUniform(1).initialize(parameters, query, random);
    double each = (double) patches() / queries();
    for (int q = 0; q < queries(); q++) {
      for (int p = 0; p < patches(); p++) {
        double apart = (p + 0.5 - (q + 0.5) * each) / each;
        parameters.values()[place.offset() + q * patches() + p] = (float) (-2 * apart * apart);
      }
    }
  }

  /** One thread's way there and back. */
  static final class Pass {
    private final PatchQueries at;
    private final int queries;
    private final int patches;
    private final int size;
    private final double scale;
    private final float[] query;
    private final double[] place;
    private final float[] queryGradient;
    private final double[] placeGradient;

    /** {@code [windows · queries × patches]}. */
    private double[] shares = {};

    private final double[] slopes;

    /** Sums over the queries, {@code [windows · patches]}. */
    private double[] scoreCotangents = {};

    Pass(PatchQueries at) {
      this.at = at;
      queries = at.queries();
      patches = at.patches();
      size = at.size();
      scale = 1 / Math.sqrt(size);
      query = new float[queries * size];
      place = new double[queries * patches];
      queryGradient = new float[query.length];
      placeGradient = new double[place.length];
      slopes = new double[patches];
    }

    void load(Parameters parameters) {
      parameters.layout().require(at.query());
      parameters.layout().require(at.place());
      System.arraycopy(parameters.values(), at.query().offset(), query, 0, query.length);
      for (int i = 0; i < place.length; i++) {
        place[i] = parameters.values()[at.place().offset() + i];
      }
    }

    /**
     * Writes what each query sees of each window.
     *
     * @param windows number of windows
     * @param h states of the patches {@code [windows · patches × size]}
     * @param means whose column says how much was observed of a patch
     * @param column that column
     * @param to receives {@code [windows × queries · size]}
     */
    void forward(int windows, Matrix h, Matrix means, int column, Matrix to) {
      if (windows * queries * patches > shares.length) {
        shares = new double[windows * queries * patches];
      }
      to.clearRows(windows);
      for (int w = 0; w < windows; w++) {
        for (int q = 0; q < queries; q++) {
          int share = (w * queries + q) * patches;
          look(q, share, h, w * patches, means, column);
          int sum = w * to.stride() + q * size;
          for (int p = 0; p < patches; p++) {
            int row = (w * patches + p) * h.stride();
            FloatRows.add(to.data(), sum, (float) shares[share + p], h.data(), row, size);
          }
        }
      }
    }

    private void look(int q, int share, Matrix h, int first, Matrix means, int column) {
      double most = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < patches; p++) {
        int row = (first + p) * h.stride();
        double score = FloatRows.product(query, q * size, h.data(), row, size);
        double observed = means.data()[(first + p) * means.stride() + column];
        shares[share + p] =
            score * scale + place[q * patches + p] + Math.log(observed + LEAST_OBSERVED);
        most = Math.max(most, shares[share + p]);
      }
      double all = 0;
      for (int p = 0; p < patches; p++) {
        shares[share + p] = Math.exp(shares[share + p] - most);
        all += shares[share + p];
      }
      for (int p = 0; p < patches; p++) {
        shares[share + p] /= all;
      }
    }

    /**
     * Pulls cotangents of what was seen back and adds the gradient to what is kept here.
     *
     * @param windows number of windows
     * @param h states of the forward pass
     * @param seenCotangents of what was written
     * @param cotangents receives those of the states
     */
    void backward(int windows, Matrix h, Matrix seenCotangents, Matrix cotangents) {
      if (windows * patches > scoreCotangents.length) {
        scoreCotangents = new double[windows * patches];
      }
      Arrays.fill(scoreCotangents, 0, windows * patches, 0);
      cotangents.clearRows(windows * patches);
      for (int w = 0; w < windows; w++) {
        for (int q = 0; q < queries; q++) {
          int seen = w * seenCotangents.stride() + q * size;
          turn((w * queries + q) * patches, h, w * patches, seenCotangents.data(), seen);
          pull(q, w, h, seenCotangents.data(), seen, cotangents);
        }
      }
    }

    /** Cotangents of the scores: those of the shares, less their mean. */
    private void turn(int share, Matrix h, int first, float[] seenCotangents, int seen) {
      double mean = 0;
      for (int p = 0; p < patches; p++) {
        int row = (first + p) * h.stride();
        double d = FloatRows.product(seenCotangents, seen, h.data(), row, size);
        slopes[p] = d;
        mean += shares[share + p] * d;
      }
      for (int p = 0; p < patches; p++) {
        slopes[p] = shares[share + p] * (slopes[p] - mean);
      }
    }

    private void pull(int q, int w, Matrix h, float[] seenCotangents, int seen, Matrix to) {
      for (int p = 0; p < patches; p++) {
        int row = (w * patches + p) * h.stride();
        float share = (float) shares[(w * queries + q) * patches + p];
        float d = (float) (slopes[p] * scale);
        FloatRows.add(queryGradient, q * size, d, h.data(), row, size);
        FloatRows.add(to.data(), row, share, seenCotangents, seen, size);
        FloatRows.add(to.data(), row, d, query, q * size, size);
        placeGradient[q * patches + p] += slopes[p];
        scoreCotangents[w * patches + p] += slopes[p];
      }
    }

    /**
     * Adds the cotangents of how much was observed, after {@link #backward}.
     *
     * @param windows number of windows
     * @param means of the forward pass
     * @param column column of the forward pass
     * @param cotangents those of the means, added to
     */
    void addObserved(int windows, Matrix means, int column, Matrix cotangents) {
      for (int row = 0; row < windows * patches; row++) {
        int i = row * means.stride() + column;
        cotangents.data()[i] += (float) (scoreCotangents[row] / (means.data()[i] + LEAST_OBSERVED));
      }
    }

    void drainGradient(float[] gradient) {
      for (int i = 0; i < query.length; i++) {
        gradient[at.query().offset() + i] += queryGradient[i];
      }
      for (int i = 0; i < place.length; i++) {
        gradient[at.place().offset() + i] += (float) placeGradient[i];
      }
      Arrays.fill(queryGradient, 0);
      Arrays.fill(placeGradient, 0);
    }
  }
}
