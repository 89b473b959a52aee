package io.anode4j.data.synthetic;

/**
 * Points with a label each, for classifiers and density models.
 *
 * @param points {@code [count][dimension]}
 * @param labels one for each point; its meaning is the generator's
 */
public record LabelledPoints(float[][] points, float[] labels) {
  /** Labels as a column, {@code [count][1]}. */
  public float[][] targets() {
    float[][] column = new float[labels.length][1];
    for (int i = 0; i < labels.length; i++) {
      column[i][0] = labels[i];
    }
    return column;
  }
}
