package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Topics that somebody deletes under the running command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletedTopicTest {
  private Path directory;
  private EmbeddedBroker broker;
  private Admin admin;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
  }

  @AfterAll
  void stop() {
    admin.close();
    broker.close();
  }

  private CommandJvm running(String application, String missing) throws Exception {
    Path home = Files.createDirectory(directory.resolve(application));
    SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b").save(home.resolve("m.anode"));
    CommandJvm command =
        CommandJvm.start(
            home,
            List.of(),
            broker.bootstrap(),
            Map.of(
                "application.id",
                application,
                "state.dir",
                home.resolve("state").toString(),
                "topics.partitions",
                "2",
                "topic.missing.ms",
                missing));
    command.await("health/ready", answer -> answer.startsWith("200"));
    send(application + ".observations");
    command.await("sensors/s", answer -> answer.startsWith("200"));
    return command;
  }

  private void send(String topic) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "s", "{\"v\":[1,2]}")).get();
    }
  }

  /** Ready names it, nothing else is said of it, and after the bound the process exits with 1. */
  @Test
  void theInputIsNamedAndTheProcessEnds() throws Exception {
    try (CommandJvm command = running("gone", "4000")) {
      admin.deleteTopics(List.of("gone.observations")).all().get();
      String ready =
          command.await("health/ready", answer -> answer.contains("topic gone.observations"));
      assertTrue(ready.startsWith("503"), ready);
      assertEquals(1, command.exitCode(), command.said());
      assertTrue(command.said().contains("the stream ended: topic gone.observations is missing"));
    }
  }

  /** Who asks it to end need not wait for the bound. */
  @Test
  void theProcessStillEndsWhenAsked() throws Exception {
    try (CommandJvm command = running("asked", "600000")) {
      admin.deleteTopics(List.of("asked.observations", "asked.scores")).all().get();
      String ready =
          command.await(
              "health/ready", answer -> answer.contains("topic asked.observations, asked.scores"));
      assertTrue(ready.startsWith("503"), ready);
      command.terminate();
      command.exitCode();
      assertTrue(command.said().contains("anode4j: stopped"), command.said());
      assertFalse(command.said().contains("did not end within PT20S"), command.said());
    }
  }
}
