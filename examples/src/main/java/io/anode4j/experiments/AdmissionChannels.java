package io.anode4j.experiments;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is told of a patient at hour 0 alone, as channels: the last four of the paper's 41. */
final class AdmissionChannels {
  private static final List<String> NAMES = List.of("Age", "Gender", "Height", "ICUType");

  private final Map<String, double[]> told = new HashMap<>();

  private AdmissionChannels() {}

  /**
   * Reads tables of outcomes.
   *
   * @param files CSV with columns series, Age, Gender, Height and ICUType, a row a patient; an
   *     empty cell is missing
   * @return the channels
   */
  static AdmissionChannels of(List<Path> files) {
    AdmissionChannels channels = new AdmissionChannels();
    for (Path file : files) {
      try {
        channels.read(Files.readAllLines(file));
      } catch (IOException e) {
        throw new UncheckedIOException("The table " + file + " cannot be read", e);
      }
    }
    return channels;
  }

  private void read(List<String> lines) {
    List<String> head = List.of(lines.get(0).split(",", -1));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      double[] values = new double[NAMES.size()];
      for (int c = 0; c < values.length; c++) {
        String cell = cells[head.indexOf(NAMES.get(c))];
        values[c] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
      }
      told.put(cells[head.indexOf("series")], values);
    }
  }

  /** The same series with these channels behind theirs, observed at time 0. */
  SeriesSet beside(SeriesSet series) {
    List<String> channels = new ArrayList<>(series.channels());
    channels.addAll(NAMES);
    List<TimeSeries> wider = series.series().stream().map(this::beside).toList();
    return new SeriesSet(channels, wider, series.timeFormat(), series.source());
  }

  private TimeSeries beside(TimeSeries s) {
    int more = s.firstTime() > 0 ? 1 : 0;
    double[] times = new double[s.length() + more];
    double[][] rows = new double[times.length][];
    for (int r = 0; r < times.length; r++) {
      double[] row = new double[s.channels() + NAMES.size()];
      Arrays.fill(row, Double.NaN);
      if (r >= more) {
        times[r] = s.time(r - more);
        System.arraycopy(s.row(r - more), 0, row, 0, s.channels());
      }
      rows[r] = row;
    }
    double[] values = told.get(s.id());
    if (values != null) {
      System.arraycopy(values, 0, rows[0], s.channels(), values.length);
    }
    return TimeSeries.of(s.id(), times, rows);
  }
}
