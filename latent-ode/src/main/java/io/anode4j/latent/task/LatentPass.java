package io.anode4j.latent.task;

import io.anode4j.latent.window.WindowBatch;
import io.anode4j.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/** What a forward pass of one batch has left for the loss terms, and where they answer; reused. */
public final class LatentPass {
  private final int latentSize;
  private final int stateSize;
  private @Nullable WindowBatch batch;
  private double klWeight = 1;
  private double headWeight = 1;
  private Matrix statistics;
  private Matrix statisticsCotangents;
  private Matrix states;
  private Matrix stateCotangents;

  /**
   * Room for passes; it grows with the batches.
   *
   * @param latentSize dimensions L of z
   * @param stateSize components of a state, L + P
   */
  public LatentPass(int latentSize, int stateSize) {
    this.latentSize = latentSize;
    this.stateSize = stateSize;
    this.statistics = new Matrix(0, 2 * latentSize);
    this.statisticsCotangents = statistics;
    this.states = new Matrix(0, stateSize);
    this.stateCotangents = states;
  }

  /** Begins the pass of a batch. */
  public void begin(WindowBatch next) {
    batch = next;
    if (next.windows() > statistics.rows()) {
      statistics = new Matrix(next.windows(), 2 * latentSize);
      statisticsCotangents = new Matrix(next.windows(), 2 * latentSize);
    }
    int outputs = next.outputs().total();
    if (outputs > states.rows()) {
      int rows = outputs + outputs / 4;
      states = new Matrix(rows, stateSize);
      stateCotangents = new Matrix(rows, stateSize);
    }
  }

  /** Makes the cotangents zero, before the loss terms add theirs. */
  public void clearCotangents() {
    statisticsCotangents.clearRows(batch().windows());
    stateCotangents.clearRows(batch().outputs().total());
  }

  /**
   * The windows.
   *
   * @throws IllegalStateException before the first pass
   */
  public WindowBatch batch() {
    if (batch == null) {
      throw new IllegalStateException("no pass has begun");
    }
    return batch;
  }

  /** Dimensions L of z. */
  public int latentSize() {
    return latentSize;
  }

  /** Weight β of the divergence from the prior. */
  public double klWeight() {
    return klWeight;
  }

  /** Sets β. */
  public void klWeight(double weight) {
    klWeight = weight;
  }

  /** Weight of the head's loss beside that of the values. */
  public double headWeight() {
    return headWeight;
  }

  /** Sets the weight of the head. */
  public void headWeight(double weight) {
    headWeight = weight;
  }

  /** Means and log-variances of q(z), {@code [windows × 2L]}, windows as sorted in the batch. */
  public Matrix statistics() {
    return statistics;
  }

  /** Cotangents of the {@link #statistics}. */
  public Matrix statisticsCotangents() {
    return statisticsCotangents;
  }

  /** States {@code [z(t); a(t)]} at the outputs of the batch, {@code [outputs × (L + P)]}. */
  public Matrix states() {
    return states;
  }

  /** Cotangents of the {@link #states}. */
  public Matrix stateCotangents() {
    return stateCotangents;
  }
}
