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

  private final StreamingConfig config;
  private final ModelSource models;
  private final ScorerSource scorers;
  private final StreamingListener listener;
  private final ObservationDecoder decoder;
  private final String storeName;
  private @Nullable Task task;

  SensorProcessor(
      StreamingConfig config,
      ModelSource models,
      ScorerSource scorers,
      StreamingListener listener,
      String storeName) {
    this.config = config;
    this.models = models;
    this.scorers = scorers;
    this.listener = listener;
    this.decoder = config.newDecoder();
    this.storeName = storeName;
  }

  /** What is known once the task has its context. */
  private final class Task implements TaskOutput {
    private final ProcessorContext<String, StreamOutput> context;
    private final SensorEngine engine;
    private final SensorSweep sweep;
    private final BadShare badShare;
    private @Nullable Record<byte[], byte[]> inHand;

    Task(ProcessorContext<String, StreamOutput> context) {
      this.context = context;
      this.badShare = BadShare.in(context.appConfigs());
      ActiveModel first = models.current();
      this.engine =
          new SensorEngine(
              config, first, scorers, listener, context.getStateStore(storeName), this);
      this.sweep =
          new SensorSweep(
              config, engine, context.getStateStore(storeName), context.currentSystemTimeMs());
      if (!config.reorderGrace().isZero()) {
        sweep.findWaiting(engine.use(first));
      }
      context.schedule(config.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void tick(long wall) {
      sweep.tick(engine.use(models.current()), wall);
    }

    void process(Record<byte[], byte[]> record) {
      inHand = record;
      try {
        TaskModel model = engine.use(models.current());
        String sensor = sensor(record.key());
        long kafkaMillis = record.timestamp();
        if (record.value() == null) {
          sweep.noteWaiting(sensor, false, 0);
          engine.forget(sensor, kafkaMillis);
        } else {
          long wall = context.currentSystemTimeMs();
          SensorRecord read = read(record, model);
          refuseFuture(read, wall);
          boolean waits = engine.accept(new Arrival(sensor, read, source(), kafkaMillis, wall));
          sweep.noteWaiting(sensor, waits, wall);
        }
        badShare.good();
      } finally {
        inHand = null;
      }
    }

    private RecordSource source() {
      RecordMetadata at = context.recordMetadata().orElseThrow();
      return new RecordSource(at.topic(), at.partition(), at.offset());
    }

    @Override
    public void send(
        String sensor, StreamOutput.Kind kind, byte @Nullable [] value, long timestampMillis) {
      RecordHeaders headers =
          inHand == null ? new RecordHeaders() : new RecordHeaders(inHand.headers());
      String label = models.current().label();
      headers.remove(MODEL).add(MODEL, label.getBytes(StandardCharsets.UTF_8));
      context.forward(
          new Record<>(sensor, new StreamOutput(kind, value), timestampMillis, headers));
    }

    @Override
    public void late(String sensor, long latenessMillis) {
      Record<byte[], byte[]> record = java.util.Objects.requireNonNull(inHand);
      RecordHeaders headers = new RecordHeaders(record.headers());
      headers
          .remove(LATENESS)
          .add(LATENESS, Long.toString(latenessMillis).getBytes(StandardCharsets.UTF_8));
      context.forward(
          new Record<>(
              sensor,
              new StreamOutput(StreamOutput.Kind.LATE, record.value()),
              record.timestamp(),
              headers));
    }
  }

  @Override
  public void init(ProcessorContext<String, StreamOutput> context) {
    task = new Task(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    java.util.Objects.requireNonNull(task).process(record);
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

  private SensorRecord read(Record<byte[], byte[]> record, TaskModel model) {
    SensorRecord read;
    try {
      read = decoder.decode(record.value(), record.timestamp(), model.channels);
    } catch (BadRecordException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BadRecordException(
          Reason.DECODER,
          decoder.getClass().getName() + " failed on a record: " + e + "; expected a reading");
    }
    if (read.values().length != model.channels.size()) {
      throw new BadRecordException(
          Reason.DECODER,
          decoder.getClass().getName()
              + " gave "
              + read.values().length
              + " values; expected one for each of "
              + model.channels.names());
    }
    return read;
  }

  private void refuseFuture(SensorRecord read, long wall) {
    long most = config.maxFutureMillis();
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
