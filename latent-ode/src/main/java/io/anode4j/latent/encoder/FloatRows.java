package io.anode4j.latent.encoder;

/** Rows in flat arrays, by loops that the compiler turns into vector instructions. */
final class FloatRows {
  private FloatRows() {}

  /** Adds a multiple of a row to another. */
  static void add(float[] to, int at, float factor, float[] row, int from, int count) {
    for (int j = 0; j < count; j++) {
      to[at + j] += factor * row[from + j];
    }
  }

  /** Scalar product of two rows, by four sums that do not wait for each other. */
  static float product(float[] a, int at, float[] b, int from, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int j = 0;
    for (; j + 3 < count; j += 4) {
      s0 += a[at + j] * b[from + j];
      s1 += a[at + j + 1] * b[from + j + 1];
      s2 += a[at + j + 2] * b[from + j + 2];
      s3 += a[at + j + 3] * b[from + j + 3];
    }
    for (; j < count; j++) {
      s0 += a[at + j] * b[from + j];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
