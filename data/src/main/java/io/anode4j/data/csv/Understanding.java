package io.anode4j.data.csv;

import io.anode4j.data.TimeFormat;
import java.util.List;

/**
 * How a file was understood.
 *
 * @param layout the layout it was read in
 * @param timeFormat how its times are written
 * @param channels names of the channels
 * @param notes sentences about what was found by content, stripped, passed over or left out, and
 *     about cells that became missing
 * @param commandLine the options that state what was found, each with its value
 */
public record Understanding(
    Layout layout,
    TimeFormat timeFormat,
    List<String> channels,
    List<String> notes,
    List<String> commandLine) {
  /** Keeps copies of the lists. */
  public Understanding {
    channels = List.copyOf(channels);
    notes = List.copyOf(notes);
    commandLine = List.copyOf(commandLine);
  }
}
