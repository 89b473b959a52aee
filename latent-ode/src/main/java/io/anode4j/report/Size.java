package io.anode4j.report;

/**
 * The size of a chart in pixels; type and spacing follow from the width.
 *
 * @param width at least 200
 * @param height at least 150
 */
public record Size(double width, double height) {
  /** The full width of a page. */
  public static final Size WIDE = new Size(960, 420);

  /** Half a page, or a telephone. */
  public static final Size COMPACT = new Size(440, 290);

  /**
   * Checks that a chart fits.
   *
   * @throws IllegalArgumentException if a side is too short for labels
   */
  public Size {
    if (!(width >= 200 && height >= 150 && width < 1e5 && height < 1e5)) {
      throw new IllegalArgumentException(
          "Found a chart of "
              + width
              + " × "
              + height
              + " pixels; expected at least 200 × 150 and below 100,000; choose a larger size.");
    }
  }

  /** Whether there is little room: smaller type, fewer ticks. */
  boolean isCompact() {
    return width < 640;
  }

  double text() {
    return isCompact() ? 11 : 12;
  }

  double heading() {
    return isCompact() ? 13 : 15;
  }
}
