package io.anode4j.sequence;

/**
 * Times at which a state is wanted, all numbers in one row each: readings that change it, or
 * questions to it.
 *
 * @param source row of the reading that the state comes from, −1 for a fresh state
 * @param lead time since that reading in model time; 0 at a first reading, infinite at a question
 *     to a fresh state
 * @param time original time
 * @param elapsed time since the sequence's first reading in model time; 0 at a fresh state
 * @param age model time since each channel's last value, infinite before the first, {@code [rows ×
 *     channels]}
 * @param last each channel's last value on the model's scale, 0 before the first, likewise
 * @param values values at the time, NaN where nothing was observed, likewise
 */
public record Moments(
    int[] source,
    double[] lead,
    double[] time,
    double[] elapsed,
    double[] age,
    float[] last,
    float[] values) {
  static Moments of(int rows, int channels) {
    return new Moments(
        new int[rows],
        new double[rows],
        new double[rows],
        new double[rows],
        new double[rows * channels],
        new float[rows * channels],
        new float[rows * channels]);
  }
}
