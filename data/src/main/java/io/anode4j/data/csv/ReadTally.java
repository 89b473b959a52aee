package io.anode4j.data.csv;

import io.anode4j.data.TimeSeries;
import java.util.List;

/** What is counted while a file is read. */
final class ReadTally {
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
