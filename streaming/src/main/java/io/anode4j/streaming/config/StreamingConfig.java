package io.anode4j.streaming.config;

import io.anode4j.streaming.record.Decimal;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.JsonObservationDecoder;
import io.anode4j.streaming.record.ObservationDecoder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

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
  private static final double LEAST_QUANTILE = 1e-6;

  private final Map<String, String> given;
  private final Map<String, Object> own;
  private final Map<String, String> kafka;

  private StreamingConfig(
      Map<String, String> given, Map<String, Object> own, Map<String, String> kafka) {
    this.given = given;
    this.own = own;
    this.kafka = kafka;
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

  private static StreamingConfig of(Map<String, String> given) {
    Map<String, String> kafka = PassThrough.of(given, DEFINITIONS.names());
    try {
      refuseJavaNumbers(given);
      Map<String, Object> own = DEFINITIONS.parse(given);
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
    quantiles();
    newDecoder();
    forecastGrid();
    long distinct =
        List.of(
                inputTopic(),
                scoresTopic(),
                forecastsTopic(),
                lateTopic(),
                eventsTopic(),
                dlqTopic())
            .stream()
            .distinct()
            .count();
    if (distinct != 6) {
      throw new ConfigurationException(
          "Two topics have the same name; expected six different names for input, scores,"
              + " forecasts, late readings, events and dead letters: change one");
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

  private String text(String name) {
    return (String) java.util.Objects.requireNonNull(own.get(name));
  }

  private @Nullable String textOrNull(String name) {
    return (String) own.get(name);
  }

  private long whole(String name) {
    return ((Number) java.util.Objects.requireNonNull(own.get(name))).longValue();
  }

  private double real(String name) {
    return ((Number) java.util.Objects.requireNonNull(own.get(name))).doubleValue();
  }

  private boolean flag(String name) {
    return (Boolean) java.util.Objects.requireNonNull(own.get(name));
  }

  private String topic(String name, String suffix) {
    String stated = text(name);
    return stated.isEmpty() ? applicationId() + "." + suffix : stated;
  }

  /** Brokers to start from. */
  public String bootstrapServers() {
    return text(Setting.BOOTSTRAP_SERVERS);
  }

  /** Name of the application. */
  public String applicationId() {
    return text(Setting.APPLICATION_ID);
  }

  /** Name of this instance; empty when it is no static member. */
  public String instanceId() {
    String stated = textOrNull(Setting.INSTANCE_ID);
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

  /** Topic of bad records. */
  public String dlqTopic() {
    return topic(Setting.DLQ_TOPIC, "dlq");
  }

  /** Whether missing topics are made at start. */
  public boolean topicsCreate() {
    return flag(Setting.TOPICS_CREATE);
  }

  /** Partitions of an input topic that is made. */
  public int topicsPartitions() {
    return (int) whole(Setting.TOPICS_PARTITIONS);
  }

  /** Replicas of topics that are made, −1 for the broker's default. */
  public short topicsReplication() {
    return (short) whole(Setting.TOPICS_REPLICATION);
  }

  /**
   * A reader of input values, configured.
   *
   * @return a new one
   * @throws ConfigurationException when there is no such class, or it is none
   */
  public ObservationDecoder newDecoder() {
    String name = text(Setting.DECODER);
    if (name.equals(JsonObservationDecoder.class.getName())) {
      return new JsonObservationDecoder();
    }
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> found =
          Class.forName(name, true, loader == null ? getClass().getClassLoader() : loader);
      ObservationDecoder decoder =
          found.asSubclass(ObservationDecoder.class).getConstructor().newInstance();
      decoder.configure(given);
      return decoder;
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ConfigurationException(
          "The setting decoder.class names "
              + name
              + ", which gives no decoder: "
              + e
              + "; expected a class on the class path that implements ObservationDecoder and has a"
              + " public constructor without arguments");
    }
  }

  /** Whether features that the model does not know are passed over. */
  public boolean ignoreUnknownFeatures() {
    return text(Setting.UNKNOWN_FEATURE).equals("ignore");
  }

  /** Length of the model's unit of time, milliseconds. */
  public long timeUnitMillis() {
    return whole(Setting.TIME_UNIT);
  }

  /** Share of ordinary readings whose anomaly score may be above the threshold. */
  public double falseAlarmRate() {
    return real(Setting.FALSE_ALARM_RATE);
  }

  /** Last readings kept of each sensor for another model. */
  public int reencodeReadings() {
    return (int) whole(Setting.REENCODE_READINGS);
  }

  /** How long a reading waits for older ones, event time; zero for not at all. */
  public Duration reorderGrace() {
    return Duration.ofMillis(whole(Setting.REORDER_GRACE));
  }

  /** Readings of one sensor that may wait. */
  public int reorderMaxReadings() {
    return (int) whole(Setting.REORDER_MAX);
  }

  /** Wall-clock time without a record after which waiting readings are scored. */
  public Duration reorderIdleFlush() {
    return Duration.ofMillis(whole(Setting.REORDER_FLUSH));
  }

  /** What becomes of late readings. */
  public LatePolicy latePolicy() {
    String name = text(Setting.LATE_POLICY).toUpperCase(Locale.ROOT).replace('-', '_');
    return LatePolicy.valueOf(name);
  }

  /** What becomes of readings at one time. */
  public DuplicatePolicy duplicatePolicy() {
    return DuplicatePolicy.valueOf(text(Setting.DUPLICATE_POLICY).toUpperCase(Locale.ROOT));
  }

  /** How far a reading may be ahead of the clock, milliseconds; −1 for any distance. */
  public long maxFutureMillis() {
    return whole(Setting.MAX_FUTURE);
  }

  /** Wall-clock period of forecasts, milliseconds; −1 for none by the clock. */
  public long forecastIntervalMillis() {
    return whole(Setting.FORECAST_INTERVAL);
  }

  /** Readings between two forecasts; 0 for none by count. */
  public int forecastEveryReadings() {
    return (int) whole(Setting.FORECAST_EVERY);
  }

  /** The grid of forecasts that do not ask for another. */
  public ForecastRequest forecastGrid() {
    return new ForecastRequest(whole(Setting.FORECAST_STEP), (int) whole(Setting.FORECAST_STEPS));
  }

  /** Quantiles in forecasts. */
  public double[] quantiles() {
    List<?> stated =
        (List<?>) java.util.Objects.requireNonNull(own.get(Setting.FORECAST_QUANTILES));
    double[] quantiles = new double[stated.size()];
    for (int i = 0; i < quantiles.length; i++) {
      String text = String.valueOf(stated.get(i));
      quantiles[i] = Decimal.parse(text);
      if (!(quantiles[i] >= LEAST_QUANTILE && quantiles[i] <= 1 - LEAST_QUANTILE)) {
        throw new ConfigurationException(
            "The setting forecast.quantiles has the entry '"
                + text
                + "'; expected numbers between 0 and 1, such as 0.05,0.5,0.95, at least "
                + LEAST_QUANTILE
                + " from either");
      }
      for (int j = 0; j < i; j++) {
        if (quantiles[j] == quantiles[i]) {
          throw new ConfigurationException(
              "The setting forecast.quantiles states " + text + " twice; expected each once");
        }
      }
    }
    return quantiles;
  }

  /** Whether silent sensors are reported. */
  public boolean silenceReport() {
    return flag(Setting.SILENCE_REPORT);
  }

  /** Least silence that is reported, milliseconds. */
  public long silenceMinMillis() {
    return whole(Setting.SILENCE_MIN);
  }

  /** Time after a start or a time behind in which nobody is silent, milliseconds. */
  public long silenceSettleMillis() {
    return whole(Setting.SILENCE_SETTLE);
  }

  /** Directory of this instance's state. */
  public Path stateDirectory() {
    String stated = textOrNull(Setting.STATE_DIR);
    return stated == null
        ? Path.of(System.getProperty("user.home"), ".anode4j", "state", applicationId())
        : Path.of(stated);
  }

  /** Life of an idle sensor's state, milliseconds; −1 for ever. */
  public long stateTtlMillis() {
    return whole(Setting.STATE_TTL);
  }

  /** Whether state lives in RocksDB; else in memory. */
  public boolean stateInRocksDb() {
    return text(Setting.STATE_STORE).equals("rocksdb");
  }

  /** Whether state is cached. */
  public boolean stateCache() {
    return flag(Setting.STATE_CACHE);
  }

  /** Native memory of all RocksDB stores together, bytes. */
  public long rocksDbMemory() {
    return whole(Setting.ROCKSDB_MEMORY);
  }

  /** Period of timed work. */
  public Duration tick() {
    return Duration.ofMillis(whole(Setting.TICK));
  }

  /** Most sensors of a partition looked at in one tick. */
  public int scanSensors() {
    return (int) whole(Setting.SCAN_SENSORS);
  }

  /** Share of bad records above which the application stops; 1 for never. */
  public double badShareLimit() {
    return real(Setting.BAD_SHARE_LIMIT);
  }

  /** Records over which that share is taken. */
  public int badShareWindow() {
    return (int) whole(Setting.BAD_SHARE_WINDOW);
  }

  /** Failed threads that are replaced within ten minutes. */
  public int threadReplacements() {
    return (int) whole(Setting.THREAD_REPLACEMENTS);
  }

  /** How long a start waits for the brokers. */
  public Duration brokerTimeout() {
    return Duration.ofMillis(whole(Setting.BROKER_TIMEOUT));
  }

  /** How long a topic may be missing before the instance stops. */
  public Duration topicMissing() {
    return Duration.ofMillis(whole(Setting.TOPIC_MISSING));
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
