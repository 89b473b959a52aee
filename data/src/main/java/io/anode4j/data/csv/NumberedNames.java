package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cells that begin with a number and name something nevertheless: {@code 1호선} beside {@code 경강선},
 * {@code 12A} beside {@code 12B}, {@code 1st} beside {@code 2nd}. Alone they look like numbers with
 * a unit.
 *
 * @param cells those of a column
 */
record NumberedNames(List<String> cells) {
  /** Fewer texts among numbers stand for values that are missing. */
  private static final int LEAST_TEXTS = 2;

  /** One text in so many cells is an exception. */
  private static final int SHARE = 10;

  /** Whether other names without a number stand among them, several and often. */
  boolean standAmongTexts() {
    List<String> texts = cells.stream().filter(cell -> !LooseNumber.isNumber(cell)).toList();
    boolean often = SHARE * texts.size() >= cells.size();
    return often
        && texts.size() < cells.size()
        && new HashSet<>(texts).size() >= LEAST_TEXTS
        && areNumbered();
  }

  /**
   * Whether what stands behind the numbers differs from cell to cell, and is not always a
   * multiplier.
   */
  boolean differBehindNumbers() {
    Set<String> suffixes = new HashSet<>();
    boolean multiplied = true;
    for (String cell : cells) {
      LooseNumber number = LooseNumber.of(cell);
      if (number != null) {
        suffixes.add(number.suffix());
        multiplied &= !Double.isNaN(number.multiplier());
      }
    }
    return suffixes.size() > 1 && !multiplied && areNumbered();
  }

  /** Whether all cells with a number have a whole one right before a text that is no percent. */
  boolean areNumbered() {
    boolean all = !cells.isEmpty();
    for (String cell : cells) {
      LooseNumber number = LooseNumber.of(cell);
      boolean plain = !Double.isNaN(DecimalText.parse(cell));
      boolean name =
          number == null
              || (number.digits().matches("\\d{1,4}")
                  && number.prefix().isEmpty()
                  && !number.apart()
                  && number.suffix().matches("\\p{L}.*"));
      all &= !plain && name;
    }
    return all;
  }
}
