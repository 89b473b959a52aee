package io.anode4j.streaming;

import io.anode4j.filter.Scorer;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.ForecastReason;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.SensorForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Answers questions about sensors from the state of a running stream. A sensor is looked for in all
 * partitions that this instance holds, and where it is in none of them the answer says which those
 * were and which other instances there are, known to Kafka by the setting {@code
 * application.server}: by whatever rule producers choose partitions, nobody is called unknown who
 * is known elsewhere. Thread-safe; changes nothing and writes to no topic.
 */
public final class SensorLookup {
  private final KafkaStreams streams;
  private final StreamingConfig config;
  private final ModelSource models;
  private final int partitions;
  private final HeldStates held;

  SensorLookup(KafkaStreams streams, StreamingConfig config, ModelSource models, int partitions) {
    this.partitions = partitions;
    this.held = new HeldStates(streams);
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
   * It is in none of the partitions that are here, but not all are.
   *
   * @param searched the partitions of the input that are here
   * @param partitions how many the input has
   * @param others instances to ask for the rest
   * @param <T> what was asked
   */
  public record NotHere<T>(SortedSet<Integer> searched, int partitions, List<Peer> others)
      implements Answer<T> {}

  /**
   * Another instance.
   *
   * @param host host of its {@code application.server}
   * @param port port of its {@code application.server}
   */
  public record Peer(String host, int port) {}

  /**
   * No reading of the sensor was accepted yet, or it was forgotten: it is in no partition.
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

  private interface Question<T> {
    Answer<T> of(TaskModel model, byte[] stored, List<Integer> partitions);
  }

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
    return ask(
        id, (model, stored, partitions) -> new Found<>(snapshot(id, model, stored, partitions)));
  }

  /** All partitions of the input. */
  public SortedSet<Integer> partitions() {
    return new TreeSet<>(IntStream.range(0, partitions).boxed().toList());
  }

  /**
   * Where a sensor's state is.
   *
   * @param id key of its records
   * @return partitions that are here and have it; more than one when two producers choose its
   *     partition by different rules
   */
  public List<Integer> partitionsOf(String id) {
    return held.search(id).partitions();
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
        (model, stored, partitions) -> {
          SensorForecast made =
              Extrapolation.of(
                  model,
                  id,
                  model.load(stored),
                  asked,
                  config.forecasts().grid(),
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
    if (!streams.state().isRunningOrRebalancing()) {
      return new NotNow<>("the stream is not running; ask again in a moment");
    }
    HeldStates.Search here = held.search(id);
    return here.states().isEmpty() ? notHere(here) : answer(id, here, question);
  }

  /** Of a sensor that has two states, the one that was written last. */
  private <T> Answer<T> answer(String id, HeldStates.Search here, Question<T> question) {
    TaskModel model = null;
    byte[] last = new byte[0];
    long written = Long.MIN_VALUE;
    for (byte[] stored : here.states().values()) {
      TaskModel own = new TaskModel(models.current(id, SensorStateCodec.kindIn(stored)), config);
      long at = own.load(stored).lastWall;
      if (model == null || at >= written) {
        written = at;
        last = stored;
        model = own;
      }
    }
    return question.of(Objects.requireNonNull(model), last, here.partitions());
  }

  private <T> Answer<T> notHere(HeldStates.Search here) {
    if (here.searched().size() == partitions) {
      return new Unknown<>();
    }
    List<Peer> others = others();
    return others.isEmpty()
        ? new NotNow<>(
            "it is in none of the partitions "
                + here.searched()
                + " that are here, and nobody is known to have the others of "
                + partitions
                + ": they are being assigned, or their instance has no application.server; ask"
                + " again in a moment")
        : new NotHere<>(here.searched(), partitions, others);
  }

  /** Other instances that Kafka knows of. */
  List<Peer> others() {
    String self = String.valueOf(config.kafkaStreams().getOrDefault("application.server", ""));
    return streams.metadataForAllStreamsClients().stream()
        .map(StreamsMetadata::hostInfo)
        .filter(host -> host.port() > 0 && !self.equals(host.host() + ":" + host.port()))
        .map(host -> new Peer(host.host(), host.port()))
        .distinct()
        .toList();
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

  private static SensorSnapshot snapshot(
      String id, TaskModel model, byte[] stored, List<Integer> partitions) {
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
        model.active.label(),
        partitions);
  }

  private static long millis(TaskModel model, double time) {
    return Double.isFinite(time) ? model.clock.millis(time) : -1;
  }
}
