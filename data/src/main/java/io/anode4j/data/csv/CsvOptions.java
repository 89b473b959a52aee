package io.anode4j.data.csv;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link CsvReader} was told; changed only while a reader is made. */
final class CsvOptions {
  @Nullable Layout layout;
  @Nullable String idColumn;
  @Nullable String timeColumn;
  @Nullable String channelColumn;
  @Nullable String valueColumn;
  WantedChannels wanted = WantedChannels.ALL;
  Map<String, Set<String>> conditions = Map.of();
  Set<String> missing = Set.of();
  @Nullable TimeFormat timeFormat;
  @Nullable Character delimiter;
  DuplicateTimes duplicates = DuplicateTimes.MEAN;
  long maxBadRows;
  @Nullable Path rejects;

  /** Whether a file without id column was asked for, so that none is looked for. */
  boolean singleSeries;

  /** Whether this is one of several files, so that idle channels are seen in all of them only. */
  boolean part;

  /** Whether the id column was found in a first reading. */
  boolean lateId;

  TableOptions table = TableOptions.defaults();

  CsvOptions() {}

  /** Whoever counts, collects or forbids bad rows wants bad cells to refuse theirs. */
  boolean refusesBadCells() {
    return table.strict() || maxBadRows > 0 || rejects != null;
  }

  CsvOptions(CsvOptions o) {
    layout = o.layout;
    idColumn = o.idColumn;
    timeColumn = o.timeColumn;
    channelColumn = o.channelColumn;
    valueColumn = o.valueColumn;
    wanted = o.wanted;
    conditions = o.conditions;
    missing = o.missing;
    timeFormat = o.timeFormat;
    delimiter = o.delimiter;
    duplicates = o.duplicates;
    maxBadRows = o.maxBadRows;
    rejects = o.rejects;
    singleSeries = o.singleSeries;
    table = o.table;
    part = o.part;
    lateId = o.lateId;
  }

  /** The set without the channels that no forecast needs, unless channels were named. */
  SeriesSet withoutIdle(SeriesSet all, List<String> notes) {
    return wanted.isAll() ? IdleChannels.without(all, table.kept(), notes) : all;
  }
}
