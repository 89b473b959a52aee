package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.detection.LabelledStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Series put together with a column of labels.
 *
 * @param streams those long enough to judge
 * @param tooShort how many were not
 */
record LabelledHistory(List<LabelledStream> streams, int tooShort) {
  /**
   * Puts each reading together with the label of its time.
   *
   * @param data the series
   * @param labels the same series with the column of labels alone; a time without one is ordinary
   * @param first readings at the start of each that are not judged
   */
  static LabelledHistory of(SeriesSet data, SeriesSet labels, int first) {
    List<LabelledStream> streams = new ArrayList<>();
    int tooShort = 0;
    for (TimeSeries series : data) {
      if (series.length() > first) {
        streams.add(new LabelledStream(series, anomalous(series, labels.get(series.id())), first));
      } else {
        tooShort++;
      }
    }
    return new LabelledHistory(streams, tooShort);
  }

  private static boolean[] anomalous(TimeSeries series, TimeSeries labels) {
    boolean[] anomalous = new boolean[series.length()];
    double[] times = labels.times();
    for (int i = 0; i < anomalous.length; i++) {
      int at = Arrays.binarySearch(times, series.time(i));
      anomalous[i] = at >= 0 && Math.abs(labels.value(at, 0)) > 0;
    }
    return anomalous;
  }
}
