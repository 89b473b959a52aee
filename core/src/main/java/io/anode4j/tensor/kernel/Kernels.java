package io.anode4j.tensor.kernel;

/**
 * The operations in which a solve spends its time. Arrays are row-major; a stride is the distance
 * between two rows and a multiple of {@link io.anode4j.tensor.Matrix#PADDING}. Widths are rounded
 * up to whole vectors inside the padding, so the padding of outputs may be overwritten.
 *
 * <p>Implementations have no state and may be shared between threads.
 */
public interface Kernels {
  /** Short name for the log and for reports, such as {@code simd-512}. */
  String name();

  /** Operations on spans of any place and length. */
  Spans spans();

  /** A zero matrix in this implementation's layout. */
  PackedMatrix newPacked(int inputs, int outputs);

  /**
   * {@code y = start + x·W}, row by row.
   *
   * @param rows rows to compute
   * @param x inputs, {@code [rows × w.inputs()]}
   * @param xOffset start of the first input row
   * @param xStride stride of {@code x}
   * @param w packed weights
   * @param start what the sums begin with: a bias row (stride 0), zeros, or {@code y} itself
   * @param startOffset start of the first row of {@code start}
   * @param startStride stride of {@code start}, 0 for one row shared by all
   * @param y outputs, {@code [rows × w.outputs()]}
   * @param yOffset start of the first output row
   * @param yStride stride of {@code y}
   */
  void product(
      int rows,
      float[] x,
      int xOffset,
      int xStride,
      PackedMatrix w,
      float[] start,
      int startOffset,
      int startStride,
      float[] y,
      int yOffset,
      int yStride);

  /**
   * {@code c += aᵀ·b}: the gradient of a weight matrix, summed over rows in their order.
   *
   * @param rows rows of {@code a} and {@code b}
   * @param a left factor, {@code [rows × m]}
   * @param aOffset start of its first row
   * @param aStride its stride
   * @param m rows of {@code c}; {@code a} must be readable up to the next multiple of 4
   * @param b right factor, {@code [rows × n]}
   * @param bOffset start of its first row
   * @param bStride its stride
   * @param n columns of {@code c}
   * @param c result {@code [m rounded up to 4 × n]}
   * @param cStride its stride
   */
  void addTransposedProduct(
      int rows,
      float[] a,
      int aOffset,
      int aStride,
      int m,
      float[] b,
      int bOffset,
      int bStride,
      int n,
      float[] c,
      int cStride);

  /** {@code c += column sums of a}, {@code [rows × width]} with {@code width} = stride. */
  void addColumnSums(int rows, float[] a, int aOffset, int stride, float[] c);

  /** {@code x = tanh(x)} in place on {@code count} floats (a multiple of the padding). */
  void tanh(float[] x, int offset, int count);

  /** {@code dy = dy·(1 − y²)} in place on {@code count} floats (a multiple of the padding). */
  void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, int count);

  /**
   * {@code out = base + h[r]·Σ_j weights[j]·terms[j]} for each row: Runge–Kutta stage combination.
   *
   * @param rows rows to compute
   * @param stride stride of all arrays, all of whose columns are computed
   * @param base the state
   * @param h one factor a row, multiplied with each weight in double precision
   * @param weights one weight a term
   * @param terms arrays {@code [rows × stride]}
   * @param count number of terms used
   * @param out result, may be {@code base}
   */
  void combine(
      int rows,
      int stride,
      float[] base,
      double[] h,
      double[] weights,
      float[][] terms,
      int count,
      float[] out);

  /**
   * {@code out[o + r·width..] = base + θᵣ·(c₁ + θᵣ·(c₂ + …))}: dense output of one row of the batch
   * at some times of its step, in consecutive rows of the result.
   *
   * @param count how many times
   * @param width floats a row
   * @param theta positions in the step, 0 to 1
   * @param base state at the step's start
   * @param coefficients one array for each power of θ from 1 up
   * @param degree number of powers
   * @param offset start of the row in {@code base} and {@code coefficients}
   * @param out result
   * @param outOffset start of the first row in {@code out}
   */
  void horner(
      int count,
      int width,
      float[] theta,
      float[] base,
      float[][] coefficients,
      int degree,
      int offset,
      float[] out,
      int outOffset);

  /** Transpose of {@link #horner}: {@code coefficients[p] += θ^(p+1)·cotangent} on one row. */
  void addPowers(
      int width,
      double theta,
      float[] cotangent,
      int cotangentOffset,
      float[][] coefficients,
      int degree,
      int offset);

  /**
   * Gates of a GRU cell (Cho et al. 2014; reset inside the product as in cuDNN): on entry {@code
   * gates} holds the sums of input and recurrent part of the reset and update gate and the input
   * part of the new gate, each {@code stride} wide; on exit it holds r, u, n after their
   * non-linearities, and {@code next = (1 − u)·n + u·h}.
   *
   * @param rows rows to compute
   * @param stride width of one gate and stride of the states
   * @param gates {@code [rows × 3·stride]}
   * @param gatesOffset start of the first row of {@code gates}
   * @param newRecurrent recurrent part of the new gate {@code [rows × stride]}
   * @param newRecurrentOffset start of its first row
   * @param h state before
   * @param hOffset start of its first row
   * @param next state after
   * @param nextOffset start of its first row
   */
  void gruForward(
      int rows,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] newRecurrent,
      int newRecurrentOffset,
      float[] h,
      int hOffset,
      float[] next,
      int nextOffset);

  /**
   * Reverse of {@link #gruForward}: on entry {@code gates} holds r, u, n and {@code dh} the
   * cotangent of the state after; on exit {@code gates} holds the cotangents before the
   * non-linearities, {@code newRecurrent} that of the new gate's recurrent part, and {@code dh} the
   * direct part {@code u·dh} of the cotangent of the state before.
   */
  void gruBackward(
      int rows,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] newRecurrent,
      int newRecurrentOffset,
      float[] h,
      int hOffset,
      float[] dh);
}
