package io.anode4j.spark;

import java.util.HashMap;
import java.util.Map;

/**
 * Which columns of a table hold what. Rows may lie in any order and partition.
 *
 * @param id column of the series' ids, of any type that Spark casts to a string
 * @param time column of the times: {@code timestamp}, {@code timestamp_ntz} or {@code date} where
 *     the model's times are dates, a number where they are numbers or time elapsed
 * @param channels columns of those channels of the model whose columns bear another name, by
 *     channel
 */
public record SeriesColumns(String id, String time, Map<String, String> channels) {
  /** Copies the names. */
  public SeriesColumns {
    channels = Map.copyOf(channels);
  }

  /**
   * Columns that bear the names of the model's channels.
   *
   * @param id column of the series' ids
   * @param time column of the times
   * @return the columns
   */
  public static SeriesColumns of(String id, String time) {
    return new SeriesColumns(id, time, Map.of());
  }

  /**
   * The same with a column for one channel.
   *
   * @param channel name of a channel of the model
   * @param column the column that holds its values, numbers; null and NaN are holes
   * @return the columns
   */
  public SeriesColumns channel(String channel, String column) {
    Map<String, String> more = new HashMap<>(channels);
    more.put(channel, column);
    return new SeriesColumns(id, time, more);
  }

  /** The column of a channel. */
  String columnOf(String channel) {
    return channels.getOrDefault(channel, channel);
  }
}
