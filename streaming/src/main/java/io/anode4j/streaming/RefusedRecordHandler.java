package io.anode4j.streaming;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * What follows when producer or broker refuse a record. Records are made to fit before they are
 * sent, so this is the second line: a topic's limit was lowered while the stream ran. The limit is
 * learnt, and the thread fails, since in a transaction a refusal aborts everything; the thread that
 * takes its place reads the same record again and cuts what follows from it.
 *
 * <p>Unlike Kafka's own handler it never writes a dead letter: a letter about a refused letter may
 * be refused as well, and so on until the stack is full.
 *
 * <p>Kafka makes it by its public constructor; {@code production.exception.handler} names it.
 */
public final class RefusedRecordHandler implements ProductionExceptionHandler {
  private OutputLimits limits = OutputLimits.in(Map.of());

  /** A handler that {@link #configure} tells its limits. */
  public RefusedRecordHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    limits = OutputLimits.in(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RetriableException) {
      return Response.retry();
    }
    if (exception instanceof RecordTooLargeException) {
      limits.refused(record.topic(), RecordSize.of(record.key(), record.value(), record.headers()));
    }
    return Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kafka declares it
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    return Response.fail();
  }
}
