package io.anode4j.streaming.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTopicTest {
  private static final TopicPartition PARTITION = new TopicPartition("models", 0);
  private final BlockingQueue<ReloadOutcome> told = new LinkedBlockingQueue<>();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private long offset;

  private void announce(byte[] manifest) {
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>("models", 0, offset++, new byte[] {1}, manifest)));
  }

  private ReloadOutcome next() throws InterruptedException {
    ReloadOutcome outcome = told.poll(10, TimeUnit.SECONDS);
    assertNotNull(outcome, "nothing was offered in ten seconds");
    return outcome;
  }

  @Test
  void theLastManifestCountsAndBadOnesAreRefused(@TempDir Path models) throws Exception {
    NeuralFilter one = SmallModels.of(1, TimeFormat.epochSeconds(), "a");
    NeuralFilter two = SmallModels.of(2, TimeFormat.epochSeconds(), "a");
    two.save(models.resolve("two.anode"));
    byte[] bytes = Files.readAllBytes(models.resolve("two.anode"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    byte[] good =
        "{\"file\": \"two.anode\", \"sha256\": \"%s\"}"
            .formatted(hash)
            .getBytes(StandardCharsets.UTF_8);
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(
        () -> {
          // Two that wait together: the first is history.
          consumer.addRecord(
              new ConsumerRecord<>("models", 0, offset++, new byte[] {1}, new byte[] {9}));
          consumer.addRecord(new ConsumerRecord<>("models", 0, offset++, new byte[] {1}, good));
        });
    ModelReloader reloader = new ModelReloader(new ModelHandle(one, "one.anode"), told::add);
    try (ModelsTopic following = ModelsTopic.follow("models", models, reloader, () -> consumer)) {
      assertNotNull(following);
      assertInstanceOf(ReloadOutcome.Accepted.class, next());
      announce(null);
      announce("no json".getBytes(StandardCharsets.UTF_8));
      ReloadOutcome refused = next();
      assertTrue(refused.sentence().contains("models-0@3"), refused.sentence());
      assertEquals(two.id(), reloader.handle().serving().model().id());
      assertNull(told.poll());
    }
    assertTrue(consumer.closed());
  }

  @Test
  void aBrokenBrokerIsWaitedForUntilClosed(@TempDir Path models) {
    NeuralFilter one = SmallModels.of(1, TimeFormat.epochSeconds(), "a");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.setPollException(new KafkaException("gone"));
    ModelReloader reloader = new ModelReloader(new ModelHandle(one, "one.anode"), told::add);
    ModelsTopic following = ModelsTopic.follow("models", models, reloader, () -> consumer);
    following.close();
    assertTrue(consumer.closed());
  }
}
