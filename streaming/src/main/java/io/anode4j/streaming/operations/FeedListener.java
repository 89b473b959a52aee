package io.anode4j.streaming.operations;

import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.ModelSource;
import io.anode4j.streaming.StreamingListener;
import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.record.ModelClock;
import io.anode4j.streaming.record.OutputJson;
import io.anode4j.streaming.record.ScoredReading;
import io.anode4j.streaming.record.SensorEvent;
import io.anode4j.streaming.record.SensorForecast;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Hands what a stream does to the live page, in the words of the topics. */
public final class FeedListener implements StreamingListener {
  private final LiveFeed feed;
  private final ModelSource models;
  private final ModelClock clock;
  private final double[] quantiles;
  private final Map<String, String> kinds = new ConcurrentHashMap<>();

  /**
   * A listener.
   *
   * @param feed who keeps the results
   * @param models the models of the stream
   * @param clock their unit of time
   * @param quantiles of forecasts
   */
  public FeedListener(LiveFeed feed, ModelSource models, ModelClock clock, double[] quantiles) {
    this.feed = feed;
    this.models = models;
    this.clock = clock;
    this.quantiles = quantiles.clone();
  }

  /** Written when somebody looks, by a writer of its own: who looks is on another thread. */
  private Supplier<String> json(String sensor, Function<OutputJson, byte[]> result) {
    ActiveModel model = models.current(sensor, kinds.getOrDefault(sensor, ""));
    return () ->
        new String(
            result.apply(new OutputJson(model.model().channels(), model.label(), clock, quantiles)),
            StandardCharsets.UTF_8);
  }

  @Override
  public void kind(String sensor, String kind) {
    kinds.put(sensor, kind);
  }

  @Override
  public void scored(ScoredReading reading) {
    feed.score(
        reading.sensor(),
        Standing.of(reading.score()),
        json(reading.sensor(), out -> out.score(reading)));
  }

  @Override
  public void forecast(SensorForecast forecast) {
    feed.forecast(forecast.sensor(), json(forecast.sensor(), out -> out.forecast(forecast)));
  }

  @Override
  public void anomaly(Anomaly anomaly) {
    feed.episode(anomaly, json(anomaly.sensor(), out -> out.anomaly(anomaly, Integer.MAX_VALUE)));
  }

  @Override
  public void event(SensorEvent event) {
    if (event.kind() == SensorEvent.Kind.FORGOTTEN || event.kind() == SensorEvent.Kind.EXPIRED) {
      feed.forget(event.sensor(), json(event.sensor(), out -> out.event(event)));
      kinds.remove(event.sensor());
    } else {
      feed.event(
          event.sensor(),
          event.kind() == SensorEvent.Kind.SILENT,
          json(event.sensor(), out -> out.event(event)));
    }
  }
}
