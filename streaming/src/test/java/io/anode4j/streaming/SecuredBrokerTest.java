package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that wants TLS and a password; both come from the settings, neither is told. */
class SecuredBrokerTest {
  private static final String PASSWORD = "open-sesame-4711";
  private static final String STORE = "key-store-0815";

  @TempDir static Path directory;
  private static Path keys;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    keys = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                STORE)
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    Map<String, String> settings = new HashMap<>();
    settings.put("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "listener.name.broker.plain.sasl.jaas.config",
        login("broker", "of-its-own")
            + " user_broker=\"of-its-own\" user_app=\""
            + PASSWORD
            + "\";");
    settings.put("ssl.keystore.location", keys.toString());
    settings.put("ssl.keystore.password", STORE);
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.truststore.location", keys.toString());
    settings.put("ssl.truststore.password", STORE);
    settings.put("ssl.truststore.type", "PKCS12");
    broker = EmbeddedBroker.start(directory.resolve("kafka"), 0, settings);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static String login(String name, String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
        + name
        + "\" password=\""
        + password
        + "\"";
  }

  /** What a user puts into the settings, for the application and for plain clients alike. */
  private static Map<String, String> client(String password) {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrap(),
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login("app", password) + ";",
        "ssl.truststore.location",
        keys.toString(),
        "ssl.truststore.password",
        STORE,
        "ssl.truststore.type",
        "PKCS12");
  }

  @Test
  void scoresWithTlsAndPasswordAndTellsNeither() throws Exception {
    Path model = directory.resolve("m.anode");
    SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b").save(model);
    Properties stated = new Properties();
    stated.putAll(client(PASSWORD));
    stated.putAll(
        Map.of("application.id", "secured", "state.dir", directory.resolve("state").toString()));
    Path settings = directory.resolve("secured.properties");
    try (var out = Files.newBufferedWriter(settings)) {
      stated.store(out, null);
    }
    Map<String, Object> plain = new HashMap<>(client(PASSWORD));
    try (OtherJvm stream = OtherJvm.stream(model, settings);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(plain, new StringSerializer(), new StringSerializer())) {
      assertTrue(stream.isAlive());
      long now = System.currentTimeMillis();
      producer
          .send(
              new ProducerRecord<>("secured.observations", "s", "{\"ts\":" + now + ",\"v\":[1,2]}"))
          .get();
      plain.put("group.id", "reader");
      plain.put("auto.offset.reset", "earliest");
      try (KafkaConsumer<String, String> consumer =
          new KafkaConsumer<>(plain, new StringDeserializer(), new StringDeserializer())) {
        consumer.subscribe(List.of("secured.scores"));
        int seen = 0;
        for (int i = 0; i < 600 && seen == 0; i++) {
          seen = consumer.poll(Duration.ofMillis(100)).count();
        }
        assertEquals(1, seen);
      }
    }
    String log = Files.readString(directory.resolve("secured.properties.ready.log"));
    assertTrue(log.contains("sasl.jaas.config = [hidden]"), "Kafka's clients tell their settings");
    assertFalse(log.contains(PASSWORD), "the password is in the log");
    assertFalse(log.contains(STORE), "the password of the store is in the log");
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    Properties stated = new Properties();
    stated.putAll(client("wrong-" + PASSWORD));
    stated.put("application.id", "refused");
    stated.put("state.dir", directory.resolve("refused").toString());
    StreamingConfig config = StreamingConfig.of(stated);
    ModelSource model =
        ModelSource.fixed(
            ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));
    StreamStartException refused =
        assertThrows(StreamStartException.class, () -> ForecastStream.start(config, model));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.toLowerCase(java.util.Locale.ROOT).contains("authentication"), message);
    assertFalse(message.contains(PASSWORD), message);
  }
}
