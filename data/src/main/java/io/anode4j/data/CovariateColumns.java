package io.anode4j.data;

import io.anode4j.data.Covariate.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which channels of a table are covariates; the others are what is forecast.
 *
 * @param all the covariates, of distinct names
 */
public record CovariateColumns(List<Covariate> all) {
  /** All channels are forecast. */
  public static final CovariateColumns NONE = new CovariateColumns(List.of());

  /** Copies and refuses a name that occurs twice. */
  public CovariateColumns {
    all = List.copyOf(all);
    Set<String> seen = new HashSet<>();
    for (Covariate one : all) {
      if (!seen.add(one.name())) {
        throw new IllegalArgumentException(
            "Covariate %s is named twice; expected distinct names, each of one kind; leave one out"
                .formatted(one.name()));
      }
    }
  }

  /**
   * These and more.
   *
   * @param kind of the further ones
   * @param names of channels
   * @return others
   */
  public CovariateColumns and(Kind kind, String... names) {
    Stream<Covariate> more = Stream.of(names).map(name -> new Covariate(name, kind));
    return new CovariateColumns(Stream.concat(all.stream(), more).toList());
  }

  /** Names of the covariates. */
  public List<String> names() {
    return all.stream().map(Covariate::name).toList();
  }

  /**
   * A table with its covariates beside its series. Rows of a series in which nothing is observed
   * but covariates are none of its rows any more.
   *
   * @param table series whose channels are values and covariates
   * @return series of the other channels, each with its {@link TimeSeries#covariates}
   * @throws java.util.NoSuchElementException when there is no such channel
   * @throws IllegalArgumentException when no other channel is left, or a static covariate has
   *     several values in a series
   */
  public SeriesSet split(SeriesSet table) {
    if (all.isEmpty()) {
      return table;
    }
    SeriesSet told = table.withChannels(names());
    List<String> others =
        table.channels().stream().filter(name -> !names().contains(name)).toList();
    if (others.isEmpty()) {
      throw new IllegalArgumentException(
          "All channels of %s are covariates (%s); expected another one, to forecast; name fewer"
              .formatted(table.source(), String.join(", ", names())));
    }
    List<TimeSeries> series = new ArrayList<>();
    for (TimeSeries one : table.withChannels(others)) {
      series.add(one.with(Covariates.of(all, told.series().get(series.size()))));
    }
    return table.withChannels(others).withSeries(series);
  }

  /**
   * Series with more readings of their covariates.
   *
   * @param data series with covariates
   * @param more other readings, for instance of the times to come; channels by name, series by id,
   *     or the only one of each
   * @return the same series; where both read a covariate at a time, with the value of {@code more}
   * @throws java.util.NoSuchElementException when a channel of {@code more} is no covariate
   */
  public SeriesSet later(SeriesSet data, SeriesSet more) {
    SeriesSet wanted = new SeriesSet(names(), List.of(), data.timeFormat(), more.source());
    int[] places = more.channels().stream().mapToInt(wanted::channel).toArray();
    boolean alone = data.size() == 1 && more.size() == 1;
    Map<String, TimeSeries> byId =
        more.series().stream().collect(Collectors.toMap(TimeSeries::id, one -> one));
    return data.map(
        one -> {
          TimeSeries added = alone ? more.series().get(0) : byId.get(one.id());
          TimeSeries known = one.covariates().readings();
          return added == null
              ? one
              : one.with(Covariates.of(all, CovariateReadings.joined(known, added, places)));
        });
  }
}
