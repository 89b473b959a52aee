package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import io.anode4j.data.internal.Interrupts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a set of series holds: sizes, gaps, channels, and what one should know before training.
 *
 * @param source where the series come from
 * @param timeFormat how their times are written
 * @param series how many series
 * @param lengths rows per series
 * @param firstTime the earliest time; {@code NaN} without rows
 * @param lastTime the latest time; {@code NaN} without rows
 * @param gaps times between neighbouring rows of a series, in the series' own unit
 * @param channels what each channel holds
 * @param warnings sentences about what may be wrong with the data
 */
public record SeriesSummary(
    String source,
    TimeFormat timeFormat,
    int series,
    Quantiles lengths,
    double firstTime,
    double lastTime,
    Quantiles gaps,
    List<ChannelSummary> channels,
    List<String> warnings) {

  private static final double NEARLY_ALL = 0.99;

  /**
   * Summarises a set.
   *
   * @param set the series
   * @return sizes, gaps, channels and warnings
   */
  public static SeriesSummary of(SeriesSet set) {
    long rows = set.series().stream().mapToLong(TimeSeries::length).sum();
    double first = Double.NaN;
    double last = Double.NaN;
    for (TimeSeries one : set) {
      if (one.length() > 0) {
        first = first <= one.firstTime() ? first : one.firstTime();
        last = last >= one.lastTime() ? last : one.lastTime();
      }
    }
    List<ChannelSummary> channels = new ArrayList<>();
    for (int c = 0; c < set.channels().size(); c++) {
      Interrupts.check("The summary of series");
      channels.add(ChannelSummary.of(set, c, rows));
    }
    double[] lengths = set.series().stream().mapToDouble(TimeSeries::length).toArray();
    return new SeriesSummary(
        set.source(),
        set.timeFormat(),
        set.size(),
        Quantiles.of(ChannelValues.of(lengths)),
        first,
        last,
        Gaps.of(set),
        List.copyOf(channels),
        warnings(set, channels));
  }

  /**
   * Numbers that may stand for missing values, each in a sentence with the option that says so:
   * such as {@code -999 in x, 12 times, may stand for missing values: --missing x=-999}.
   *
   * @param set what was read
   */
  public static List<String> sentinels(SeriesSet set) {
    return List.copyOf(Sentinels.warnings(set));
  }

  private static List<String> warnings(SeriesSet set, List<ChannelSummary> channels) {
    List<String> warnings = new ArrayList<>();
    for (ChannelSummary channel : channels) {
      if (channel.count() == 0) {
        warnings.add("channel %s has no value".formatted(channel.name()));
      } else if (channel.isConstant()) {
        warnings.add(
            "channel %s is always %s"
                .formatted(channel.name(), DecimalText.format(channel.values().min())));
      } else if (channel.missing() > NEARLY_ALL) {
        warnings.add(
            "channel %s has values in less than 1 %% of the rows".formatted(channel.name()));
      }
    }
    warnings.addAll(sentinels(set));
    long empty = set.series().stream().filter(one -> one.length() == 0).count();
    long single = set.series().stream().filter(one -> one.length() == 1).count();
    if (empty > 0) {
      warnings.add(empty + " series have no value at all");
    }
    if (single > 0) {
      warnings.add(single + " series have one row only");
    }
    return List.copyOf(warnings);
  }

  /**
   * The summary for people.
   *
   * @return several lines, without a line end after the last
   */
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add(source + ": " + sizes());
    if (!Double.isNaN(firstTime)) {
      lines.add(
          "times: %s to %s".formatted(timeFormat.format(firstTime), timeFormat.format(lastTime)));
    }
    if (!Double.isNaN(gaps.median())) {
      lines.add(
          "gaps between rows: min %s, median %s, 95 %% up to %s, max %s"
              .formatted(
                  span(gaps.min()), span(gaps.median()), span(gaps.p95()), span(gaps.max())));
    }
    lines.addAll(channelTable());
    warnings.forEach(warning -> lines.add("warning: " + warning));
    return String.join("\n", lines);
  }

  private String sizes() {
    if (series == 0) {
      return "no series";
    }
    return String.format(
        Locale.ROOT,
        "%,d series of %,d to %,d rows (median %,d), %,d channels",
        series,
        (long) lengths.min(),
        (long) lengths.max(),
        Math.round(lengths.median()),
        channels.size());
  }

  private List<String> channelTable() {
    TextTable table =
        new TextTable(List.of("channel", "values", "missing", "min", "median", "max"))
            .atLeast(7, 11, 7, 11, 11, 11);
    for (ChannelSummary channel : channels) {
      Quantiles values = channel.values();
      table.row(
          List.of(
              channel.name(),
              String.format(Locale.ROOT, "%,d", channel.count()),
              percent(channel.missing()),
              number(values.min(), values),
              number(values.median(), values),
              number(values.max(), values)));
    }
    return table.lines();
  }

  private String span(double gap) {
    return timeFormat.isDated() ? Gaps.inLargestUnit(gap) : Gaps.shortNumber(gap);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** So many digits that it differs from the other numbers, or a dash where there is no number. */
  private static String number(double value, Quantiles beside) {
    return Double.isNaN(value) ? "-" : beside.resolution(value).text(value);
  }

  /**
   * The summary for people.
   *
   * @return {@link #table}
   */
  @Override
  public String toString() {
    return table();
  }
}
