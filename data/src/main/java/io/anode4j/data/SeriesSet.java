package io.anode4j.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Series that share their channels and the way their times are written.
 *
 * @param channels the names of the channels, in the order of the values; distinct
 * @param series the series, with distinct ids, in the order of their source
 * @param timeFormat how their times are written
 * @param source where they come from, for messages and provenance (a file name, a generator)
 */
public record SeriesSet(
    List<String> channels, List<TimeSeries> series, TimeFormat timeFormat, String source)
    implements Iterable<TimeSeries> {

  /**
   * Copies the lists and checks them.
   *
   * @param channels distinct names
   * @param series series with distinct ids and as many channels as there are names
   * @param timeFormat how their times are written
   * @param source where they come from
   * @throws IllegalArgumentException if a name or an id occurs twice, or a series has another
   *     number of channels
   */
  public SeriesSet {
    channels = List.copyOf(channels);
    series = List.copyOf(series);
    requireDistinct("channel", channels, source);
    requireDistinct("series id", series.stream().map(TimeSeries::id).toList(), source);
    for (TimeSeries one : series) {
      if (one.channels() != channels.size()) {
        throw new IllegalArgumentException(
            ("series '%s' of %s has %d channels; expected %d (%s);"
                    + " give every series a value or NaN in each channel")
                .formatted(one.id(), source, one.channels(), channels.size(), channels));
      }
    }
  }

  private static void requireDistinct(String what, List<String> names, String source) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "%s '%s' occurs twice in %s; expected distinct names; rename or merge them"
                .formatted(what, name, source));
      }
    }
  }

  /**
   * The series with an id.
   *
   * @param id the id, as in the source
   * @return that series
   * @throws NoSuchElementException if there is none; the message names the nearest ids
   */
  public TimeSeries get(String id) {
    for (TimeSeries one : series) {
      if (one.id().equals(id)) {
        return one;
      }
    }
    List<String> ids = series.stream().map(TimeSeries::id).toList();
    throw new NoSuchElementException(
        "no series '%s' in %s, which has %d series; %s"
            .formatted(id, source, size(), NearNames.suggestion(id, ids)));
  }

  /**
   * The position of a channel.
   *
   * @param name the channel's name
   * @return its index, from 0
   * @throws NoSuchElementException if there is none; the message names the nearest channels
   */
  public int channel(String name) {
    int index = channels.indexOf(name);
    if (index < 0) {
      throw new NoSuchElementException(
          "no channel '%s' in %s, which has %d channels; %s"
              .formatted(name, source, channels.size(), NearNames.suggestion(name, channels)));
    }
    return index;
  }

  /**
   * The number of series.
   *
   * @return zero or more
   */
  public int size() {
    return series.size();
  }

  /**
   * The number of values in all series, holes not counted.
   *
   * @return zero or more
   */
  public long observedCount() {
    return series.stream().mapToLong(TimeSeries::observedCount).sum();
  }

  /**
   * The number of values of each channel in all series, holes not counted, in one pass.
   *
   * @return a number for each channel
   */
  public long[] observedCounts() {
    long[] counts = new long[channels.size()];
    series.forEach(one -> one.countObserved(counts));
    return counts;
  }

  /**
   * The series that a condition holds for.
   *
   * @param condition which series to keep
   * @return a set of those, in the same order
   */
  public SeriesSet filter(Predicate<TimeSeries> condition) {
    return withSeries(series.stream().filter(condition).toList());
  }

  /**
   * Changes every series.
   *
   * @param change what to do with each, for instance cut it
   * @return a set of the results, in the same order
   */
  public SeriesSet map(UnaryOperator<TimeSeries> change) {
    return withSeries(series.stream().map(change).toList());
  }

  /**
   * Other series with the same channels, time format and source.
   *
   * @param replacement the series
   * @return a set of those
   */
  public SeriesSet withSeries(List<TimeSeries> replacement) {
    return new SeriesSet(channels, replacement, timeFormat, source);
  }

  /**
   * The same series with some of the channels, in a given order.
   *
   * @param names channels to keep
   * @return a set whose series have those channels and only the times at which one of them is
   *     observed
   * @throws NoSuchElementException if a channel is not there
   */
  public SeriesSet withChannels(List<String> names) {
    int[] chosen = names.stream().mapToInt(this::channel).toArray();
    List<TimeSeries> result = new ArrayList<>(series.size());
    for (TimeSeries one : series) {
      result.add(select(one, chosen));
    }
    return new SeriesSet(names, result, timeFormat, source);
  }

  private static TimeSeries select(TimeSeries series, int[] chosen) {
    RowBlocks rows = RowBlocks.of(chosen.length, series.length());
    double[] row = new double[chosen.length];
    for (int i = 0; i < series.length(); i++) {
      boolean observed = false;
      for (int c = 0; c < chosen.length; c++) {
        row[c] = series.value(i, chosen[c]);
        observed |= !Double.isNaN(row[c]);
      }
      if (observed) {
        rows.add(series.time(i), row);
      }
    }
    return TimeSeries.of(series.id(), rows).with(series.covariates());
  }

  /**
   * The series in order.
   *
   * @return an iterator that cannot remove
   */
  @Override
  public Iterator<TimeSeries> iterator() {
    return series.iterator();
  }

  /**
   * A short description.
   *
   * @return source, sizes and channels; not the series themselves
   */
  @Override
  public String toString() {
    return "SeriesSet[%s, %d series, channels %s, %s]"
        .formatted(source, size(), channels, timeFormat);
  }
}
