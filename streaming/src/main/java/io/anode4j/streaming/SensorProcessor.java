package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.BadRecordException.Reason;
import io.anode4j.streaming.record.ObservationDecoder;
import io.anode4j.streaming.record.RecordSource;
import io.anode4j.streaming.record.SensorRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The one step of the topology: reads a record, refuses it or hands it to the {@link SensorEngine},
 * and forwards what follows. Everything is checked before any state changes, since a state that was
 * written before an exception stays written.
 */
final class SensorProcessor implements Processor<byte[], byte[], String, StreamOutput> {
  static final String LATENESS = "anode4j.lateness.ms";
  private static final String MODEL = "x-model-id";
  private static final int LONGEST_KEY = 256;
  private static final Headers NO_HEADERS = new RecordHeaders();

  private final Scoring scoring;
  private final StreamingConfig config;
  private final ObservationDecoder decoder;
  private final String storeName;
  private @Nullable Task task;

  SensorProcessor(Scoring scoring, String storeName) {
    this.scoring = scoring;
    this.config = scoring.config();
    this.decoder = config.newDecoder();
    this.storeName = storeName;
  }

  /** What is known once the task has its context. */
  private final class Task implements TaskOutput {
    private final ProcessorContext<String, StreamOutput> context;
    private final SensorEngine engine;
    private final SensorSweep sweep;
    private final BadShare badShare;
    private final OutputLimits limits;
    private final String changelog;
    private final RecordFitter fitter;
    private final Map<StreamOutput.Kind, String> topics = StreamOutput.Kind.topics(config);
    private final int partition;
    private final StreamClock clock;
    private @Nullable Record<byte[], byte[]> inHand;
    private boolean toldLate;

