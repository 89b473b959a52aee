package io.anode4j.latent.encoder;

import io.anode4j.nn.Parameters;
import java.util.Arrays;

/**
 * Scores {@code φ(r) w vᵀ φ(τ)ᵀ / √d} of times by reference points, and their gradient. What does
 * not depend on a time, {@code φ(r) w vᵀ / √d}, is one vector a head and point.
 */
final class PointScores {
  private final TimeAttention weights;
  private final int size;
  private final int points;
  private final int depth;
  private final double[] frequency;
  private final double[] phase;
  private final double[] references;
  private final double[] referenceEmbeddings;
  private final double[] queries;

  /** {@code [heads · points × size]}. */
  private final double[] directions;

  private final double[] directionGradient;
  private final double[] frequencyGradient;
  private final double[] phaseGradient;
  private final double[] query;
  private final double[] key;
  private double[] embeddings = {};
  private double[] embeddingCotangents = {};

  PointScores(TimeAttention weights) {
    this.weights = weights;
    size = weights.settings().embedding();
    points = weights.references();
    depth = size / weights.settings().heads();
    frequency = new double[size];
    phase = new double[size];
    references = new double[points];
    Arrays.setAll(references, k -> 1 - k / (points - 1.0));
    referenceEmbeddings = new double[points * size];
    queries = new double[points * size];
    query = new double[size * size];
    key = new double[size * size];
    directions = new double[weights.settings().heads() * points * size];
    directionGradient = new double[directions.length];
    frequencyGradient = new double[size];
    phaseGradient = new double[size];
  }

  void load(Parameters parameters) {
    parameters.layout().require(weights.query());
    parameters.layout().require(weights.key());
    float[] flat = parameters.values();
    for (int i = 0; i < query.length; i++) {
      query[i] = flat[weights.query().offset() + i];
      key[i] = flat[weights.key().offset() + i];
    }
    for (int j = 0; j < size; j++) {
      frequency[j] = flat[weights.frequency().offset() + j];
      phase[j] = flat[weights.phase().offset() + j];
    }
    embed(references, points, referenceEmbeddings);
    Arrays.fill(queries, 0);
    Arrays.fill(directions, 0);
    for (int k = 0; k < points; k++) {
      for (int q = 0; q < size; q++) {
        for (int j = 0; j < size; j++) {
          queries[k * size + q] += query[q * size + j] * referenceEmbeddings[k * size + j];
        }
        int to = (q / depth * points + k) * size;
        double scaled = queries[k * size + q] / Math.sqrt(depth);
        for (int j = 0; j < size; j++) {
          directions[to + j] += scaled * key[q * size + j];
        }
      }
    }
  }

  private void embed(double[] times, int n, double[] to) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < size; j++) {
        double angle = frequency[j] * times[i] + phase[j];
        to[i * size + j] = j == 0 ? angle : Math.sin(angle);
      }
    }
  }

  /** Embeds the times of a window. */
  void embed(double[] times, int n) {
    if (n * size > embeddings.length) {
      embeddings = new double[n * size];
      embeddingCotangents = new double[n * size];
    }
    embed(times, n, embeddings);
    Arrays.fill(embeddingCotangents, 0, n * size, 0);
  }

  /**
   * Scores of the times embedded last.
   *
   * @return the largest
   */
  double scores(int head, int point, int n, double[] to) {
    int at = (head * points + point) * size;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double score = 0;
      for (int j = 0; j < size; j++) {
        score += directions[at + j] * embeddings[i * size + j];
      }
      to[i] = score;
      most = Math.max(most, score);
    }
    return most;
  }

  /** Adds the gradient of scores to those of directions and embeddings. */
  void pull(int head, int point, int n, double[] scoreCotangents) {
    int at = (head * points + point) * size;
    for (int i = 0; i < n; i++) {
      double d = scoreCotangents[i];
      for (int j = 0; j < size; j++) {
        directionGradient[at + j] += d * embeddings[i * size + j];
        embeddingCotangents[i * size + j] += d * directions[at + j];
      }
    }
  }

  /** Pulls the embeddings of a window back to the weights of the embedding. */
  void pullEmbeddings(double[] times, int n) {
    pullEmbeddings(times, n, embeddingCotangents);
  }

  private void pullEmbeddings(double[] times, int n, double[] cotangents) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < size; j++) {
        double slope = j == 0 ? 1 : Math.cos(frequency[j] * times[i] + phase[j]);
        double d = cotangents[i * size + j] * slope;
        frequencyGradient[j] += d * times[i];
        phaseGradient[j] += d;
      }
    }
  }

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  void drainGradient(float[] gradient) {
    double[] referenceCotangents = new double[points * size];
    for (int k = 0; k < points; k++) {
      for (int q = 0; q < size; q++) {
        int from = (q / depth * points + k) * size;
        double scaled = queries[k * size + q] / Math.sqrt(depth);
        double d = 0;
        int toKey = weights.key().offset() + q * size;
        for (int j = 0; j < size; j++) {
          gradient[toKey + j] += (float) (scaled * directionGradient[from + j]);
          d += key[q * size + j] * directionGradient[from + j] / Math.sqrt(depth);
        }
        int toQuery = weights.query().offset() + q * size;
        for (int j = 0; j < size; j++) {
          gradient[toQuery + j] += (float) (d * referenceEmbeddings[k * size + j]);
          referenceCotangents[k * size + j] += d * query[q * size + j];
        }
      }
    }
    pullEmbeddings(references, points, referenceCotangents);
    for (int j = 0; j < size; j++) {
      gradient[weights.frequency().offset() + j] += (float) frequencyGradient[j];
      gradient[weights.phase().offset() + j] += (float) phaseGradient[j];
    }
    Arrays.fill(directionGradient, 0);
    Arrays.fill(frequencyGradient, 0);
    Arrays.fill(phaseGradient, 0);
  }
}
