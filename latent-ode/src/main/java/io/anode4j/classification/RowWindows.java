package io.anode4j.classification;

import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rows of series as series of their own: each with what came within a length of time up to it. What
 * comes later is not seen, so a row is classified as it could have been when it was read.
 */
public final class RowWindows {
  /** Windows asked at once; memory does not grow with the length of a series. */
  private static final int ROWS_AT_ONCE = 1024;

  private RowWindows() {}

  /**
   * What was known at a row.
   *
   * @param series the whole series
   * @param row number of the row
   * @param context length of time before it
   * @return its rows within that time, the row itself the last, under an id of its own
   */
  public static TimeSeries at(TimeSeries series, int row, double context) {
    int from = row;
    while (from > 0 && series.time(row) - series.time(from - 1) <= context) {
      from--;
    }
    return series.slice(from, row + 1).withId(series.id() + "@" + row);
  }

  /**
   * What is said of every row of a series.
   *
   * @param series the whole series
   * @param context length of time before a row that is read
   * @param answering says one thing of each window
   * @param <A> what is said
   * @return one answer a row, in the order of the rows
   */
  public static <A> List<A> ofEach(
      TimeSeries series, double context, Function<List<TimeSeries>, List<A>> answering) {
    List<A> answers = new ArrayList<>();
    for (int from = 0; from < series.length(); from += ROWS_AT_ONCE) {
      int to = Math.min(series.length(), from + ROWS_AT_ONCE);
      answers.addAll(
          answering.apply(
              IntStream.range(from, to).mapToObj(row -> at(series, row, context)).toList()));
    }
    return answers;
  }

  /**
   * The series that a window is of.
   *
   * @param window made by {@link #at}
   * @return the id of the whole series
   */
  public static String series(TimeSeries window) {
    return window.id().substring(0, window.id().lastIndexOf('@'));
  }
}
