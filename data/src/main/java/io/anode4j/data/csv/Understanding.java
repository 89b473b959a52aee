package io.anode4j.data.csv;

import io.anode4j.data.TimeFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a file was understood.
 *
 * @param layout the layout it was read in
 * @param timeFormat how its times are written
 * @param channels names of the channels
 * @param units unit by channel, of those whose unit the table states
 * @param notes sentences about what was found by content, stripped, passed over or left out, and
 *     about cells that became missing
 * @param commandLine the options that state what was found, each with its value
 */
public record Understanding(
    Layout layout,
    TimeFormat timeFormat,
    List<String> channels,
    Map<String, String> units,
    List<String> notes,
    List<String> commandLine) {
  /** Keeps copies. */
  public Understanding {
    channels = List.copyOf(channels);
    units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
    notes = List.copyOf(notes);
    commandLine = List.copyOf(commandLine);
  }
}
