package io.anode4j.streaming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Finds partitions that nobody will read to their end, because a transaction lies open in them that
 * its coordinator has ended elsewhere or forgotten (KIP-664 calls it hanging). A stream that has to
 * read such a partition waits for ever, and Kafka says nothing. Brokers leave one behind when
 * transactions end while a partition has no leader.
 *
 * <p>It is not ended here: whether its records were to be kept or dropped is not known any more,
 * and Kafka's clients can only drop them.
 */
final class HangingTransactions {
  /** A transaction of ordinary length ends between two looks. */
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private static final String OFFSETS = Topic.GROUP_METADATA_TOPIC_NAME;

  private static final Set<TransactionState> ENDED =
      Set.of(
          TransactionState.EMPTY,
          TransactionState.COMPLETE_ABORT,
          TransactionState.COMPLETE_COMMIT);

  private final List<String> topics;
  private final String group;
  private final Duration most;
  private Map<TopicPartition, Long> behind = Map.of();
  private long lookedNanos = System.nanoTime();

  /** A transaction that began at an offset and has no end there. */
  private record Open(TopicPartition partition, long producer, int epoch, long start) {}

  /**
   * Has found none yet.
   *
   * @param topics what the stream reads and writes
   * @param group whose offsets it commits
   * @param most how long an answer may take
   */
  HangingTransactions(List<String> topics, String group, Duration most) {
    this.topics = topics;
    this.group = group;
    this.most = most;
  }

  /** Whether it is time for another look. */
  boolean isDue() {
    return System.nanoTime() - lookedNanos >= PERIOD.toNanos();
  }

  /**
   * Looks; to be called twice at least, some time apart, before anything is found.
   *
   * @param admin asks the brokers
   * @return what hangs, in words that say what to do; null when nothing does
   */
  @Nullable String look(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    lookedNanos = System.nanoTime();
    Map<TopicPartition, Long> now = behind(admin, partitions(admin));
    List<TopicPartition> stuck =
        now.keySet().stream().filter(p -> now.get(p).equals(behind.get(p))).toList();
    behind = now;
    List<Open> found = new ArrayList<>(open(admin, stuck));
    if (!found.isEmpty()) {
      Map<Long, TransactionDescription> known = known(admin, found);
      found.removeIf(open -> isUnderWay(open, known.get(open.producer())));
      // What the coordinator ended between the two questions has its end now.
      found.retainAll(open(admin, stuck));
    }
    return found.isEmpty() ? null : words(found);
  }

  /** Those that are there, and for this user to see. */
  private List<TopicPartition> partitions(Admin admin) throws InterruptedException {
    List<String> asked = new ArrayList<>(topics);
    asked.add(OFFSETS);
    List<TopicPartition> partitions = new ArrayList<>();
    for (var topic : admin.describeTopics(asked).topicNameValues().entrySet()) {
      int count = answer(topic.getValue()).map(found -> found.partitions().size()).orElse(0);
      if (count > 0 && topic.getKey().equals(OFFSETS)) {
        // Where the broker keeps this group's offsets: see GroupCoordinatorService.partitionFor.
        partitions.add(new TopicPartition(OFFSETS, Utils.abs(group.hashCode()) % count));
      } else {
        for (int p = 0; p < count; p++) {
          partitions.add(new TopicPartition(topic.getKey(), p));
        }
      }
    }
    return partitions;
  }

  /** Where a reader of committed records stops, by partition, if that is before the end. */
  private Map<TopicPartition, Long> behind(Admin admin, List<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    ListOffsetsResult ends =
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
    Map<TopicPartition, Long> end = offsets(ends, partitions);
    ListOffsetsResult stables =
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<TopicPartition, Long> stable = offsets(stables, partitions);
    stable.keySet().retainAll(end.keySet());
    stable.entrySet().removeIf(entry -> entry.getValue() >= end.get(entry.getKey()));
    return stable;
  }

  private Map<TopicPartition, Long> offsets(ListOffsetsResult result, List<TopicPartition> asked)
      throws InterruptedException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : asked) {
      answer(result.partitionResult(partition))
          .ifPresent(found -> offsets.put(partition, found.offset()));
    }
    return offsets;
  }

  /** The transaction that each of these partitions waits for. */
  private List<Open> open(Admin admin, List<TopicPartition> stuck) throws InterruptedException {
    List<Open> open = new ArrayList<>();
    if (stuck.isEmpty()) {
      return open;
    }
    var producers = admin.describeProducers(stuck);
    for (TopicPartition partition : stuck) {
      answer(producers.partitionResult(partition)).stream()
          .flatMap(found -> found.activeProducers().stream())
          .filter(p -> p.currentTransactionStartOffset().orElse(-1) == behind.get(partition))
          .map(p -> new Open(partition, p.producerId(), p.producerEpoch(), behind.get(partition)))
          .forEach(open::add);
    }
    return open;
  }

  /** What the coordinators say of them, by producer; nothing of a producer that they forgot. */
  private Map<Long, TransactionDescription> known(Admin admin, List<Open> open)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<Long> producers = open.stream().map(Open::producer).collect(Collectors.toSet());
    Collection<TransactionListing> listed =
        within(
            admin
                .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                .all());
    List<String> ids = listed.stream().map(TransactionListing::transactionalId).toList();
    return within(admin.describeTransactions(ids).all()).values().stream()
        .collect(Collectors.toMap(TransactionDescription::producerId, known -> known, (a, b) -> a));
  }

  private static boolean isUnderWay(Open open, @Nullable TransactionDescription known) {
    return known != null
        && !ENDED.contains(known.state())
        && known.topicPartitions().contains(open.partition());
  }

  private static String words(List<Open> found) {
    Open first = found.get(0);
    String more = found.size() == 1 ? "" : " (and so %d more)".formatted(found.size() - 1);
    return ("%s cannot be read beyond offset %d%s: a transaction of producer %d hangs there, which"
            + " its coordinator has ended or forgotten; end it by kafka-transactions.sh abort"
            + " --topic %s --partition %d --start-offset %d, which drops its records")
        .formatted(
            first.partition(),
            first.start(),
            more,
            first.producer(),
            first.partition().topic(),
            first.partition().partition(),
            first.start());
  }

  /** An answer; empty when it is refused or does not come. */
  private <T> Optional<T> answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return Optional.of(within(future));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private <T> T within(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
