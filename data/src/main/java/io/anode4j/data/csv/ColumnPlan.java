package io.anode4j.data.csv;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which column of a file is what.
 *
 * @param header the names of all columns
 * @param layout wide or long
 * @param id index of the id column, {@link #NONE} for a single series
 * @param time index of the time column
 * @param channels wide layout: index of each channel's column, in the channels' order
 * @param channel long layout: index of the column of channel names
 * @param value long layout: index of the value column
 * @param label index of the column of labels, {@link #NONE} if none is read
 * @param conditions accepted cells by column index
 * @param ignored names of columns that have no role
 */
record ColumnPlan(
    List<String> header,
    Layout layout,
    int id,
    int time,
    List<Integer> channels,
    int channel,
    int value,
    int label,
    Map<Integer, Set<String>> conditions,
    List<String> ignored) {

  static final int NONE = -1;

  List<String> channelNames() {
    return channels.stream().map(header::get).toList();
  }

  /** The name of the channel that a row of the long layout is about, else an empty text. */
  String channelOf(CsvRow row) {
    return channel < 0 || layout == Layout.WIDE ? "" : row.cell(channel);
  }

  boolean accepts(CsvRow row) {
    for (Map.Entry<Integer, Set<String>> condition : conditions.entrySet()) {
      if (!condition.getValue().contains(row.cell(condition.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
