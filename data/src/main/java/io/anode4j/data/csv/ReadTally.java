package io.anode4j.data.csv;

import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.Locale;

/** What is counted while a file is read. */
final class ReadTally {
  /** Fewer may be an hour that a clock shows twice, however short the table is. */
  private static final long FEW = 60;

  /** A clock doubles an hour of half a year; of a month of data it is no more than this share. */
  private static final long CLOCK_HOURS = 500;

  long rows;
  long passedOver;
  long emptyRows;
  private int series;
  private long times;
  private long observed;

  void count(List<TimeSeries> read) {
    for (TimeSeries one : read) {
      series++;
      times += one.length();
      observed += one.observedCount();
    }
  }

  long observed() {
    return observed;
  }

  /** Says so where most values were merged into others: something that tells them apart is lost. */
  void noteMerged(long merged, long fractions, boolean local, List<String> notes) {
    if (fractions > 0) {
      notes.add(
          "%,d whole numbers of the same time have a mean that is none: where they are counts, keep them by --duplicates last or first"
              .formatted(fractions));
    }
    if (merged > observed) {
      notes.add(
          "most rows share series and time with another: a column of ids (--id COL) or half of the"
              + " time (--time DATE+TIME) may be missing");
    } else if (merged > FEW && merged * CLOCK_HOURS > observed) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d values share series and time with others: a column of ids (--id COL, --id A+B) may"
                  + " be missing, or rows are repeated",
              merged));
    } else if (merged > 0 && local) {
      notes.add("some times occur twice: where a clock was put back, --timezone tells them apart");
    }
  }

  ReadReport report(
      CsvOptions options,
      CsvInput input,
      ColumnPlan plan,
      Understanding understood,
      SeriesCollector collector,
      Rejects rejects) {
    return new ReadReport(
        new SourceFile(input.name(), input.sha256(), input.bytes()),
        understood,
        rows,
        series,
        observed,
        times * understood.channels().size(),
        new ReadChanges(emptyRows, collector.outOfOrder(), collector.merged(), options.duplicates),
        new PassedOver(passedOver, plan.ignored()),
        new RefusedRows(rejects.count(), rejects.problems(), rejects.fileName()));
  }
}
