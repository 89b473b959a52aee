package io.anode4j.tree;

/** Order statistics in linear time (Hoare, Algorithm 65: Find, 1961). */
final class Selection {
  private Selection() {}

  /**
   * The lower median of a part of some values, which it moves about.
   *
   * @param values finite
   * @param from first index
   * @param to index behind the last, above the first
   */
  static float median(float[] values, int from, int to) {
    int low = from;
    int high = to - 1;
    int wanted = from + (to - from - 1) / 2;
    while (low < high) {
      float pivot = values[low + (high - low >>> 1)];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return values[wanted];
      }
    }
    return values[low];
  }
}