    Task(ProcessorContext<String, StreamOutput> context) {
      this.context = context;
      this.badShare = BadShare.in(context.appConfigs());
      this.limits = OutputLimits.in(context.appConfigs());
      this.changelog = context.applicationId() + "-" + storeName + "-changelog";
      this.fitter = new RecordFitter(limits, scoring.listener());
      this.partition = context.taskId().partition();
      this.engine =
          new SensorEngine(
              config,
              new TaskModels(scoring),
              scoring.listener(),
              context.getStateStore(storeName),
              this,
              SplitSensors.in(context.appConfigs()));
      this.clock =
          new StreamClock(
              InputProgress.in(context.appConfigs()),
              partition,
              context.currentSystemTimeMs(),
              config.silence().settleMillis(),
              config.state().tick().toMillis());
      this.sweep = new SensorSweep(config, engine, context.getStateStore(storeName), clock);
      if (!config.order().grace().isZero()) {
        sweep.findWaiting();
      }
      context.schedule(config.state().tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void tick(long wall) {
      clock.tick(wall);
      sweep.tick(wall);
    }

    void process(Record<byte[], byte[]> record) {
      inHand = record;
      toldLate = false;
      clock.came(source().offset());
      try {
        String sensor = sensorOf(record);
        TaskModel model = engine.use(sensor, SensorKind.of(record.headers()));
        long kafkaMillis = record.timestamp();
        refuseUnkeepable(kafkaMillis, limits.of(changelog), context.currentSystemTimeMs());
        if (record.value() == null) {
          sweep.noteWaiting(sensor, false, 0);
          engine.forget(sensor, kafkaMillis);
        } else {
          long wall = context.currentSystemTimeMs();
          List<SensorRecord> all = read(record, model);
          all.forEach(one -> refuseFuture(one, wall));
          accept(sensor, all, kafkaMillis, wall);
        }
        badShare.good();
      } finally {
        inHand = null;
      }
    }

    /**
     * One that cannot be scored makes the record a dead letter; the others are scored all the same.
     */
    private void accept(String sensor, List<SensorRecord> all, long kafkaMillis, long wall) {
      BadRecordException refused = null;
      for (SensorRecord read : all) {
        try {
          boolean waits =
              engine.accept(new Arrival(sensor, read, source(), kafkaMillis, wall, clock.now()));
          clock.reading(read.millis());
          sweep.noteWaiting(sensor, waits, wall);
        } catch (BadRecordException e) {
          refused = refused == null ? e : refused;
        }
      }
      if (refused != null) {
        throw refused;
      }
    }

    private RecordSource source() {
      RecordMetadata at = context.recordMetadata().orElseThrow();
      return new RecordSource(at.topic(), at.partition(), at.offset());
    }

    @Override
    public void send(
        String sensor, StreamOutput.Kind kind, RecordFitter.Result result, long timestampMillis) {
      RecordHeaders own = new RecordHeaders();
      RecordFit.add(own, MODEL, engine.label());
      Headers came = inHand == null ? NO_HEADERS : inHand.headers();
      String topic = topic(kind);
      long timestamp = fitter.timestamp(topic, timestampMillis, context.currentSystemTimeMs(), own);
      RecordFitter.Way way = way(kind, topic);
      forward(sensor, kind, fitter.result(way, utf8(sensor), result, came, own), timestamp);
    }

    @Override
    public void late(String sensor, long latenessMillis) {
      Record<byte[], byte[]> record = java.util.Objects.requireNonNull(inHand);
      if (toldLate) {
        return; // the copy that is there has all its readings
      }
      toldLate = true;
      StreamOutput.Kind kind = StreamOutput.Kind.LATE;
      String topic = topic(kind);
      RecordHeaders own = new RecordHeaders();
      RecordFit.add(own, LATENESS, Long.toString(latenessMillis));
      long timestamp =
          fitter.timestamp(topic, record.timestamp(), context.currentSystemTimeMs(), own);
      RecordFit.Fitted copy =
          fitter.copy(way(kind, topic), utf8(sensor), record.value(), record.headers(), own);
      forward(sensor, kind, copy, timestamp);
    }

    @Override
    public long stateRoom() {
      return limits.of(changelog).bytes() - LONGEST_KEY - RecordSize.of(null, null, NO_HEADERS);
    }

    private String topic(StreamOutput.Kind kind) {
      return java.util.Objects.requireNonNull(topics.get(kind));
    }

    private RecordFitter.Way way(StreamOutput.Kind kind, String topic) {
      String from = inHand == null ? "" : source().toString();
      return new RecordFitter.Way(Oversized.Output.valueOf(kind.name()), topic, from);
    }

    private void forward(
        String sensor, StreamOutput.Kind kind, RecordFit.@Nullable Fitted record, long timestamp) {
      if (record != null) {
        StreamOutput output = new StreamOutput(kind, record.value(), partition);
        context.forward(new Record<>(sensor, output, timestamp, record.headers()));
      }
    }
  }

  @Override
  public void init(ProcessorContext<String, StreamOutput> context) {
    task = new Task(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    java.util.Objects.requireNonNull(task).process(unpacked(record));
  }

  private static Record<byte[], byte[]> unpacked(Record<byte[], byte[]> came) {
    byte[] key = PackedBytes.unpack(came.key());
    byte[] value = PackedBytes.unpack(came.value());
    Headers headers = PackedBytes.unpack(came.headers());
    return key == came.key() && value == came.value() && headers == came.headers()
        ? came
        : new Record<>(key, value, came.timestamp(), headers);
  }

  private String sensorOf(Record<byte[], byte[]> record) {
    byte[] value = record.value();
    try {
      String stated = value == null ? null : decoder.sensor(value);
      return sensor(stated == null ? record.key() : utf8(stated));
    } catch (BadRecordException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e);
    }
  }

  private BadRecordException failed(Throwable e) {
    return new BadRecordException(
        Reason.DECODER,
        decoder.getClass().getName() + " failed on a record: " + e + "; expected a reading");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sensor(byte @Nullable [] key) {
    if (key == null || key.length == 0 || key.length > LONGEST_KEY) {
      throw new BadRecordException(
          Reason.KEY,
          "A record "
              + (key == null ? "without a key" : "with a key of " + key.length + " bytes")
              + "; expected the sensor's id as its key, 1 to "
              + LONGEST_KEY
              + " bytes of UTF-8: let the producer set it");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new BadRecordException(
          Reason.KEY,
          "A record's key of "
              + key.length
              + " bytes is not UTF-8; expected the sensor's id as text: let the producer write it"
              + " so");
    }
  }

  private List<SensorRecord> read(Record<byte[], byte[]> record, TaskModel model) {
    List<SensorRecord> all;
    try {
      all = decoder.decodeAll(record.value(), record.timestamp(), model.channels);
    } catch (BadRecordException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e);
    }
    for (SensorRecord read : all) {
      if (read.values().length != model.channels.size()) {
        throw new BadRecordException(
            Reason.DECODER,
            decoder.getClass().getName()
                + " gave "
                + read.values().length
                + " values; expected one for each of the model's "
                + model.channels.size()
                + " channels");
      }
    }
    return all;
  }

  /** The state is written with the record's own timestamp. */
  private static void refuseUnkeepable(long kafkaMillis, TopicLimits changelog, long wall) {
    long taken = changelog.timestamp(kafkaMillis, wall);
    if (taken != kafkaMillis) {
      boolean ahead = kafkaMillis > taken;
      throw new BadRecordException(
          ahead ? Reason.FUTURE : Reason.TIME,
          "A record's Kafka timestamp is "
              + Math.abs(kafkaMillis - wall)
              + (ahead ? " ms ahead of" : " ms behind")
              + " this machine's clock, where the changelog of the states takes no such record;"
              + " expected at most "
              + Math.abs(taken - wall)
              + " ms: set the producer's clock, or message.timestamp."
              + (ahead ? "after" : "before")
              + ".max.ms of that topic");
    }
  }

  private void refuseFuture(SensorRecord read, long wall) {
    long most = config.order().maxFutureMillis();
    long ahead = read.millis() - wall;
    if (most >= 0 && ahead > most) {
      throw new BadRecordException(
          Reason.FUTURE,
          "A reading is "
              + ahead
              + " ms ahead of this machine's clock; expected at most "
              + most
              + " ms: set the sensor's clock, or max.future.ms");
    }
  }
}
