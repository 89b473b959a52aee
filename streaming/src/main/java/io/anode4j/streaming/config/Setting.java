package io.anode4j.streaming.config;

/** Names of the settings of this project; their meaning stands with their definition. */
public final class Setting {
  /** Name of the application. */
  public static final String APPLICATION_ID = "application.id";

  /** Brokers to start from. */
  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  /** Name of this instance. */
  public static final String INSTANCE_ID = "instance.id";

  /** Input topic. */
  public static final String INPUT_TOPIC = "input.topic";

  /** Topic of scores. */
  public static final String SCORES_TOPIC = "scores.topic";

  /** Topic of forecasts. */
  public static final String FORECASTS_TOPIC = "forecasts.topic";

  /** Topic of late readings. */
  public static final String LATE_TOPIC = "late.topic";

  /** Topic of events. */
  public static final String EVENTS_TOPIC = "events.topic";

  /** Topic of episodes of anomalies. */
  public static final String ANOMALIES_TOPIC = "anomalies.topic";

  /** Dead letter queue. */
  public static final String DLQ_TOPIC = "dlq.topic";

  /** Whether missing topics are made. */
  public static final String TOPICS_CREATE = "topics.create";

  /** Partitions of an input topic that is made. */
  public static final String TOPICS_PARTITIONS = "topics.partitions";

  /** Replicas of topics that are made. */
  public static final String TOPICS_REPLICATION = "topics.replication.factor";

  /** Reader of input values. */
  public static final String DECODER = "decoder.class";

  /** Place of a reading's time in foreign JSON. */
  public static final String JSON_TIME = "json.time";

  /** Unit of that time. */
  public static final String JSON_TIME_UNIT = "json.time.unit";

  /** Place of the sensor's id. */
  public static final String JSON_SENSOR = "json.sensor";

  /** Place of an object whose fields are channels. */
  public static final String JSON_VALUES = "json.values";

  /** Places of single channels. */
  public static final String JSON_CHANNELS = "json.channels";

  /** Place of an array with one entry a channel. */
  public static final String JSON_LIST = "json.list";

  /** Place of the name within an entry. */
  public static final String JSON_LIST_NAME = "json.list.name";

  /** Place of the value within an entry. */
  public static final String JSON_LIST_VALUE = "json.list.value";

  /** Other names of channels. */
  public static final String JSON_ALIASES = "json.aliases";

  /** Whether numbers may be text. */
  public static final String JSON_TEXT_NUMBERS = "json.text.numbers";

  /** Schema of readings in Avro. */
  public static final String AVRO_SCHEMA_FILE = "avro.schema.file";

  /** What stands before an Avro value. */
  public static final String AVRO_FRAMING = "avro.framing";

  /** A schema registry's id of that schema. */
  public static final String AVRO_SCHEMA_ID = "avro.schema.id";

  /** Unknown features. */
  public static final String UNKNOWN_FEATURE = "unknown.feature";

  /** Length of the model's unit of time. */
  public static final String TIME_UNIT = "time.unit.ms";

  /** Array of readings in JSON of others. */
  public static final String JSON_READINGS = "json.readings";

  /** Values of channels that nobody sends. */
  public static final String JSON_CONSTANTS = "json.constants";

  /** Units of channels, for people. */
  public static final String CHANNEL_UNITS = "channel.units";

  /** Wanted false-alarm rate. */
  public static final String FALSE_ALARM_RATE = "false.alarm.rate";

  /** Readings above a threshold that make an episode. */
  public static final String EPISODE_OPEN_READINGS = "episode.open.readings";

  /** Score that such a reading has, as a part of its threshold. */
  public static final String EPISODE_OPEN_PART = "episode.open.part";

  /** Score below which a reading is quiet, as a part of its threshold. */
  public static final String EPISODE_CLOSE_PART = "episode.close.part";

  /** Quiet readings that end an episode. */
  public static final String EPISODE_CLOSE_READINGS = "episode.close.readings";

  /** Event time without an alarm that has to pass as well. */
  public static final String EPISODE_MERGE = "episode.merge.ms";

  /** Event time after which an open episode is told again. */
  public static final String EPISODE_UPDATE = "episode.update.ms";

  /** Whether scores are written flat with a schema. */
  public static final String SCORES_CONNECT = "scores.connect";

  /** Whether episodes are written flat with a schema. */
  public static final String ANOMALIES_CONNECT = "anomalies.connect";

  /** Readings kept for another model. */
  public static final String REENCODE_READINGS = "reencode.readings";

  /** Grace of the reorder buffer. */
  public static final String REORDER_GRACE = "reorder.grace.ms";

  /** Size of the reorder buffer. */
  public static final String REORDER_MAX = "reorder.max.readings";

  /** Flush of the reorder buffer of a silent sensor. */
  public static final String REORDER_FLUSH = "reorder.idle.flush.ms";

  /** Late readings. */
  public static final String LATE_POLICY = "late.policy";

  /** Readings of one time. */
  public static final String DUPLICATE_POLICY = "duplicate.timestamps";

  /** Farthest future. */
  public static final String MAX_FUTURE = "max.future.ms";

  /** Forecast timer. */
  public static final String FORECAST_INTERVAL = "forecast.interval.ms";

  /** Forecast by count. */
  public static final String FORECAST_EVERY = "forecast.every.readings";

  /** Distance of forecast times. */
  public static final String FORECAST_STEP = "forecast.step.ms";

  /** Number of forecast times. */
  public static final String FORECAST_STEPS = "forecast.steps";

  /** Quantiles of forecasts. */
  public static final String FORECAST_QUANTILES = "forecast.quantiles";

  /** Whether silence is reported. */
  public static final String SILENCE_REPORT = "silence.report";

  /** Least silence that is reported. */
  public static final String SILENCE_MIN = "silence.min.ms";

  /** Time after a start or a time behind in which nobody is silent, milliseconds. */
  public static final String SILENCE_SETTLE = "silence.settle.ms";

  /** How long a topic may be missing before the instance stops, milliseconds. */
  public static final String TOPIC_MISSING = "topic.missing.ms";

  /** Life of an idle sensor's state. */
  public static final String STATE_TTL = "state.ttl.ms";

  /** Where state lives. */
  public static final String STATE_STORE = "state.store";

  /** Whether state is cached. */
  public static final String STATE_CACHE = "state.cache";

  /** Directory of state. */
  public static final String STATE_DIR = "state.dir";

  /** Memory of RocksDB. */
  public static final String ROCKSDB_MEMORY = "rocksdb.memory.bytes";

  /** Timer of all timed work. */
  public static final String TICK = "tick.ms";

  /** Sensors looked at in a tick. */
  public static final String SCAN_SENSORS = "scan.sensors.per.tick";

  /** Share of bad records that stops the application. */
  public static final String BAD_SHARE_LIMIT = "bad.share.limit";

  /** Records over which that share is taken. */
  public static final String BAD_SHARE_WINDOW = "bad.share.window";

  /** Replacements of failed threads. */
  public static final String THREAD_REPLACEMENTS = "thread.replacements";

  /** How long a start waits for brokers. */
  public static final String BROKER_TIMEOUT = "broker.timeout.ms";

  private Setting() {}
}
