package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology that scores readings and extrapolates sensors: one source, one processor over a
 * key-value store with a changelog, one sink that knows the topic of each result. It builds into
 * any {@link Topology} or {@link StreamsBuilder}.
 *
 * <p>Whoever runs it in an application of their own gives it {@link StreamingConfig#kafkaStreams()}
 * and, so that bad records reach the dead letter queue instead of ending a thread, {@code
 * processing.exception.handler} = {@link DeadLetterHandler}; {@link #handlers()} has both.
 */
public final class ForecastTopology {
  /** Name of the state store, and with it of its changelog topic. */
  public static final String STORE = "encoder-state";

  private static final String SOURCE = "anode4j-observations";
  private static final String PROCESSOR = "anode4j-score";
  private static final String SINK = "anode4j-results";

  private final StreamingConfig config;
  private final ModelSource models;
  private final ScorerSource scorers;
  private final StreamingListener listener;

  private ForecastTopology(
      StreamingConfig config,
      ModelSource models,
      ScorerSource scorers,
      StreamingListener listener) {
    this.config = config;
    this.models = models;
    this.scorers = scorers;
    this.listener = listener;
  }

  /**
   * The topology of some settings and models.
   *
   * @param config the settings
   * @param models says which model is in service
   * @return the topology, to be built
   */
  public static ForecastTopology of(StreamingConfig config, ModelSource models) {
    return new ForecastTopology(config, models, ScorerSource.OF_MODEL, StreamingListener.NONE);
  }

  /**
   * The same with a listener.
   *
   * @param heard hears what happens
   * @return another topology
   */
  public ForecastTopology with(StreamingListener heard) {
    return new ForecastTopology(config, models, scorers, heard);
  }

  /** The same with scorers that are not the model's own. */
  ForecastTopology scoredBy(ScorerSource others) {
    return new ForecastTopology(config, models, others, listener);
  }

  /** A topology of nothing else. */
  public Topology build() {
    return addTo(new Topology());
  }

  /**
   * Adds source, processor, store and sink to a topology.
   *
   * @param topology what to add to
   * @return the same topology
   */
  public Topology addTo(Topology topology) {
    return topology
        .addSource(
            (AutoOffsetReset) null,
            SOURCE,
            timestamps(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            config.inputTopic())
        .addProcessor(PROCESSOR, supplier(), SOURCE)
        .addSink(SINK, topics(), new StringSerializer(), values(), PROCESSOR);
  }

  /**
   * Adds it to a builder of the DSL.
   *
   * @param builder what to add to
   * @return the results, by sensor, which are written to their topics too
   */
  public KStream<String, StreamOutput> addTo(StreamsBuilder builder) {
    KStream<String, StreamOutput> results =
        builder.stream(
                config.inputTopic(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withTimestampExtractor(timestamps())
                    .withName(SOURCE))
            .process(supplier(), Named.as(PROCESSOR));
    results.to(
        topics(),
        Produced.with(
                Serdes.String(),
                Serdes.serdeFrom(
                    values(),
                    (topic, bytes) -> {
                      throw new IllegalStateException("Results are written, never read, here");
                    }))
            .withName(SINK));
    return results;
  }

  /** Settings of Kafka Streams without which a bad record would end a thread. */
  public Map<String, Object> handlers() {
    return Map.of("processing.exception.handler", DeadLetterHandler.class.getName());
  }

  private ProcessorSupplier<byte[], byte[], String, StreamOutput> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], String, StreamOutput> get() {
        return new SensorProcessor(config, models, scorers, listener, STORE);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(store());
      }
    };
  }

  private StoreBuilder<KeyValueStore<String, byte[]>> store() {
    StoreBuilder<KeyValueStore<String, byte[]>> builder =
        Stores.keyValueStoreBuilder(
            config.stateInRocksDb()
                ? Stores.persistentKeyValueStore(STORE)
                : Stores.inMemoryKeyValueStore(STORE),
            Serdes.String(),
            Serdes.ByteArray());
    builder = builder.withLoggingEnabled(Map.of());
    return config.stateCache() ? builder.withCachingEnabled() : builder.withCachingDisabled();
  }

  private TopicNameExtractor<String, StreamOutput> topics() {
    String scores = config.scoresTopic();
    String forecasts = config.forecastsTopic();
    String late = config.lateTopic();
    String events = config.eventsTopic();
    return (sensor, output, context) ->
        switch (output.kind()) {
          case SCORE -> scores;
          case FORECAST -> forecasts;
          case LATE -> late;
          case EVENT -> events;
        };
  }

  private static Serializer<StreamOutput> values() {
    return (topic, output) -> output.value();
  }

  /** Never negative: Kafka's own extractor ends the thread on records without a timestamp. */
  private static TimestampExtractor timestamps() {
    return (ConsumerRecord<Object, Object> record, long partitionTime) ->
        record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
  }
}
