package io.anode4j.cli;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells how a run over many series goes: series and rows read, how many rows a second, and how long
 * it will take where the size of the input is known. On a terminal one line that is written again,
 * elsewhere a line every ten seconds; short runs say nothing.
 */
final class BulkProgress {
  private static final double FIRST = 2;
  private static final double ON_TERMINAL = 0.5;
  private static final double ELSEWHERE = 10;

  private final Console console;
  private final RewrittenLine shown;
  private final boolean terminal;
  private final long size;
  private final LongSupplier nanos;
  private final long start;
  private double due = FIRST;
  private long series;
  private String done = "";

  /**
   * A report.
   *
   * @param size bytes of the input, 0 if unknown
   * @param nanos a clock
   */
  BulkProgress(Console console, boolean terminal, long size, LongSupplier nanos) {
    this.console = console;
    this.shown = new RewrittenLine(console);
    this.terminal = terminal;
    this.size = size;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /** Says what becomes of the series, where a run goes through them more than once. */
  BulkProgress calling(String done) {
    this.done = " " + done;
    return this;
  }

  /** One more series was read. */
  void series() {
    series++;
  }

  /** So much was read. */
  void read(long bytes, long rows) {
    double elapsed = (nanos.getAsLong() - start) / 1e9;
    if (console.quiet() || elapsed < due) {
      return;
    }
    due = elapsed + (terminal ? ON_TERMINAL : ELSEWHERE);
    String line = line(bytes, rows, elapsed);
    if (terminal) {
      shown.show(line);
    } else {
      console.note(line);
    }
  }

  private String line(long bytes, long rows, double elapsed) {
    String left =
        size > 0 && bytes > 0
            ? String.format(
                Locale.ROOT,
                ", %d %%, %s left",
                Math.min(100, 100 * bytes / size),
                ProgressLine.clock(elapsed * Math.max(0, size - bytes) / bytes))
            : "";
    return String.format(
        Locale.ROOT,
        "%,d series%s, %,d rows%s, %,.0f rows/s",
        series,
        done,
        rows,
        left,
        rows / elapsed);
  }

  /** Ends the line that is being rewritten. */
  void close() {
    shown.close();
  }
}
