package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.tensor.Workers;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Series and the scales of their channels, channel by channel and series by series on all workers.
 *
 * @param scaler robust location and scale of each channel
 * @param series on them
 */
record ScaledSeries(ValueScaler scaler, SeriesSet series) {
  /** Fits scales to series and puts the series on them. */
  static ScaledSeries of(SeriesSet training, Workers workers) {
    List<ValueScaler> channels =
        workers.map(training.channels().size(), c -> ValueScaler.robust(training, c));
    ValueScaler scaler =
        ValueScaler.of(
            channels.stream().mapToDouble(s -> s.center()[0]).toArray(),
            channels.stream().mapToDouble(s -> s.scale()[0]).toArray());
    return new ScaledSeries(scaler, map(training, scaler::toScaled, workers));
  }

  /** {@link SeriesSet#map} on all workers. */
  static SeriesSet map(SeriesSet set, UnaryOperator<TimeSeries> change, Workers workers) {
    List<TimeSeries> series = set.series();
    return set.withSeries(workers.map(series.size(), i -> change.apply(series.get(i))));
  }
}
