package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running instance of the application: the {@link ForecastTopology} on Kafka Streams, its
 * topics, its answer to failures, and its end.
 *
 * <pre>{@code
 * try (ForecastStream stream = ForecastStream.start(config, ModelSource.fixed(model))) {
 *   stream.awaitRunning(Duration.ofSeconds(30));
 *   String failure = stream.awaitEnd();
 * }
 * }</pre>
 */
public final class ForecastStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForecastStream.class);

  /** Less than what an orchestrator gives a process to end, which is half a minute mostly. */
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Without its topics a thread can commit nothing, and waits for them as long as it is let. */
  private static final Duration CLOSING_IN_VAIN = Duration.ofSeconds(5);

  private final StreamingConfig config;
  private final ModelSource models;
  private final KafkaStreams streams;
  private final FailurePolicy failures;
  private final RocksDbMemory.Budget memory;
  private final SensorLookup sensors;
  private final StreamWatch watch;
  private final SplitSensors splits;
  private final CommittedLag lag;
  private final CountDownLatch wasRunning = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private ForecastStream(
      StreamingConfig config,
      ModelSource models,
      ScorerSource scorers,
      StreamingListener listener,
      StreamTopics.Prepared topics) {
    this.config = config;
    this.models = models;
    BadShare badShare =
        new BadShare(config.trouble().badShareLimit(), config.trouble().badShareWindow());
    this.failures =
        new FailurePolicy(
            config.instanceId(),
            config.trouble().threadReplacements(),
            badShare,
            listener,
            config.stateDirectory(),
            System::nanoTime);
    this.memory = new RocksDbMemory.Budget(config.state().rocksDbMemory());
    ForecastTopology topology =
        ForecastTopology.of(config, models).scoredBy(scorers).with(listener);
    Properties settings = new Properties();
    settings.put("rocksdb.config.setter", RocksDbMemory.class.getName());
    settings.putAll(config.kafkaStreams());
    settings.putAll(topology.handlers());
    settings.put(OutputLimits.KEY, topics.limits());
    settings.put(BadShare.KEY, badShare);
    settings.put(DeadLetterHandler.LISTENER, listener);
    settings.put(RocksDbMemory.KEY, memory);
    StreamConsumers consumers = new StreamConsumers();
    this.watch = new StreamWatch(config, topics.partitions(), consumers, this::giveUp);
    settings.put(InputProgress.KEY, watch);
    this.splits = new SplitSensors(listener);
    settings.put(SplitSensors.KEY, splits);
    StreamsConfig kafka = new StreamsConfig(settings);
    this.streams =
        new KafkaStreams(
            topology.build(),
            kafka,
            new InstanceClients(
                kafka.getKafkaClientSupplier(),
                config.applicationId(),
                config.instanceId(),
                !settings.containsKey(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG),
                consumers));
    this.sensors = new SensorLookup(streams, config, models, topics.partitions());
    streams.setUncaughtExceptionHandler(failures);
    streams.setStateListener((now, before) -> note(now));
    this.lag =
        CommittedLag.watch(
            Admin.create(config.kafkaClient()), config.applicationId(), config.inputTopic());
  }

  /**
   * Makes or checks the topics and starts an instance.
   *
   * @param config the settings
   * @param models says which model is in service
   * @return the instance, to be closed
   * @throws StreamStartException when there is no broker, a topic is missing or may not be made, or
   *     the state directory cannot be used
   */
  public static ForecastStream start(StreamingConfig config, ModelSource models) {
    return start(config, models, StreamingListener.NONE);
  }

  /**
   * The same with a listener.
   *
   * @param config the settings
   * @param models says which model is in service
   * @param listener hears what happens
   * @return the instance, to be closed
   * @throws StreamStartException when there is no broker, a topic is missing or may not be made, or
   *     the state directory cannot be used
   */
  public static ForecastStream start(
      StreamingConfig config, ModelSource models, StreamingListener listener) {
    return start(config, models, ScorerSource.OF_MODEL, listener);
  }

  /**
   * The same with scorers that are not the model's own.
   *
   * @param config the settings
   * @param models says which model is in service
   * @param scorers makes the scorers
   * @param listener hears what happens
   * @return the instance, to be closed
   * @throws StreamStartException when there is no broker, a topic is missing or may not be made, or
   *     the state directory cannot be used
   */
  public static ForecastStream start(
      StreamingConfig config,
      ModelSource models,
      ScorerSource scorers,
      StreamingListener listener) {
    StreamTopics.Prepared topics = StreamTopics.prepare(config);
    try {
      ForecastStream stream = new ForecastStream(config, models, scorers, listener, topics);
      stream.begin();
      return stream;
    } catch (ConfigException e) {
      throw StreamStartException.setting(e);
    } catch (StreamsException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StreamStartException(
          "Application "
              + config.applicationId()
              + " cannot start with its state in "
              + config.stateDirectory()
              + ": "
              + e.getMessage()
              + "; expected a directory that can be written and that no other instance uses: stop"
              + " that one, or set state.dir",
          cause);
    } catch (KafkaException e) {
      // A client that cannot be constructed from what was passed on to it.
      throw StreamStartException.setting(e);
    }
  }

  private void begin() {
    try {
      streams.start();
      watch.begin();
      splits.begin(sensors);
    } catch (StreamsException e) {
      close();
      throw e;
    }
  }

  private void note(KafkaStreams.State now) {
    if (now == KafkaStreams.State.RUNNING) {
      String here = Assignment.of(streams, config.inputTopic());
      LOG.info("Stream {} is RUNNING with {}", config.applicationId(), here);
    } else {
      LOG.info("Stream {} is {}", config.applicationId(), now);
    }
    if (now == KafkaStreams.State.RUNNING) {
      wasRunning.countDown();
    } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      wasRunning.countDown();
      ended.countDown();
    }
  }

  /**
   * Waits until records are scored for the first time.
   *
   * @param most how long at most
   * @return whether the stream is ready; false after the time, or when it ended before
   * @throws InterruptedException when the thread is interrupted
   */
  public boolean awaitRunning(Duration most) throws InterruptedException {
    long start = System.nanoTime();
    if (!wasRunning.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    // Another instance may have joined meanwhile: partitions move, and it runs again. Asked once a
    // turn: what was ready a moment ago may move again.
    while (!health().ready()) {
      if (ended.getCount() == 0 || System.nanoTime() - start > most.toNanos()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
    }
    return true;
  }

  /**
   * Waits until the stream was closed or stopped by itself.
   *
   * @return why it stopped by itself; null when it was closed
   * @throws InterruptedException when the thread is interrupted
   */
  public @Nullable String awaitEnd() throws InterruptedException {
    ended.await();
    return failures.verdict();
  }

  /** How it is now. */
  public StreamHealth health() {
    int threads =
        (int)
            streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals("DEAD"))
                .count();
    StreamHealth.Phase phase = phase();
    String trouble = watch.trouble();
    if (trouble == null && phase != StreamHealth.Phase.RUNNING) {
      trouble = watch.hanging();
    }
    if (trouble == null) {
      // One failure that was got over is none; where nothing is scored, it is why.
      trouble = failures.trouble(phase == StreamHealth.Phase.RUNNING ? 2 : 1);
    }
    return new StreamHealth(
        phase,
        threads,
        lag.most().orElse(-1),
        models.current().label(),
        failures.verdict(),
        trouble);
  }

  private void giveUp(String why) {
    failures.stop(why);
    ended.countDown();
    wasRunning.countDown();
    streams.close(CloseOptions.timeout(Duration.ZERO));
  }

  private StreamHealth.Phase phase() {
    if (failures.verdict() != null) {
      // Threads may take their time to end; none of them will be replaced.
      return StreamHealth.Phase.FAILED;
    }
    return switch (streams.state()) {
      case CREATED -> StreamHealth.Phase.STARTING;
      case REBALANCING ->
          wasRunning.getCount() > 0 ? StreamHealth.Phase.STARTING : StreamHealth.Phase.REBALANCING;
      case RUNNING -> StreamHealth.Phase.RUNNING;
      case PENDING_SHUTDOWN -> StreamHealth.Phase.STOPPING;
      case NOT_RUNNING -> StreamHealth.Phase.STOPPED;
      case PENDING_ERROR, ERROR -> StreamHealth.Phase.FAILED;
    };
  }

  /**
   * Records that wait behind what the whole application has committed, by partition of the input;
   * empty when the brokers cannot be asked.
   *
   * @return a map from partition to records
   */
  public SortedMap<Integer, Long> lag() {
    return lag.byPartition();
  }

  /** Answers about sensors. */
  public SensorLookup sensors() {
    return sensors;
  }

  /**
   * Lets sensors whose records lie in several partitions be found where another instance has one of
   * them; without it, where both are here.
   *
   * @param how asks the other instances
   */
  public void askOthersBy(PeerStates how) {
    splits.askBy(how);
  }

  /** The settings it runs with. */
  public StreamingConfig config() {
    return config;
  }

  /** Kafka's own metrics of this instance. */
  public Map<MetricName, Metric> metrics() {
    return Map.copyOf(streams.metrics());
  }

  /**
   * Scores what is in hand, commits, and ends; waits for 20 seconds at most. An instance with a
   * name stays a member, so that its restart takes its partitions back; one without leaves the
   * group, so that the others take them at once.
   */
  @Override
  public void close() {
    lag.close();
    splits.close();
    watch.close();
    Duration most = watch.trouble() == null ? CLOSING : CLOSING_IN_VAIN;
    CloseOptions how = CloseOptions.timeout(most);
    if (config.instanceId().isEmpty()) {
      how = how.withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    }
    if (streams.close(how)) {
      memory.close();
    } else {
      // Native memory that a thread may still use must not be freed under it.
      LOG.warn("Stream {} did not end within {}", config.applicationId(), most);
    }
    ended.countDown();
  }
}
