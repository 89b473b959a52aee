package io.anode4j.streaming;

import io.anode4j.streaming.record.BadRecordException;
import java.nio.charset.StandardCharsets;
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
 * Any other exception is a fault of ours or of the machine and fails the thread.
 *
 * <p>Kafka makes it by its public constructor; {@code processing.exception.handler} names it.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {
  /** Header that carries the name of the {@link BadRecordException.Reason}. */
  public static final String REASON = "anode4j.reason";

  /** Under this name a listener reaches it. */
  static final String LISTENER = "anode4j.internal.listener";

  private static final String PREFIX = "__streams.errors.";

  private @Nullable String topic;
  private BadShare badShare = new BadShare(1, 1);
  private StreamingListener listener = StreamingListener.NONE;

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
    return topic == null
        ? Response.resume()
        : Response.resume(List.of(letter(topic, context, bad)));
  }

  private static ProducerRecord<byte[], byte[]> letter(
      String topic, ErrorHandlerContext context, BadRecordException bad) {
    RecordHeaders headers = new RecordHeaders(context.headers());
    add(headers, REASON, bad.reason().name());
    add(headers, PREFIX + "exception", bad.getClass().getName());
    add(headers, PREFIX + "message", String.valueOf(bad.getMessage()));
    add(headers, PREFIX + "topic", context.topic());
    add(headers, PREFIX + "partition", Integer.toString(context.partition()));
    add(headers, PREFIX + "offset", Long.toString(context.offset()));
    long timestamp = Math.max(0, context.timestamp());
    return new ProducerRecord<>(
        topic, null, timestamp, context.sourceRawKey(), context.sourceRawValue(), headers);
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
