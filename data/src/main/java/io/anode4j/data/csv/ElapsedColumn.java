package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds a column of time that has elapsed, in plain numbers, by its name.
 *
 * @param samples all columns
 */
record ElapsedColumn(List<ColumnSample> samples) {
  private static final String UNIT =
      "([ _]*[(\\[/,].*|[ _.](in[ _.])?(s|sec|secs|seconds|ms|us|min|minutes|h|hours|d|days|sekunden|minuten|stunden))?";

  private static final Pattern TIME =
      Pattern.compile("(elapsed[ _])?(time|t)" + UNIT + "|x_value", Pattern.CASE_INSENSITIVE);

  /** Words that may name something else, too: a tempo, temperatures, a part of the time. */
  private static final Pattern PERHAPS =
      Pattern.compile(
          "(zeit|tid|tijd|temps|tempo|tiempo|czas|čas|aika|idő|zaman|время|elapsed|secs?|seconds|sekunden"
              + "|millis|milliseconds|msecs?)"
              + UNIT,
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Fewer rows rise by chance. */
  private static final int LEAST = 4;

  /** So many rows there are for each at which time begins anew. */
  private static final int FORWARDS = 10;

  /** The first such column; none without. */
  int find() {
    int sure = first(sample -> TIME.matcher(sample.name()).matches() && isNumber(sample));
    return sure >= 0
        ? sure
        : first(
            sample ->
                PERHAPS.matcher(sample.name()).matches() && isNumber(sample) && goesOn(sample));
  }

  private int first(Predicate<ColumnSample> fits) {
    for (int i = 0; i < samples.size(); i++) {
      if (fits.test(samples.get(i))) {
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  private static boolean isNumber(ColumnSample sample) {
    return sample.isNumeric() || DecimalCommaTimes.mayBe(sample);
  }

  /** Whether the numbers grow, but for a few at which another series begins. */
  private static boolean goesOn(ColumnSample sample) {
    double[] numbers =
        sample.cells().stream().mapToDouble(c -> DecimalText.parse(c.replace(',', '.'))).toArray();
    int up = 0;
    int down = 0;
    for (int i = 1; i < numbers.length; i++) {
      up += numbers[i] > numbers[i - 1] ? 1 : 0;
      down += numbers[i] < numbers[i - 1] ? 1 : 0;
    }
    return numbers.length >= LEAST && up > 0 && FORWARDS * down <= numbers.length;
  }
}
