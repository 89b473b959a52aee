package io.anode4j.data;

/** A stable order of rows by time, without boxing; sorted stretches are found and merged. */
final class TimeOrder {
  private TimeOrder() {}

  /**
   * Row numbers in the order of time, rows of equal time in the order they have.
   *
   * <p>A bottom-up natural merge sort: linear for rows that are in order, n log r for r ordered
   * stretches, which is what files put together from parts have.
   */
  static int[] of(RowBlocks rows) {
    int[] order = new int[rows.rows()];
    int[] other = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    while (!mergeNeighbours(rows, order, other)) {
      int[] swap = order;
      order = other;
      other = swap;
    }
    return order;
  }

  /** Merges each two ordered stretches; true if there was only one, and nothing to do. */
  private static boolean mergeNeighbours(RowBlocks rows, int[] from, int[] to) {
    int start = 0;
    while (start < from.length) {
      int middle = endOfStretch(rows, from, start);
      if (start == 0 && middle == from.length) {
        return true;
      }
      int end = middle == from.length ? middle : endOfStretch(rows, from, middle);
      merge(rows, from, start, middle, end, to);
      start = end;
    }
    return from.length == 0;
  }

  private static int endOfStretch(RowBlocks rows, int[] order, int start) {
    int end = start + 1;
    while (end < order.length && rows.time(order[end - 1]) <= rows.time(order[end])) {
      end++;
    }
    return end;
  }

  private static void merge(RowBlocks rows, int[] from, int start, int middle, int end, int[] to) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft =
          right == end || (left < middle && rows.time(from[left]) <= rows.time(from[right]));
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }
}
