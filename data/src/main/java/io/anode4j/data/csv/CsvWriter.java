package io.anode4j.data.csv;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.internal.DecimalText;
import io.anode4j.data.internal.Interrupts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes series to a CSV file that {@link CsvReader} reads back to the same bits.
 *
 * <p>Times are written in the set's own format, values as the shortest text of the same number,
 * holes as empty cells (wide) or not at all (long). The same series give the same bytes. A series
 * without rows leaves no trace in either layout.
 *
 * @param layout the layout to write
 */
public record CsvWriter(Layout layout) {

  /**
   * A writer of one row per series and time: {@code series,time,} and one column per channel.
   *
   * @return the writer
   */
  public static CsvWriter wide() {
    return new CsvWriter(Layout.WIDE);
  }

  /**
   * A writer of one row per observation: {@code series,time,channel,value}.
   *
   * @return the writer
   */
  public static CsvWriter longLayout() {
    return new CsvWriter(Layout.LONG);
  }

  /**
   * Writes a file that appears whole or not at all, over an existing one.
   *
   * @param set the series to write
   * @param file where to; compressed if its name ends in {@code .gz}
   * @throws IOException if the file cannot be written
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public void write(SeriesSet set, Path file) throws IOException {
    boolean compressed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try (OutputStream raw = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW);
          OutputStream out = compressed ? new GZIPOutputStream(raw, 1 << 16) : raw;
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
        write(set, text);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Writes to a writer and leaves it open.
   *
   * @param set the series to write
   * @param text where to
   * @throws IOException if that fails
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public void write(SeriesSet set, Writer text) throws IOException {
    CSVFormat format = CSVFormat.Builder.create().setRecordSeparator('\n').get();
    CSVPrinter printer = new CSVPrinter(text, format);
    List<String> header = new ArrayList<>(List.of("series", "time"));
    header.addAll(layout == Layout.WIDE ? set.channels() : List.of("channel", "value"));
    printer.printRecord(header);
    for (TimeSeries series : set) {
      for (int i = 0; i < series.length(); i++) {
        Interrupts.check("Writing " + series.id());
        String time = set.timeFormat().format(series.time(i));
        if (layout == Layout.WIDE) {
          printWide(printer, series, i, time);
        } else {
          printLong(printer, series, i, time, set.channels());
        }
      }
    }
    printer.flush();
  }

  private static void printWide(CSVPrinter printer, TimeSeries series, int i, String time)
      throws IOException {
    printer.print(series.id());
    printer.print(time);
    for (int c = 0; c < series.channels(); c++) {
      printer.print(series.isObserved(i, c) ? DecimalText.format(series.value(i, c)) : "");
    }
    printer.println();
  }

  private static void printLong(
      CSVPrinter printer, TimeSeries series, int i, String time, List<String> channels)
      throws IOException {
    for (int c = 0; c < series.channels(); c++) {
      if (series.isObserved(i, c)) {
        String value = DecimalText.format(series.value(i, c));
        printer.printRecord(series.id(), time, channels.get(c), value);
      }
    }
  }
}
