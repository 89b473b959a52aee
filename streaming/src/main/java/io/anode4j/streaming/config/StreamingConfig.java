package io.anode4j.streaming.config;

import io.anode4j.streaming.record.Decimal;
import io.anode4j.streaming.record.ObservationDecoder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * All settings of a streaming application: an immutable value read from properties.
 *
 * <p>Names of this project are listed in {@link Setting}. Every other name has to be one of Kafka's
 * and passes through to it, as does any name behind the prefix {@code kafka.}; a name that is
 * neither is refused, since a misspelt setting would otherwise be a silent one. Values are never
 * logged or printed, names are.
 */
public final class StreamingConfig {
  private static final ConfigDef DEFINITIONS = SettingDefinitions.all();

  private final Map<String, String> given;
  private final Values own;
  private final Map<String, String> kafka;
  private final OrderSettings order;
  private final EpisodeSettings episodes;
  private final ForecastSettings forecasts;
  private final SilenceSettings silence;
  private final StateSettings state;
  private final TroubleSettings trouble;

  private StreamingConfig(Map<String, String> given, Values own, Map<String, String> kafka) {
    this.given = given;
    this.own = own;
    this.kafka = kafka;
    this.order = OrderSettings.of(own);
    this.episodes = EpisodeSettings.of(own);
    this.forecasts = ForecastSettings.of(own);
    this.silence = SilenceSettings.of(own);
    this.state = StateSettings.of(own);
    this.trouble = TroubleSettings.of(own);
  }

