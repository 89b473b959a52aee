package io.anode4j.streaming;

import io.anode4j.filter.Scorer;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.ForecastReason;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.SensorForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Answers questions about sensors from the state of a running stream: of the sensors of this
 * instance by their state, of others by naming their instance, which Kafka knows by the setting
 * {@code application.server}. Thread-safe; changes nothing and writes to no topic.
 */
public final class SensorLookup {
  private final KafkaStreams streams;
  private final StreamingConfig config;
  private final ModelSource models;

  SensorLookup(KafkaStreams streams, StreamingConfig config, ModelSource models) {
    this.streams = streams;
    this.config = config;
    this.models = models;
  }

  /**
   * An answer, or where to ask.
   *
   * @param <T> what was asked
   */
  public sealed interface Answer<T> {}

  /**
   * The sensor is here.
   *
   * @param value what was asked
   * @param <T> its type
   */
  public record Found<T>(T value) implements Answer<T> {}

  /**
   * Another instance owns the sensor.
   *
   * @param host host of its {@code application.server}
   * @param port port of its {@code application.server}
   * @param <T> what was asked
   */
  public record Elsewhere<T>(String host, int port) implements Answer<T> {}

  /**
   * No reading of the sensor was accepted yet, or it was forgotten; without the setting {@code
   * application.server} also that another instance owns it.
   *
   * @param <T> what was asked
   */
  public record Unknown<T>() implements Answer<T> {}

  /**
   * It cannot be told now.
   *
   * @param reason why, and what to do
   * @param <T> what was asked
   */
  public record NotNow<T>(String reason) implements Answer<T> {}

  private interface Question<T> extends BiFunction<TaskModel, byte[], Answer<T>> {}

  /**
   * Sensors of this instance.
   *
   * @param limit at most so many
   * @return their ids, in no particular order; none while partitions move
   */
  public List<String> local(int limit) {
    List<String> ids = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store().all()) {
      while (all.hasNext() && ids.size() < limit) {
        ids.add(all.next().key);
      }
    } catch (InvalidStateStoreException e) {
      return List.of();
    }
    return ids;
  }

  /** About how many sensors this instance has; 0 while partitions move. */
  public long localCount() {
    try {
      return store().approximateNumEntries();
    } catch (InvalidStateStoreException e) {
      return 0;
    }
  }

  /**
   * What is kept of a sensor.
   *
   * @param id key of its records
   * @return the answer
   */
  public Answer<SensorSnapshot> sensor(String id) {
    return ask(id, (model, stored) -> new Found<>(snapshot(id, model, stored)));
  }

  /**
   * An extrapolation from a sensor's present state.
   *
   * @param id key of its records
   * @param asked the times after its last reading; 0 for the configured ones
   * @return the answer
   * @throws IllegalArgumentException when the model gives no finite numbers for such times
   */
  public Answer<SensorForecast> forecast(String id, ForecastRequest asked) {
    return ask(
        id,
        (model, stored) -> {
          SensorForecast made =
              Extrapolation.of(
                  model,
                  id,
                  model.load(stored),
                  asked,
                  config.forecastGrid(),
                  ForecastReason.REQUEST,
                  System.currentTimeMillis());
          if (made == null && model.scorer().count() > 0) {
            throw new IllegalArgumentException(Extrapolation.NOT_FINITE);
          }
          return made == null
              ? new NotNow<>("no reading of this sensor was learnt yet; ask again after one")
              : new Found<>(made);
        });
  }

  private <T> Answer<T> ask(String id, Question<T> question) {
    try {
      byte[] stored = store().get(id);
      return stored == null
          ? notHere(id)
          : question.apply(new TaskModel(models.current(), config), stored);
    } catch (InvalidStateStoreException e) {
      return new NotNow<>("partitions move or the stream is not running; ask again in a moment");
    }
  }

  private <T> Answer<T> notHere(String id) {
    String self = String.valueOf(config.kafkaStreams().getOrDefault("application.server", ""));
    if (self.isEmpty()) {
      // Kafka knows the others by that setting alone.
      return new Unknown<>();
    }
    KeyQueryMetadata owner =
        streams.queryMetadataForKey(ForecastTopology.STORE, id, new StringSerializer());
    if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      return new NotNow<>("partitions are being assigned; ask again in a moment");
    }
    HostInfo host = owner.activeHost();
    return self.equals(host.host() + ":" + host.port())
        ? new Unknown<>()
        : new Elsewhere<>(host.host(), host.port());
  }

  private ReadOnlyKeyValueStore<String, byte[]> store() {
    KafkaStreams.State state = streams.state();
    if (!state.isRunningOrRebalancing()) {
      throw new InvalidStateStoreException("The stream is " + state);
    }
    try {
      return streams.store(
          StoreQueryParameters.fromNameAndType(
              ForecastTopology.STORE, QueryableStoreTypes.<String, byte[]>keyValueStore()));
    } catch (IllegalStateException e) {
      // It ended between the two calls.
      throw new InvalidStateStoreException(e.getMessage(), e);
    }
  }

  private static SensorSnapshot snapshot(String id, TaskModel model, byte[] stored) {
    SensorState state = model.load(stored);
    Scorer scorer = model.scorer();
    return new SensorSnapshot(
        id,
        state.count,
        state.lastMillis(),
        state.lastWall,
        state.silent,
        state.waiting.size(),
        scorer.warmUp(),
        millis(model, scorer.expectedNext()),
        millis(model, scorer.overdueAfter()),
        stored.length,
        model.active.label());
  }

  private static long millis(TaskModel model, double time) {
    return Double.isFinite(time) ? model.clock.millis(time) : -1;
  }
}
