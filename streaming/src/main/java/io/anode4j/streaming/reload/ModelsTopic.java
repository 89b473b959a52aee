package io.anode4j.streaming.reload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic of model manifests: a compacted topic of one partition, whose last record names
 * the model that all instances are to use. The files lie in a directory that every instance has.
 *
 * <p>A plain consumer on a thread of its own and without a group, so that each instance reads every
 * manifest and a bad one cannot stop a stream thread.
 */
public final class ModelsTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelsTopic.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final TopicPartition partition;
  private final Path directory;
  private final ModelReloader reloader;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  private ModelsTopic(
      String topic,
      Path directory,
      ModelReloader reloader,
      Supplier<Consumer<byte[], byte[]>> consumers) {
    this.partition = new TopicPartition(topic, 0);
    this.directory = directory;
    this.reloader = reloader;
    this.consumer = consumers.get();
    this.thread = new Thread(this::follow, "anode4j-models-topic");
    this.thread.setDaemon(true);
  }

  /**
   * Starts following.
   *
   * @param topic the topic of manifests
   * @param client settings of a Kafka client, with where the cluster is
   * @param directory where the files of models lie
   * @param reloader who tries what is announced
   * @return what follows, to be closed
   */
  public static ModelsTopic follow(
      String topic, Map<String, Object> client, Path directory, ModelReloader reloader) {
    return follow(topic, directory, reloader, () -> consumer(client));
  }

  static ModelsTopic follow(
      String topic,
      Path directory,
      ModelReloader reloader,
      Supplier<Consumer<byte[], byte[]>> consumers) {
    ModelsTopic following = new ModelsTopic(topic, directory, reloader, consumers);
    following.thread.start();
    return following;
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void follow() {
    try (consumer) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (closed.getCount() > 0) {
        poll();
      }
    } catch (WakeupException e) {
      LOG.debug("stopped following {}", partition);
    }
  }

  private void poll() {
    try {
      // Of manifests that wait together only the last one counts: the others are history.
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        offer(records.get(records.size() - 1));
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("{} cannot be read ({}); trying again", partition, e.toString());
      pause();
    }
  }

  private void offer(ConsumerRecord<byte[], byte[]> announced) {
    if (announced.value() == null) {
      return; // a tombstone withdraws the announcement, not the model
    }
    try {
      reloader.offer(ModelManifest.parse(announced.value()), directory);
    } catch (IllegalArgumentException e) {
      reloader.refuse(partition + "@" + announced.offset(), String.valueOf(e.getMessage()));
    }
  }

  private void pause() {
    try {
      if (closed.await(AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped following {}", partition);
      }
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  /** Stops following. */
  @Override
  public void close() {
    closed.countDown();
    // Not by an interrupt, under which the consumer could not say goodbye.
    consumer.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
