package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.util.Map;
import java.util.Optional;
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
import org.apache.kafka.streams.processor.StreamPartitioner;
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
 * and, so that bad records reach the dead letter queue instead of ending a thread, {@link
 * #handlers()}. Producer and topics may take larger records than Kafka's defaults, not smaller
 * ones: what those refuse is cut to them.
 */
public final class ForecastTopology {
  /** Name of the state store, and with it of its changelog topic, where no prefix is given. */
  public static final String STORE = "encoder-state";

  private static final String PREFIX = "anode4j";

  private final String prefix;

  private final Scoring scoring;
  private final StreamingConfig config;
  private final OutputLimits limits;

  private ForecastTopology(Scoring scoring, String prefix) {
    this.prefix = prefix;
    this.scoring = scoring;
    this.config = scoring.config();
    this.limits = OutputLimits.in(config.kafkaStreams());
  }

  /**
   * The topology of some settings and models.
   *
   * @param config the settings
   * @param models says which model is in service
   * @return the topology, to be built
   */
  public static ForecastTopology of(StreamingConfig config, ModelSource models) {
    return new ForecastTopology(
        new Scoring(config, models, ScorerSource.OF_MODEL, StreamingListener.NONE), PREFIX);
  }

  /**
   * The same with a listener.
   *
   * @param heard hears what happens
   * @return another topology
   */
  public ForecastTopology with(StreamingListener heard) {
    return new ForecastTopology(scoring.heardBy(heard), prefix);
  }

  /**
   * The same with scorers that are not the model's own.
   *
   * @param others makes them
   * @return another topology
   */
  public ForecastTopology scoredBy(ScorerSource others) {
    return new ForecastTopology(scoring.with(others), prefix);
  }

  /**
   * The same under names of its own, so that several live in one builder or {@link Topology}: its
   * processors and its store ({@link #storeName}), and with it the changelog topic, begin with the
   * prefix. Each has the topics of its own settings; in a {@link Topology} no two may read the same
   * one, which is Kafka's rule.
   *
   * @param ownPrefix letters, digits, dots, dashes and underscores, another one for each
   * @return another topology
   * @throws IllegalArgumentException when Kafka could not use it in names
   */
  public ForecastTopology named(String ownPrefix) {
    if (!ownPrefix.matches("[a-zA-Z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "A topology with the prefix '"
              + ownPrefix
              + "'; expected 1 to 100 letters, digits, dots, dashes and underscores, of which Kafka"
              + " makes names");
    }
    return new ForecastTopology(scoring, ownPrefix);
  }

  /** Name of the state store: {@link #STORE}, behind the prefix if one was given. */
  public String storeName() {
    return prefix.equals(PREFIX) ? STORE : prefix + "-" + STORE;
  }

  private String source() {
    return prefix + "-observations";
  }

  private String processor() {
    return prefix + "-score";
  }

  private String sink() {
    return prefix + "-results";
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
            source(),
            timestamps(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            config.inputTopic())
        .addProcessor(processor(), supplier(), source())
        .addSink(sink(), topics(), new StringSerializer(), values(), partitions(), processor());
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
                    .withName(source()))
            .process(supplier(), Named.as(processor()));
    results.to(
        topics(),
        Produced.with(
                Serdes.String(),
                Serdes.serdeFrom(
                    values(),
                    (topic, bytes) -> {
                      throw new IllegalStateException("Results are written, never read, here");
                    }))
            .withStreamPartitioner(partitions())
            .withName(sink()));
    return results;
  }

  /** Settings of Kafka Streams without which a bad record, or a large one, would end a thread. */
  public Map<String, Object> handlers() {
    return Map.of(
        "processing.exception.handler",
        DeadLetterHandler.class.getName(),
        "production.exception.handler",
        RefusedRecordHandler.class.getName(),
        OutputLimits.KEY,
        limits);
  }

  private ProcessorSupplier<byte[], byte[], String, StreamOutput> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], String, StreamOutput> get() {
        return new SensorProcessor(scoring, storeName());
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
            config.state().inRocksDb()
                ? new RocksDbLibrary.Stored(Stores.persistentKeyValueStore(storeName()), config)
                : Stores.inMemoryKeyValueStore(storeName()),
            Serdes.String(),
            Serdes.ByteArray());
    builder = builder.withLoggingEnabled(Map.of());
    return config.state().cache() ? builder.withCachingEnabled() : builder.withCachingDisabled();
  }

  private TopicNameExtractor<String, StreamOutput> topics() {
    Map<StreamOutput.Kind, String> topics = StreamOutput.Kind.topics(config);
    return (sensor, output, context) -> java.util.Objects.requireNonNull(topics.get(output.kind()));
  }

  private static StreamPartitioner<String, StreamOutput> partitions() {
    return (topic, sensor, output, partitions) ->
        Optional.of(Set.of(output.partitionOf(partitions)));
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
