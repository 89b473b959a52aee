package io.anode4j.tensor.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Large products by ND4J's OpenBLAS, everything else by other kernels.
 *
 * <p>Only on request ({@code -Danode4j.kernels=blas}), because the order in which BLAS sums depends
 * on the number of rows: a row's result then depends on its batch in the last bits, which the
 * contract of the package otherwise rules out. It pays for layers of several hundred units on
 * machines without AVX-512.
 *
 * <p>BLAS runs on the calling thread alone; parallelism is the caller's.
 */
final class BlasKernels implements Kernels {
  /**
   * Multiply-adds of one product from which OpenBLAS may be faster, copies included: 256³. Measured
   * on one thread at 256³ to 1024³ against the SIMD kernels: on AVX2 products 1.2 to 1.3 and weight
   * gradients 1.4 to 3.6 times as fast; on AVX-512 products 0.9 to 1.0 and weight gradients 0.9 to
   * 1.9 times. Below it the copies cost more than they bring.
   *
   * <p>Nor does a product of many rows with a narrow matrix gain: with both sides of the weights
   * below the cube root of this, 256, SIMD was 1.1 to 1.2 times as fast on 4,096 rows of 64 and 128
   * units (AVX-512, field with its vector-Jacobian product); from 256 on the two were within a
   * tenth of each other.
   */
  static final long CROSSOVER = 1L << 24;

  private final Kernels others;
  private final long crossover;
  private final int side;
  private final ThreadLocal<Operands> operands = ThreadLocal.withInitial(Operands::new);

  /** One thread's copies off the heap, grown to the largest product it has seen. */
  private static final class Operands {
    FloatPointer x = new FloatPointer(1);
    FloatPointer b = new FloatPointer(1);
    FloatPointer y = new FloatPointer(1);

    static FloatPointer copied(FloatPointer to, float[] from, int offset, int length) {
      FloatPointer target = to;
      if (to.capacity() < length) {
        to.close();
        target = new FloatPointer(length);
      }
      return target.put(from, offset, length);
    }
  }

  BlasKernels(Kernels others, long crossover) {
    this.others = others;
    this.crossover = crossover;
    side = (int) Math.round(Math.cbrt(crossover));
    openblas_nolapack.blas_set_num_threads(1);
  }

  @Override
  public String name() {
    return "blas+" + others.name();
  }

  @Override
  public Spans spans() {
    return others.spans();
  }

  @Override
  public PackedMatrix newPacked(int inputs, int outputs) {
    return new BlasPacked(others.newPacked(inputs, outputs));
  }

  private boolean small(int rows, int m, int n) {
    return rows == 0 || Math.max(m, n) < side || (long) rows * m * n < crossover;
  }

  @Override
  public void product(
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
      int yStride) {
    BlasPacked packed = (BlasPacked) w;
    int k = w.inputs();
    int n = w.outputs();
    if (small(rows, k, n)) {
      others.product(
          rows,
          x,
          xOffset,
          xStride,
          packed.small(),
          start,
          startOffset,
          startStride,
          y,
          yOffset,
          yStride);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(start, startOffset + r * startStride, y, yOffset + r * yStride, n);
    }
    Operands o = operands.get();
    int length = (rows - 1) * yStride + n;
    o.x = Operands.copied(o.x, x, xOffset, (rows - 1) * xStride + k);
    o.y = Operands.copied(o.y, y, yOffset, length);
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        n,
        k,
        1,
        o.x,
        xStride,
        packed.pointer(),
        packed.stride(),
        1,
        o.y,
        yStride);
    o.y.get(y, yOffset, length);
  }

  @Override
  public void addTransposedProduct(
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
      int cStride) {
    if (small(rows, m, n)) {
      others.addTransposedProduct(rows, a, aOffset, aStride, m, b, bOffset, bStride, n, c, cStride);
      return;
    }
    Operands o = operands.get();
    int length = (m - 1) * cStride + n;
    o.x = Operands.copied(o.x, a, aOffset, (rows - 1) * aStride + m);
    o.b = Operands.copied(o.b, b, bOffset, (rows - 1) * bStride + n);
    o.y = Operands.copied(o.y, c, 0, length);
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        m,
        n,
        rows,
        1,
        o.x,
        aStride,
        o.b,
        bStride,
        1,
        o.y,
        cStride);
    o.y.get(c, 0, length);
  }

  @Override
  public void addColumnSums(int rows, float[] a, int aOffset, int stride, float[] c) {
    others.addColumnSums(rows, a, aOffset, stride, c);
  }

  @Override
  public void tanh(float[] x, int offset, int count) {
    others.tanh(x, offset, count);
  }

  @Override
  public void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, int count) {
    others.tanhGradient(y, yOffset, dy, dyOffset, count);
  }

  @Override
  public void combine(
      int rows,
      int stride,
      float[] base,
      double[] h,
      double[] weights,
      float[][] terms,
      int count,
      float[] out) {
    others.combine(rows, stride, base, h, weights, terms, count, out);
  }

  @Override
  public void horner(
      int count,
      int width,
      float[] theta,
      float[] base,
      float[][] coefficients,
      int degree,
      int offset,
      float[] out,
      int outOffset) {
    others.horner(count, width, theta, base, coefficients, degree, offset, out, outOffset);
  }

  @Override
  public void addPowers(
      int width,
      double theta,
      float[] cotangent,
      int cotangentOffset,
      float[][] coefficients,
      int degree,
      int offset) {
    others.addPowers(width, theta, cotangent, cotangentOffset, coefficients, degree, offset);
  }

  @Override
  public void gruForward(
      int rows,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] newRecurrent,
      int newRecurrentOffset,
      float[] h,
      int hOffset,
      float[] next,
      int nextOffset) {
    others.gruForward(
        rows,
        stride,
        gates,
        gatesOffset,
        newRecurrent,
        newRecurrentOffset,
        h,
        hOffset,
        next,
        nextOffset);
  }

  @Override
  public void gruBackward(
      int rows,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] newRecurrent,
      int newRecurrentOffset,
      float[] h,
      int hOffset,
      float[] dh) {
    others.gruBackward(
        rows, stride, gates, gatesOffset, newRecurrent, newRecurrentOffset, h, hOffset, dh);
  }
}
