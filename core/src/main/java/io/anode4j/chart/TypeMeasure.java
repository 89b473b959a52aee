package io.anode4j.chart;

/**
 * Estimates how wide text runs, without fonts.
 *
 * <p>SVG text is set by the reader's own sans-serif face, which nobody knows here. The classes
 * below are those of Helvetica and its kin, a little on the wide side, so that layout errs towards
 * room.
 */
public final class TypeMeasure {
  private static final String NARROW = "fijlrtI.,:;'|!()[]·/ ";
  private static final String WIDE = "mwMW@%—+=<>×−–∞";

  private TypeMeasure() {}

  /** Width in pixels at a font size. */
  public static double width(String text, double size) {
    return size * text.codePoints().mapToDouble(TypeMeasure::em).sum();
  }

  /** The text, or as much of its beginning as fits with an ellipsis. */
  public static String fit(String text, double size, double width) {
    if (width(text, size) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + "…", size) > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).strip() + "…";
  }

  private static double em(int c) {
    if (NARROW.indexOf(c) >= 0) {
      return 0.33;
    }
    if (WIDE.indexOf(c) >= 0) {
      return 0.85;
    }
    if (c >= 0x1100) {
      return 1.05; // ideographs, kana, emoji: a full square
    }
    return Character.isUpperCase(c) ? 0.70 : 0.57;
  }
}
