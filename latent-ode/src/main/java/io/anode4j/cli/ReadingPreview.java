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
record ReadingPreview(CsvData data, String file) {
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

  /** The moment in ISO-8601, however the file writes it. */
  private String time(double time) {
    TimeFormat format = data.series().timeFormat();
    boolean calendar = format.isDated() && !format.name().equals("elapsed");
    if (!calendar) {
      return format.format(time);
    }
    return format.in(ZoneOffset.UTC).equals(format) && !format.name().startsWith("2020-12-31")
        ? TimeFormat.isoDateTime(ZoneOffset.UTC).format(time)
        : TimeFormat.isoDate().format(time);
  }

  /** The command line that states what was found. */
  String again() {
    return "again: anode4j inspect "
        + quoted(file)
        + data.report().understood().commandLine().stream()
            .map(ReadingPreview::quoted)
            .collect(Collectors.joining(" ", " ", ""));
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:,+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
