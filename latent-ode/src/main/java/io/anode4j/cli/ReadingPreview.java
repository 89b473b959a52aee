package io.anode4j.cli;

import io.anode4j.data.Resolution;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TextTable;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvData;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first rows of a file as they were understood, and the command line that says so again. */
record ReadingPreview(CsvData data) {
  private static final TimeFormat MINUTES = TimeFormat.of("2020-12-31 23:59");
  private static final TimeFormat INSTANTS = TimeFormat.isoDateTime(ZoneOffset.UTC);

  private static final int ROWS = 3;
  private static final int CHANNELS = 6;

  /** The rows, for people; empty if there are none. */
  String rows() {
    SeriesSet set = data.series();
    Optional<TimeSeries> filled = set.series().stream().filter(s -> s.length() > 0).findFirst();
    if (filled.isEmpty()) {
      return "";
    }
    TimeSeries series = filled.get();
    List<String> names = set.channels().subList(0, Math.min(CHANNELS, set.channels().size()));
    List<String> header = new ArrayList<>(List.of("series", "time"));
    header.addAll(names);
    TextTable table = new TextTable(header);
    for (int i = 0; i < Math.min(ROWS, series.length()); i++) {
      List<String> row = new ArrayList<>(List.of(series.id(), time(series.time(i))));
      for (int c = 0; c < names.size(); c++) {
        double value = series.value(i, c);
        row.add(Double.isNaN(value) ? "-" : Resolution.rounded(value, 12));
      }
      table.row(row);
    }
    return String.join(System.lineSeparator(), table.lines());
  }

  /** The moment in ISO-8601, however the file writes it; where it has an offset, with it. */
  private String time(double time) {
    TimeFormat format = data.series().timeFormat();
    String name = format.name();
    if (!format.isDated() || name.equals("elapsed") || name.endsWith("]")) {
      return format.format(time);
    }
    boolean local = !format.in(ZoneOffset.UTC).equals(format);
    if (local) {
      return MINUTES.format(time);
    }
    return name.startsWith("2") ? format.format(time) : INSTANTS.format(time);
  }

  /** The command line that states what was found, beside what it was told. */
  String again(List<String> told) {
    List<String> words = new ArrayList<>(told);
    List<String> found = data.report().understood().commandLine();
    for (int i = 0; i < found.size(); i++) {
      boolean option = found.get(i).startsWith("--");
      boolean valued = option && i + 1 < found.size() && !found.get(i + 1).startsWith("--");
      if (option && !isTold(told, found.get(i))) {
        words.addAll(found.subList(i, valued ? i + 2 : i + 1));
      }
    }
    return words.stream()
        .map(StatedReading::quoted)
        .collect(Collectors.joining(" ", "again: anode4j inspect ", ""));
  }

  private static boolean isTold(List<String> told, String option) {
    return told.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
  }
}
