package io.anode4j.data.csv;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.List;

/** Takes series one by one while a file is read, so that they need not all be in memory. */
public interface SeriesSink {
  /**
   * Called once, before the first series.
   *
   * @param channels names of the channels, in the order of a series' values
   * @param timeFormat how times are written
   */
  void begin(List<String> channels, TimeFormat timeFormat);

  /**
   * Called for each series, in the order of the file.
   *
   * @param series the series, perhaps without any row
   */
  void take(TimeSeries series);

  /**
   * Called after each series with how far the reading has come.
   *
   * @param bytes bytes of the source read so far, of a compressed file the compressed ones
   * @param rows rows read so far
   */
  default void read(long bytes, long rows) {}
}
