package io.anode4j.data.csv;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.TimeSeriesBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The series of several files, put together by id and channel as they come. */
final class MergedFiles {
  private final CsvOptions part;
  private final String name;
  private final boolean fileIds;
  private final List<ReadReport> reports = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<String, Integer> channels = new LinkedHashMap<>();
  private final Map<String, TimeSeriesBuilder> builders = new LinkedHashMap<>();
  private final RowLabels labels = new RowLabels();
  private @Nullable TimeFormat format;

  MergedFiles(CsvReader reader, String name, boolean fileIds) {
    this.part = new CsvOptions(reader.options());
    part.part = true;
    this.name = name;
    this.fileIds = fileIds;
  }

  void add(Path file) {
    CsvData data = new CsvLoading(part).load(file);
    TimeFormat first = format == null ? data.series().timeFormat() : format;
    boolean elapsed = first.equals(TimeFormat.elapsed());
    TimeFormat next = data.series().timeFormat();
    if (first.isDated() != next.isDated() || elapsed != next.equals(TimeFormat.elapsed())) {
      throw new CsvException(
          CsvProblem.ofFile(
              data.report().file().name(),
              "times in " + next.description(),
              "the same kind as in the files before it: " + first.description(),
              "leave it out, or state how times are written with --time-format"));
    }
    format = first;
    reports.add(data.report());
    notes.addAll(data.report().notes());
    data.series().channels().forEach(c -> channels.computeIfAbsent(c, key -> channels.size()));
    String stem = SourceFile.stem(data.report().file().name());
    for (TimeSeries series : data.series()) {
      add(
          series,
          fileIds && !series.id().equals(stem) ? stem + "/" + series.id() : series.id(),
          data);
    }
  }

  private void add(TimeSeries series, String id, CsvData data) {
    labels.addAll(id, data.labels(), series.id());
    TimeSeriesBuilder builder =
        builders.computeIfAbsent(
            id, key -> TimeSeriesBuilder.ofValues(key, reports.get(0).changes().duplicates()));
    for (int c = 0; c < data.series().channels().size(); c++) {
      int channel = channels.getOrDefault(data.series().channels().get(c), 0);
      for (int i = 0; i < series.length(); i++) {
        double value = series.value(i, c);
        if (!Double.isNaN(value)) {
          builder.addValue(series.time(i), channel, value);
        }
      }
    }
  }

  CsvData data() {
    List<TimeSeries> series = new ArrayList<>();
    long merged = 0;
    for (TimeSeriesBuilder builder : builders.values()) {
      series.add(builder.build(channels.size()));
      merged += builder.merged();
    }
    TimeFormat times = format == null ? TimeFormat.number() : format;
    SeriesSet all = new SeriesSet(List.copyOf(channels.keySet()), series, times, name);
    List<String> said = new ArrayList<>(List.of(reports.size() + " files read as one"));
    said.addAll(notes);
    SeriesSet set = part.withoutIdle(all, said);
    return new CsvData(set, report(set, said, merged), labels);
  }

  private ReadReport report(SeriesSet set, List<String> said, long merged) {
    ReadReport first = reports.get(0);
    Understanding understood =
        new Understanding(
            first.layout(),
            set.timeFormat(),
            set.channels(),
            units(set.channels(), said),
            said,
            first.understood().commandLine());
    long times = set.series().stream().mapToLong(TimeSeries::length).sum();
    return new ReadReport(
        new SourceFile(name, digest(), sum(r -> r.file().bytes())),
        understood,
        sum(ReadReport::rows),
        set.size(),
        set.observedCount(),
        times * set.channels().size(),
        new ReadChanges(
            sum(r -> r.changes().emptyRows()),
            sum(r -> r.changes().outOfOrder()),
            merged + sum(r -> r.changes().merged()),
            first.changes().duplicates()),
        new PassedOver(
            sum(r -> r.passedOver().rows()),
            reports.stream().flatMap(r -> r.passedOver().columns().stream()).distinct().toList()),
        new RefusedRows(
            sum(r -> r.refused().count()),
            reports.stream().flatMap(r -> r.refused().problems().stream()).limit(10).toList(),
            first.refused().file()));
  }

  /** What all files that state a channel's unit say; where they differ it is said, and unknown. */
  private Map<String, String> units(List<String> names, List<String> said) {
    Map<String, String> units = new LinkedHashMap<>();
    for (String channel : names) {
      List<String> found =
          reports.stream()
              .map(r -> r.units().getOrDefault(channel, ""))
              .filter(unit -> !unit.isEmpty())
              .distinct()
              .toList();
      if (found.size() == 1) {
        units.put(channel, found.get(0));
      } else if (found.size() > 1) {
        said.add(
            channel
                + ": values in "
                + String.join(" and in ", found)
                + " are read as they stand; nothing is converted");
      }
    }
    return units;
  }

  private long sum(ToLongFunction<ReadReport> count) {
    return reports.stream().mapToLong(count).sum();
  }

  /** The digest of the files' digests, one a line. */
  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ReadReport report : reports) {
        digest.update((report.file().sha256() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256; this one has not", e);
    }
  }
}
