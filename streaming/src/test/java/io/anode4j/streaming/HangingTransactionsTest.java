package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is killed with a transaction open, for longer than the transaction's time: what it
 * leaves behind when it comes back.
 */
class HangingTransactionsTest {
  private static final TopicPartition SCORES = new TopicPartition("t.scores", 0);
  private static final Duration MOST = Duration.ofSeconds(30);

  /** Two minutes: what is waited for takes seconds on a machine that has nothing else to do. */
  private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(2);

  @TempDir private Path directory;
  private String bootstrap;
  private int port;
  private OtherJvm broker;

  @BeforeEach
  void aPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    bootstrap = "127.0.0.1:" + port;
  }

  @AfterEach
  void end() {
    broker.kill();
  }

  /** Kills the broker under a transaction, and starts it again when that has timed out. */
  private void killedUnderTransaction(String... settings) throws Exception {
    broker = OtherJvm.broker(directory.resolve("kafka"), port, settings);
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(SCORES.topic(), Optional.of(1), Optional.empty())))
          .all()
          .get();
      KafkaProducer<String, String> producer = begun(Duration.ofSeconds(1));
      broker.kill();
      producer.close(Duration.ZERO);
    }
    TimeUnit.MILLISECONDS.sleep(1500);
    broker = OtherJvm.broker(directory.resolve("kafka"), port, settings);
  }

  /** A producer with a record in a transaction that it has not ended. */
  private KafkaProducer<String, String> begun(Duration timeout) throws Exception {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                "t-a-1",
                "transaction.timeout.ms",
                Long.toString(timeout.toMillis())),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(SCORES.topic(), "s", "1")).get();
    return producer;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  private static long end(Admin admin, IsolationLevel isolation) throws Exception {
    return admin
        .listOffsets(Map.of(SCORES, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
        .partitionResult(SCORES)
        .get()
        .offset();
  }

  private static boolean isReadable(Admin admin) throws Exception {
    return end(admin, IsolationLevel.READ_COMMITTED) == end(admin, IsolationLevel.READ_UNCOMMITTED);
  }

  @Test
  void ourBrokerEndsThemWhenItIsBack() throws Exception {
    killedUnderTransaction();
    try (Admin admin = admin()) {
      long last = System.nanoTime() + LONG_NANOS;
      while (!isReadable(admin)) {
        assertTrue(System.nanoTime() < last, "a transaction hangs");
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  @Test
  void whatABrokerForgotIsSaidWithWhatToDo() throws Exception {
    // So soon that Kafka ends it before its partition has a leader again.
    killedUnderTransaction("transaction.abort.timed.out.transaction.cleanup.interval.ms=100");
    HangingTransactions hanging =
        new HangingTransactions(List.of(SCORES.topic(), "t.absent"), "t", MOST);
    try (Admin admin = admin()) {
      assertNull(hanging.look(admin), "one look tells nothing");
      String words = hanging.look(admin);
      assertNotNull(words);
      assertTrue(words.startsWith("t.scores-0 cannot be read beyond offset 0: "), words);
      assertTrue(words.contains("abort --topic t.scores --partition 0 --start-offset 0"), words);
      assertEquals(words, hanging.look(admin));

      abort(admin);
      assertNull(hanging.look(admin));
      assertTrue(isReadable(admin));
    }
  }

  /** What the command does that is recommended. */
  private static void abort(Admin admin) throws Exception {
    ProducerState state =
        admin
            .describeProducers(List.of(SCORES))
            .partitionResult(SCORES)
            .get()
            .activeProducers()
            .get(0);
    AbortTransactionSpec open =
        new AbortTransactionSpec(
            SCORES,
            state.producerId(),
            (short) state.producerEpoch(),
            Math.max(0, state.coordinatorEpoch().orElse(0)));
    admin.abortTransaction(open).all().get();
  }

  @Test
  void oneThatIsUnderWayDoesNotHang() throws Exception {
    broker = OtherJvm.broker(directory.resolve("kafka"), port);
    HangingTransactions hanging = new HangingTransactions(List.of(SCORES.topic()), "t", MOST);
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(SCORES.topic(), Optional.of(1), Optional.empty())))
          .all()
          .get();
      try (KafkaProducer<String, String> producer = begun(Duration.ofMinutes(5))) {
        assertNull(hanging.look(admin));
        assertTrue(!isReadable(admin));
        assertNull(hanging.look(admin));
        producer.abortTransaction();
      }
      assertNull(hanging.look(admin));
    }
  }
}
