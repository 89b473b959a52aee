package io.anode4j.streaming;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of each partition of the input that the application has yet to commit, as the brokers
 * know it: the end of the partition less the group's committed offset. It is asked for on a thread
 * of its own, so it is right while nothing is read, while partitions move and when no instance has
 * a partition. What could not be asked for some seconds is not known, rather than what it was then.
 */
final class CommittedLag implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedLag.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** An answer older than this says nothing of now. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Admin admin;
  private final String group;
  private final String topic;
  private final LongSupplier nanoClock;
  private final ScheduledExecutorService thread;
  private volatile Answer last = new Answer(new TreeMap<>(), 0);
  private boolean failing;

  private record Answer(SortedMap<Integer, Long> lag, long nanos) {}

  CommittedLag(Admin admin, String group, String topic, LongSupplier nanoClock) {
    this.admin = admin;
    this.group = group;
    this.topic = topic;
    this.nanoClock = nanoClock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread asking = new Thread(task, "anode4j-lag");
              asking.setDaemon(true);
              return asking;
            });
  }

  /** Asks again and again from now on. */
  static CommittedLag watch(Admin admin, String group, String topic) {
    CommittedLag lag = new CommittedLag(admin, group, topic, System::nanoTime);
    var unused =
        lag.thread.scheduleWithFixedDelay(lag::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return lag;
  }

  /** One question; on the watching thread alone. */
  void look() {
    try {
      last = new Answer(ask(), nanoClock.getAsLong());
      failing = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException e) {
      if (!failing) {
        LOG.warn("The lag behind {} cannot be asked for ({}); trying again", topic, e.toString());
      }
      failing = true;
    }
  }

  private SortedMap<Integer, Long> ask() throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions =
        admin
            .describeTopics(List.of(topic))
            .topicNameValues()
            .get(topic)
            .get()
            .partitions()
            .stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
    SortedMap<Integer, Long> lag = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata done = committed.get(partition);
      // What retention has taken is not waiting; before the first commit all that is there is.
      long from = Math.max(begin.get(partition), done == null ? 0 : done.offset());
      lag.put(partition.partition(), Math.max(0, end.get(partition) - from));
    }
    return lag;
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(asked).all().get();
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** Records behind by partition; empty when that is not known now. */
  SortedMap<Integer, Long> byPartition() {
    Answer answer = last;
    boolean fresh = nanoClock.getAsLong() - answer.nanos() < FRESH.toNanos();
    return fresh ? answer.lag() : new TreeMap<>();
  }

  /** Of the partition farthest behind; empty when that is not known now. */
  OptionalLong most() {
    return byPartition().values().stream().mapToLong(Long::longValue).max();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
