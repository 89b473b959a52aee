package io.anode4j.tensor.kernel;

/**
 * The GRU's element-wise part in plain Java. Gates lie side by side in a row; they are moved to
 * arrays of their own, a block of rows at a time, so that each loop is long, simple and begins at
 * index 0: HotSpot vectorises it then, and copying costs less than it gains by far.
 */
final class PlainGru {
  /** Floats of one gate in a block: all arrays together stay in the first-level cache. */
  private static final int BLOCK = 1024;

  private static final ThreadLocal<PlainGru> OF_THREAD = ThreadLocal.withInitial(PlainGru::new);

  /** Reset gate, and behind it the update gate where both pass one loop. */
  private float[] reset = {};

  private float[] update = {};
  private float[] fresh = {};
  private float[] recurrent = {};
  private float[] state = {};
  private float[] cotangent = {};
  private float[] product = {};

  private PlainGru() {}

  private static PlainGru scratch(int size) {
    PlainGru scratch = OF_THREAD.get();
    if (scratch.update.length < size) {
      scratch.reset = new float[2 * size];
      scratch.update = new float[size];
      scratch.fresh = new float[size];
      scratch.recurrent = new float[size];
      scratch.state = new float[size];
      scratch.cotangent = new float[size];
      scratch.product = new float[size];
    }
    return scratch;
  }

  static void forward(
      int rows,
      int s,
      float[] g,
      int go,
      float[] nr,
      int nro,
      float[] h,
      int ho,
      float[] next,
      int no) {
    int block = Math.max(1, BLOCK / s);
    for (int row = 0; row < rows; row += block) {
      int used = Math.min(block, rows - row);
      int count = used * s;
      PlainGru p = scratch(count);
      p.takeGates(used, s, g, go + row * 3 * s, count);
      System.arraycopy(nr, nro + row * s, p.recurrent, 0, count);
      System.arraycopy(h, ho + row * s, p.state, 0, count);
      PlainElementwise.sigmoid(p.reset, 2 * count);
      System.arraycopy(p.reset, count, p.update, 0, count);
      addProduct(count, p.reset, p.recurrent, p.fresh);
      PlainElementwise.tanh(p.fresh, 0, count);
      mix(count, p.update, p.fresh, p.state);
      System.arraycopy(p.state, 0, next, no + row * s, count);
      giveGates(used, s, p.reset, p.update, p.fresh, g, go + row * 3 * s);
    }
  }

  /** Reads r, u and n of some rows; u goes behind r. */
  private void takeGates(int rows, int s, float[] g, int go, int updateAt) {
    for (int row = 0; row < rows; row++) {
      int at = go + row * 3 * s;
      System.arraycopy(g, at, reset, row * s, s);
      System.arraycopy(g, at + s, reset, updateAt + row * s, s);
      System.arraycopy(g, at + 2 * s, fresh, row * s, s);
    }
  }

  private static void giveGates(
      int rows, int s, float[] r, float[] u, float[] n, float[] g, int go) {
    for (int row = 0; row < rows; row++) {
      int at = go + row * 3 * s;
      System.arraycopy(r, row * s, g, at, s);
      System.arraycopy(u, row * s, g, at + s, s);
      System.arraycopy(n, row * s, g, at + 2 * s, s);
    }
  }

  private static void addProduct(int count, float[] r, float[] recurrent, float[] n) {
    for (int i = 0; i < count; i++) {
      n[i] += r[i] * recurrent[i];
    }
  }

  /** {@code h = n + u·(h − n)}. */
  private static void mix(int count, float[] u, float[] n, float[] h) {
    for (int i = 0; i < count; i++) {
      h[i] = n[i] + u[i] * (h[i] - n[i]);
    }
  }

  static void backward(
      int rows, int s, float[] g, int go, float[] nr, int nro, float[] h, int ho, float[] dh) {
    int block = Math.max(1, BLOCK / s);
    for (int row = 0; row < rows; row += block) {
      int used = Math.min(block, rows - row);
      int count = used * s;
      PlainGru p = scratch(count);
      p.takeGates(used, s, g, go + row * 3 * s, count);
      System.arraycopy(p.reset, count, p.update, 0, count);
      System.arraycopy(nr, nro + row * s, p.recurrent, 0, count);
      System.arraycopy(h, ho + row * s, p.state, 0, count);
      System.arraycopy(dh, row * s, p.cotangent, 0, count);
      freshCotangent(count, p.cotangent, p.update, p.fresh, p.product);
      updateCotangent(count, p.cotangent, p.update, p.fresh, p.state);
      resetCotangent(count, p.product, p.recurrent, p.reset, p.fresh);
      scale(count, p.product, p.reset, p.recurrent);
      scale(count, p.update, p.cotangent, p.cotangent);
      System.arraycopy(p.recurrent, 0, nr, nro + row * s, count);
      System.arraycopy(p.cotangent, 0, dh, row * s, count);
      giveGates(used, s, p.fresh, p.state, p.product, g, go + row * 3 * s);
    }
  }

  /** {@code dn = d·(1 − u)·(1 − n²)}. */
  private static void freshCotangent(int count, float[] d, float[] u, float[] n, float[] dn) {
    for (int i = 0; i < count; i++) {
      dn[i] = d[i] * (1f - u[i]) * (1f - n[i] * n[i]);
    }
  }

  /** {@code d·(h − n)·u·(1 − u)} in place of {@code h}. */
  private static void updateCotangent(int count, float[] d, float[] u, float[] n, float[] h) {
    for (int i = 0; i < count; i++) {
      h[i] = d[i] * (h[i] - n[i]) * u[i] * (1f - u[i]);
    }
  }

  /** {@code dr = dn·rec·r·(1 − r)}. */
  private static void resetCotangent(
      int count, float[] dn, float[] recurrent, float[] r, float[] dr) {
    for (int i = 0; i < count; i++) {
      dr[i] = dn[i] * recurrent[i] * r[i] * (1f - r[i]);
    }
  }

  private static void scale(int count, float[] x, float[] y, float[] xy) {
    for (int i = 0; i < count; i++) {
      xy[i] = x[i] * y[i];
    }
  }
}
