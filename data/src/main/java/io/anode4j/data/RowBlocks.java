package io.anode4j.data;

import java.util.Arrays;

/**
 * Rows of a time and its channel values in blocks of doubles, time first, {@code NaN} for a hole.
 *
 * <p>Blocks rather than one array because a long series then grows, and is finished, without ever
 * being held twice: only its last block is copied to its final size. A short series is one block
 * that fits.
 */
final class RowBlocks {
  /**
   * At most this many doubles a block, 128 KiB: what growing can waste. Well below half a megabyte,
   * because the garbage collector gives larger arrays whole regions, which costs as much again.
   */
  private static final int BLOCK_DOUBLES = 1 << 14;

  private static final int FIRST_ROWS = 8;

  private final int stride;
  private final int shift;
  private double[][] blocks = new double[1][];
  private int rows;

  /** Rows of a time and {@code channels} values. */
  RowBlocks(int channels) {
    this.stride = channels + 1;
    int blockRows = Math.max(16, Integer.highestOneBit(BLOCK_DOUBLES / stride));
    this.shift = Integer.numberOfTrailingZeros(blockRows);
    this.blocks[0] = new double[0];
  }

  /** The same with room for so many rows, which then are added without growing. */
  static RowBlocks of(int channels, int rows) {
    RowBlocks made = new RowBlocks(channels);
    made.blocks[0] = new double[Math.min(rows, 1 << made.shift) * made.stride];
    return made;
  }

  /** A copy of some rows, each value less its channel's center and over its scale. */
  RowBlocks scaled(int from, int to, double[] center, double[] scale) {
    RowBlocks made = of(stride - 1, to - from);
    for (int row = from; row < to; row++) {
      double[] block = made.blockWithRoomFor(made.rows);
      int at = made.offset(made.rows++);
      double[] source = blocks[row >>> shift];
      int offset = offset(row);
      block[at] = source[offset];
      for (int c = 0; c < center.length; c++) {
        block[at + 1 + c] = (source[offset + 1 + c] - center[c]) / scale[c];
      }
    }
    return made;
  }

  int rows() {
    return rows;
  }

  int channels() {
    return stride - 1;
  }

  double time(int row) {
    return blocks[row >>> shift][offset(row)];
  }

  double value(int row, int channel) {
    return blocks[row >>> shift][offset(row) + 1 + channel];
  }

  /** Times of some rows. */
  double[] times(int from, int to) {
    double[] times = new double[to - from];
    for (int row = from; row < to; row++) {
      times[row - from] = time(row);
    }
    return times;
  }

  /** Number of values of a channel in some rows. */
  int observed(int from, int to, int channel) {
    int count = 0;
    for (int row = from; row < to; row++) {
      count += Double.isNaN(value(row, channel)) ? 0 : 1;
    }
    return count;
  }

  /** Number of values in some rows, row by row as they lie in memory. */
  int observed(int from, int to) {
    int count = 0;
    for (int row = from; row < to; row++) {
      double[] block = blocks[row >>> shift];
      int first = offset(row) + 1;
      for (int i = first; i < first + stride - 1; i++) {
        count += Double.isNaN(block[i]) ? 0 : 1;
      }
    }
    return count;
  }

  /** Adds to each channel its number of values in some rows. */
  void count(int from, int to, long[] counts) {
    for (int row = from; row < to; row++) {
      double[] block = blocks[row >>> shift];
      int first = offset(row) + 1;
      for (int c = 0; c < counts.length; c++) {
        counts[c] += Double.isNaN(block[first + c]) ? 0 : 1;
      }
    }
  }

  void copyValues(int row, double[] target, int from) {
    System.arraycopy(blocks[row >>> shift], offset(row) + 1, target, from, stride - 1);
  }

  /** Adds a row of values. */
  void add(double time, double[] values) {
    int row = rows;
    double[] block = blockWithRoomFor(row);
    int offset = offset(row);
    block[offset] = time;
    System.arraycopy(values, 0, block, offset + 1, stride - 1);
    rows = Math.addExact(row, 1);
  }

  /** Refuses times that do not increase and values that are not finite. */
  void requireSeries(String id) {
    double previous = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      double time = time(i);
      if (!(time > previous) || Double.isInfinite(time)) {
        throw new IllegalArgumentException(
            ("series '%s' has time %s in row %d after %s;"
                    + " expected finite, strictly increasing times;"
                    + " sort and merge them with TimeSeriesBuilder")
                .formatted(id, time, i, i == 0 ? "nothing" : previous));
      }
      previous = time;
      for (int c = 0; c < channels(); c++) {
        if (Double.isInfinite(value(i, c))) {
          throw new IllegalArgumentException(
              ("series '%s' has value %s at time %s in channel %d;"
                      + " expected finite values or NaN for a hole; mend or remove the value")
                  .formatted(id, value(i, c), time, c));
        }
      }
    }
  }

  /** Gives back what growing reserved beyond the rows there are. */
  RowBlocks trimmed() {
    int used = rows == 0 ? 1 : ((rows - 1) >>> shift) + 1;
    if (used < blocks.length) {
      blocks = Arrays.copyOf(blocks, used);
    }
    int last = (rows - ((used - 1) << shift)) * stride;
    if (blocks[used - 1].length != last) {
      blocks[used - 1] = Arrays.copyOf(blocks[used - 1], last);
    }
    return this;
  }

  private int offset(int row) {
    return (row & ((1 << shift) - 1)) * stride;
  }

  private double[] blockWithRoomFor(int row) {
    int index = row >>> shift;
    if (index == blocks.length) {
      blocks = Arrays.copyOf(blocks, index + Math.max(1, index >> 1));
    }
    double[] block = blocks[index];
    int needed = offset(row) + stride;
    if (block == null || block.length < needed) {
      int full = stride << shift;
      int doubled = block == null ? 0 : 2 * block.length;
      int size = index > 0 ? full : Math.min(full, Math.max(doubled, FIRST_ROWS * stride));
      block = block == null ? new double[size] : Arrays.copyOf(block, size);
      blocks[index] = block;
    }
    return block;
  }
}
