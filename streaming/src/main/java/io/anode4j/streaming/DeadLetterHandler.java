package io.anode4j.streaming;

import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.RecordSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends bad records to the dead letter queue, in the transaction of the good ones, with their key
 * and value as they came, their headers, and why and where from in headers of Kafka's own names.
 * What is larger than the queue takes is cut, and says so ({@link RecordFit}). Any other exception
 * is a fault of ours or of the machine and fails the thread.
 *
 * <p>Kafka makes it by its public constructor; {@code processing.exception.handler} names it.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {
  /** Header that carries the name of the {@link BadRecordException.Reason}. */
  public static final String REASON = "anode4j.reason";

  /** Under this name a listener reaches it. */
  static final String LISTENER = "anode4j.internal.listener";

  private static final String PREFIX = "__streams.errors.";

  /** Decoders of others may put anything into their messages. */
  private static final int LONGEST_MESSAGE = 2000;

  private @Nullable String topic;
  private BadShare badShare = new BadShare(1, 1);
  private StreamingListener listener = StreamingListener.NONE;
  private RecordFitter fitter = new RecordFitter(OutputLimits.in(Map.of()), listener);

  /** A handler that {@link #configure} tells its topic. */
  public DeadLetterHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    Object stated = configs.get("errors.dead.letter.queue.topic.name");
    topic = stated == null ? null : stated.toString();
    badShare = BadShare.in(configs);
    if (configs.get(LISTENER) instanceof StreamingListener heard) {
      listener = heard;
    }
    fitter = new RecordFitter(OutputLimits.in(configs), listener);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (!(exception instanceof BadRecordException bad)) {
      return Response.fail();
    }
    listener.bad(bad.reason(), String.valueOf(bad.getMessage()));
    if (badShare.bad()) {
      return Response.fail();
    }
    return topic == null ? Response.resume() : Response.resume(letter(topic, context, bad));
  }

  /** The letter; none when its topic takes not even its headers. */
  private List<ProducerRecord<byte[], byte[]>> letter(
      String topic, ErrorHandlerContext context, BadRecordException bad) {
    RecordHeaders own = new RecordHeaders();
    String message = String.valueOf(bad.getMessage());
    RecordFit.add(own, REASON, bad.reason().name());
    RecordFit.add(own, PREFIX + "exception", bad.getClass().getName());
    RecordFit.add(
        own,
        PREFIX + "message",
        message.length() <= LONGEST_MESSAGE
            ? message
            : message.substring(0, LONGEST_MESSAGE) + "…");
    RecordFit.add(own, PREFIX + "topic", context.topic());
    RecordFit.add(own, PREFIX + "partition", Integer.toString(context.partition()));
    RecordFit.add(own, PREFIX + "offset", Long.toString(context.offset()));
    long timestamp = fitter.timestamp(topic, context.timestamp(), System.currentTimeMillis(), own);
    String source =
        new RecordSource(context.topic(), context.partition(), context.offset()).toString();
    RecordFit.Fitted letter =
        fitter.copy(
            new RecordFitter.Way(Oversized.Output.DEAD_LETTER, topic, source),
            PackedBytes.unpack(context.sourceRawKey()),
            PackedBytes.unpack(context.sourceRawValue()),
            PackedBytes.unpack(context.headers()),
            own);
    return letter == null
        ? List.of()
        : List.of(
            new ProducerRecord<>(
                topic, null, timestamp, letter.key(), letter.value(), letter.headers()));
  }
}