  /**
   * Reads settings.
   *
   * @param properties names and values
   * @return the settings
   * @throws ConfigurationException when a name is unknown, a value cannot be used, or {@code
   *     bootstrap.servers} is missing
   */
  public static StreamingConfig of(Properties properties) {
    Map<String, String> given = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      given.put(name, properties.getProperty(name).strip());
    }
    return of(given);
  }

  /**
   * Reads settings from a properties file.
   *
   * @param file a file as {@link Properties#load} reads it, UTF-8
   * @param overrides settings that win over those of the file
   * @return the settings
   * @throws ConfigurationException as {@link #of(Properties)}, and when the file cannot be read
   */
  public static StreamingConfig read(Path file, Map<String, String> overrides) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "The settings file "
              + file
              + " cannot be read: "
              + e.getClass().getSimpleName()
              + "; expected a properties file in UTF-8: check its name and content");
    }
    overrides.forEach(properties::setProperty);
    return of(properties);
  }

  private static StreamingConfig of(Map<String, String> stated) {
    Map<String, String> given = ProvidedValues.resolved(stated);
    Map<String, String> kafka = PassThrough.of(given, DEFINITIONS.names());
    try {
      refuseJavaNumbers(given);
      Values own = new Values(DEFINITIONS.parse(given));
      StreamingConfig config = new StreamingConfig(Map.copyOf(given), own, kafka);
      config.check();
      return config;
    } catch (ConfigException e) {
      throw new ConfigurationException(
          e.getMessage() + ": correct the setting; docs/streaming.md lists them all");
    }
  }

  /** Kafka reads {@code 0.1d} and {@code 0x1p-3} as numbers. */
  private static void refuseJavaNumbers(Map<String, String> given) {
    DEFINITIONS
        .configKeys()
        .forEach(
            (name, key) -> {
              String text = given.get(name);
              if (key.type() == ConfigDef.Type.DOUBLE
                  && text != null
                  && Double.isNaN(Decimal.parse(text))) {
                throw new ConfigException(name, text, "Not a number");
              }
            });
  }

  private void check() {
    newDecoder();
    channelUnits();
    if ("streams".equalsIgnoreCase(kafka.get("group.protocol"))) {
      throw new ConfigurationException(
          "The setting group.protocol is streams, under which instances have no name that outlives"
              + " them (static membership), so that each restart waits; expected classic, Kafka"
              + " Streams' own default: leave it out");
    }
    long distinct =
        List.of(
                inputTopic(),
                scoresTopic(),
                forecastsTopic(),
                lateTopic(),
                eventsTopic(),
                anomaliesTopic(),
                dlqTopic())
            .stream()
            .distinct()
            .count();
    if (distinct != 7) {
      throw new ConfigurationException(
          "Two topics have the same name; expected seven different names for input, scores,"
              + " forecasts, late readings, events, anomalies and dead letters: change one");
    }
  }

  /**
   * The same settings with one changed.
   *
   * @param name its name
   * @param value its value
   * @return other settings
   */
  public StreamingConfig with(String name, Object value) {
    Map<String, String> changed = new TreeMap<>(given);
    changed.put(name, value.toString());
    return of(changed);
  }

  static ConfigDef definitions() {
    return DEFINITIONS;
  }

  private String topic(String name, String suffix) {
    String stated = own.text(name);
    return stated.isEmpty() ? applicationId() + "." + suffix : stated;
  }

  /** Brokers to start from. */
  public String bootstrapServers() {
    return own.text(Setting.BOOTSTRAP_SERVERS);
  }

  /** Name of the application. */
  public String applicationId() {
    return own.text(Setting.APPLICATION_ID);
  }

  /** Name of this instance; empty when it is no static member. */
  public String instanceId() {
    String stated = own.textOrNull(Setting.INSTANCE_ID);
    return stated == null ? HostInstance.name(stateDirectory()) : stated;
  }

  /** Topic of readings. */
  public String inputTopic() {
    return topic(Setting.INPUT_TOPIC, "observations");
  }

  /** Topic of scores. */
  public String scoresTopic() {
    return topic(Setting.SCORES_TOPIC, "scores");
  }

  /** Topic of forecasts. */
  public String forecastsTopic() {
    return topic(Setting.FORECASTS_TOPIC, "forecasts");
  }

  /** Topic of late readings. */
  public String lateTopic() {
    return topic(Setting.LATE_TOPIC, "late");
  }

  /** Topic of events. */
  public String eventsTopic() {
    return topic(Setting.EVENTS_TOPIC, "events");
  }

  /** Topic of episodes of anomalies. */
  public String anomaliesTopic() {
    return topic(Setting.ANOMALIES_TOPIC, "anomalies");
  }

  /** Topic of bad records. */
  public String dlqTopic() {
    return topic(Setting.DLQ_TOPIC, "dlq");
  }

  /** Whether missing topics are made at start. */
  public boolean topicsCreate() {
    return own.flag(Setting.TOPICS_CREATE);
  }

  /** Partitions of an input topic that is made. */
  public int topicsPartitions() {
    return (int) own.whole(Setting.TOPICS_PARTITIONS);
  }

  /** Replicas of topics that are made, −1 for the broker's default. */
  public short topicsReplication() {
    return (short) own.whole(Setting.TOPICS_REPLICATION);
  }

  /**
   * A reader of input values, configured.
   *
   * @return a new one
   * @throws ConfigurationException when there is no such class, or it is none
   */
  public ObservationDecoder newDecoder() {
    return DecoderClass.decoder(own, given);
  }

  /** Whether scores are flat and carry their schema, as Kafka Connect's sinks need. */
  public boolean scoresForConnect() {
    return own.flag(Setting.SCORES_CONNECT);
  }

  /** Whether features that the model does not know are passed over. */
  public boolean ignoreUnknownFeatures() {
    return own.text(Setting.UNKNOWN_FEATURE).equals("ignore");
  }

  /** Length of the model's unit of time, milliseconds. */
  public long timeUnitMillis() {
    return own.whole(Setting.TIME_UNIT);
  }

  /** Units by channel that were stated; they win over those of a model. */
  public Map<String, String> channelUnits() {
    return JsonDefinitions.pairs(own, Setting.CHANNEL_UNITS);
  }

  /** Share of ordinary readings whose anomaly score may be above the threshold. */
  public double falseAlarmRate() {
    return own.real(Setting.FALSE_ALARM_RATE);
  }

  /** Last readings kept of each sensor for another model. */
  public int reencodeReadings() {
    return (int) own.whole(Setting.REENCODE_READINGS);
  }

  /** Order, lateness and duplicates of readings. */
  public OrderSettings order() {
    return order;
  }

  /** What becomes one alarm, and for how long. */
  public EpisodeSettings episodes() {
    return episodes;
  }

  /** When forecasts are made, and of what. */
  public ForecastSettings forecasts() {
    return forecasts;
  }

  /** When a sensor is called silent. */
  public SilenceSettings silence() {
    return silence;
  }

  /** How state is kept, and when it is looked at. */
  public StateSettings state() {
    return state;
  }

  /** What ends an application, or a start. */
  public TroubleSettings trouble() {
    return trouble;
  }

  /** Directory of this instance's state. */
  public Path stateDirectory() {
    String stated = own.textOrNull(Setting.STATE_DIR);
    return stated == null
        ? Path.of(System.getProperty("user.home"), ".anode4j", "state", applicationId())
        : Path.of(stated);
  }

  /**
   * Settings for Kafka Streams: this project's defaults, over them what passes through.
   *
   * @return a new map
   */
  public Map<String, Object> kafkaStreams() {
    return KafkaDefaults.streams(this, kafka);
  }

  /**
   * Settings for an admin client or any other plain client: where the brokers are and all that
   * passes through to clients, security included.
   *
   * @return a new map
   */
  public Map<String, Object> kafkaClient() {
    return KafkaDefaults.client(this, kafka);
  }

  /** Names of the settings that were stated, without their values. */
  public List<String> statedNames() {
    return given.keySet().stream().sorted().toList();
  }

  /** Names alone: values may be secret. */
  @Override
  public String toString() {
    return "StreamingConfig" + Arrays.toString(statedNames().toArray());
  }
}
