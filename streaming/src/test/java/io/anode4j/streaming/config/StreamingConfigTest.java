package io.anode4j.streaming.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.streaming.record.Channels;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.ObservationDecoder;
import io.anode4j.streaming.record.SensorRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamingConfigTest {
  @TempDir Path directory;

  private static StreamingConfig config(String... settings) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "here:9092");
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i], settings[i + 1]);
    }
    return StreamingConfig.of(properties);
  }

  @Test
  void hasDefaultsForAllButTheBrokers() {
    StreamingConfig config = config();
    assertEquals("anode4j", config.applicationId());
    assertEquals("anode4j.observations", config.inputTopic());
    assertEquals("anode4j.dlq", config.dlqTopic());
    assertEquals(4, config.topicsPartitions());
    assertEquals(LatePolicy.SIDE, config.order().late());
    assertEquals(DuplicatePolicy.MERGE, config.order().duplicates());
    assertEquals(Duration.ZERO, config.order().grace());
    assertEquals(new ForecastRequest(60_000, 12), config.forecasts().grid());
    assertArrayEquals(new double[] {0.05, 0.5, 0.95}, config.forecasts().quantiles());
    assertTrue(config.stateDirectory().endsWith(Path.of(".anode4j", "state", "anode4j")));
    assertTrue(config.silence().report());
    assertTrue(config.topicsCreate());
    assertTrue(config.state().cache());
    assertEquals(128L << 20, config.state().rocksDbMemory());
    assertThrows(ConfigurationException.class, () -> StreamingConfig.of(new Properties()));
  }

  @Test
  void isAnInstanceByHostAndDirectory() {
    String one = config("state.dir", "/one").instanceId();
    assertEquals(one, config("state.dir", "/one").instanceId());
    assertNotEquals(one, config("state.dir", "/two").instanceId());
    assertTrue(one.matches("[a-zA-Z0-9._-]+"), one);
    assertEquals("me", config("instance.id", "me").instanceId());
    Map<String, Object> dynamic = config("instance.id", "").kafkaStreams();
    assertFalse(dynamic.containsKey("consumer.group.instance.id"));
  }

  @Test
  void handsKafkaItsShare() {
    StreamingConfig config =
        config(
            "commit.interval.ms", "20",
            "kafka.some.plugin.setting", "x",
            "security.protocol", "SSL",
            "ssl.keystore.password", "secret",
            "admin.retries", "7",
            "producer.linger.ms", "1",
            "topics.replication.factor", "3");
    Map<String, Object> streams = config.kafkaStreams();
    assertEquals("20", streams.get("commit.interval.ms"));
    assertEquals("exactly_once_v2", streams.get("processing.guarantee"));
    assertEquals("x", streams.get("some.plugin.setting"));
    assertEquals("1", streams.get("producer.linger.ms"));
    assertEquals(3, streams.get("replication.factor"));
    assertEquals("anode4j.dlq", streams.get("errors.dead.letter.queue.topic.name"));
    new StreamsConfig(streams);
    Map<String, Object> client = config.kafkaClient();
    assertEquals("SSL", client.get("security.protocol"));
    assertEquals("7", client.get("retries"));
    assertFalse(client.containsKey("commit.interval.ms"));
    new AdminClientConfig(client);
    assertFalse(config.toString().contains("secret"), "values are never told");
    assertTrue(config.toString().contains("ssl.keystore.password"));
  }

  @ParameterizedTest
  @CsvSource({
    "reorder.grace.msec, 5, reorder.grace.ms",
    "utterly.unknown, 5, kafka.utterly.unknown",
    "false.alarm.rate, 2, false.alarm.rate",
    "late.policy, never, late.policy",
    "forecast.steps, many, forecast.steps",
    "forecast.quantiles, 1.5, forecast.quantiles",
    "forecast.quantiles, half, forecast.quantiles",
    "decoder.class, java.lang.String, decoder.class",
    "decoder.class, no.such.Class, decoder.class",
    "scores.topic, anode4j.observations, seven different",
    "bootstrap.servers, '', bootstrap.servers",
    "group.protocol, streams, expected classic",
    "kafka.group.protocol, STREAMS, expected classic",
    "false.alarm.rate, NaN, false.alarm.rate",
    "false.alarm.rate, 0.01d, false.alarm.rate",
    "bad.share.limit, Infinity, bad.share.limit",
    "reorder.grace.ms, 9223372036854775807, reorder.grace.ms",
    "broker.timeout.ms, 3000000000, broker.timeout.ms",
    "bad.share.window, 2147483647, bad.share.window",
    "forecast.quantiles, '0.5,0.50', twice",
    "forecast.quantiles, 0.5f, forecast.quantiles",
    "forecast.quantiles, 1e-300, forecast.quantiles",
    "instance.id, pump 1/a, instance.id",
    "application.id, a b, application.id",
    "scores.topic, .., scores.topic",
  })
  void saysWhatCannotBeUsed(String name, String value, String told) {
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> config(name, value));
    assertTrue(String.valueOf(e.getMessage()).contains(told), e.getMessage());
  }

  /** Whatever number a setting is given: it is refused by its name, or everything works with it. */
  @Test
  void anyNumberIsUsableOrRefused() {
    List<String> odd =
        List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "1e308",
            "-1e308",
            "1e-320",
            "0",
            "-1",
            "-2",
            "1",
            "10",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "0x10",
            "5d",
            "five",
            "",
            "1_000",
            "0.5");
    int refused = 0;
    for (ConfigDef.ConfigKey key : StreamingConfig.definitions().configKeys().values()) {
      boolean number =
          key.type() == ConfigDef.Type.LONG
              || key.type() == ConfigDef.Type.INT
              || key.type() == ConfigDef.Type.SHORT
              || key.type() == ConfigDef.Type.DOUBLE;
      for (String value : number ? odd : List.<String>of()) {
        try {
          use(config(key.name, value));
        } catch (ConfigurationException e) {
          refused++;
          assertTrue(String.valueOf(e.getMessage()).contains(key.name), e.getMessage());
        }
      }
    }
    assertTrue(refused > 200, refused + " were refused");
  }

  private static void use(StreamingConfig config) {
    long now = System.currentTimeMillis();
    assertTrue(config.order().grace().toNanos() >= 0);
    assertTrue(now + config.order().idleFlush().toMillis() >= now);
    assertTrue(now + config.state().tick().toMillis() > now);
    assertTrue(now + config.state().ttlMillis() + config.order().maxFutureMillis() >= now - 2);
    assertTrue(now + config.silence().minMillis() + config.forecasts().intervalMillis() >= now - 1);
    assertTrue(config.trouble().brokerTimeout().toMillis() <= Integer.MAX_VALUE);
    assertTrue(config.falseAlarmRate() > 0 && config.trouble().badShareLimit() >= 0);
    assertTrue(config.forecasts().grid().steps() > 0 && config.timeUnitMillis() > 0);
    assertTrue(config.trouble().badShareWindow() < 1 << 24);
  }

  @Test
  void readsAFileUnderOverrides() throws Exception {
    Path file = directory.resolve("stream.properties");
    Files.writeString(file, "bootstrap.servers=there:1\nlate.policy= score-only \n");
    StreamingConfig config = StreamingConfig.read(file, Map.of("bootstrap.servers", "here:2"));
    assertEquals("here:2", config.bootstrapServers());
    assertEquals(LatePolicy.SCORE_ONLY, config.order().late());
    StreamingConfig other = config.with(Setting.TICK, 50);
    assertEquals(Duration.ofMillis(50), other.state().tick());
    assertEquals("here:2", other.bootstrapServers());
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> StreamingConfig.read(directory.resolve("none"), Map.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("none"));
  }

  /** A decoder of another format. */
  public static final class FixedDecoder implements ObservationDecoder {
    private double value;

    @Override
    public void configure(Map<String, ?> settings) {
      value = String.valueOf(settings.get("application.id")).length();
    }

    @Override
    public SensorRecord decode(byte[] bytes, long kafkaMillis, Channels channels) {
      return SensorRecord.reading(kafkaMillis, new double[] {value});
    }
  }

  @Test
  void makesTheDecoderThatIsNamed() {
    StreamingConfig config = config("decoder.class", FixedDecoder.class.getName());
    ObservationDecoder decoder = config.newDecoder();
    assertInstanceOf(FixedDecoder.class, decoder);
    assertInstanceOf(
        FixedDecoder.class,
        config("decoder.class", FixedDecoder.class.getName(), "application.id", "abc")
            .newDecoder());
    Channels one = Channels.of(java.util.List.of("a"), false, true);
    assertEquals(
        3,
        config("decoder.class", FixedDecoder.class.getName(), "application.id", "abc")
            .newDecoder()
            .decode(new byte[0], 5, one)
            .values()[0]);
  }

  @Test
  void documentsEverySetting() throws Exception {
    String table = SettingsTable.settings();
    for (java.lang.reflect.Field field : Setting.class.getFields()) {
      assertTrue(table.contains("| `" + field.get(null) + "` |"), field.getName());
    }
    assertEquals(
        Setting.class.getFields().length + 2, table.lines().count(), "a row each and the head");
    assertTrue(table.contains("| `bootstrap.servers` | string | required | high |"), table);
    assertTrue(table.contains("`0.05,0.5,0.95`"));
    assertTrue(SettingsTable.kafkaDefaults().contains("`exactly_once_v2`"));
  }
}
