package io.anode4j.streaming;

import io.anode4j.streaming.Oversized.Fate;
import io.anode4j.streaming.Oversized.Output;
import io.anode4j.streaming.RecordFit.Fitted;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every record on its way out a form that its topic takes, before it is sent. One that fits
 * is left as it is.
 */
final class RecordFitter {
  /** Header with the timestamp that a record would have had, where its topic refuses that. */
  static final String TIMESTAMP = "anode4j.timestamp";

  private static final Logger LOG = LoggerFactory.getLogger(RecordFitter.class);

  private final OutputLimits limits;
  private final StreamingListener listener;

  RecordFitter(OutputLimits limits, StreamingListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  /** Writes a result into at most so many bytes; what has to be left out it says itself. */
  interface Result {
    byte @Nullable [] write(int most);
  }

  /**
   * Where a record goes.
   *
   * @param output what it is
   * @param topic its topic
   * @param source the input record that it follows from; empty when there is none
   */
  record Way(Output output, String topic, String source) {}

  /** A copy of an input record; null when the topic takes not even its headers. */
  @Nullable Fitted copy(
      Way way, byte @Nullable [] key, byte @Nullable [] value, Headers came, Headers own) {
    TopicLimits limit = limits.of(way.topic());
    byte[] named = key == null && limit.keyed() ? utf8(way.source()) : key;
    Fitted whole = new Fitted(named, value, RecordFit.together(came, own));
    long bytes = whole.bytes();
    if (bytes <= limit.bytes()) {
      return whole;
    }
    RecordFit fit = new RecordFit(limit.bytes(), way.source());
    return checked(way, fit.copy(named, value, came, own), bytes, limit);
  }

  /** A result; null when the topic takes not even its headers. */
  @Nullable Fitted result(Way way, byte[] key, Result result, Headers came, Headers own) {
    TopicLimits limit = limits.of(way.topic());
    byte[] value = result.write(Integer.MAX_VALUE);
    Fitted whole = new Fitted(key, value, RecordFit.together(came, own));
    long bytes = whole.bytes();
    if (bytes <= limit.bytes()) {
      return whole;
    }
    RecordFit fit = new RecordFit(limit.bytes(), way.source());
    return checked(way, fit.result(key, value, result, came, own), bytes, limit);
  }

  private @Nullable Fitted checked(Way way, Fitted cut, long bytes, TopicLimits limit) {
    boolean fits = cut.bytes() <= limit.bytes();
    Fate fate = fits ? Fate.TRUNCATED : Fate.DROPPED;
    listener.oversized(new Oversized(way.output(), fate, bytes, limit.bytes()));
    if (fits) {
      return cut;
    }
    LOG.warn(
        "A {} of {} bytes from {} is dropped: topic {} takes {} bytes, too few to say even that;"
            + " raise its max.message.bytes",
        way.output().text(),
        bytes,
        way.source(),
        way.topic(),
        limit.bytes());
    return null;
  }

  /**
   * The timestamp that a record may have: as wanted, or the nearest one that its topic takes, which
   * a header then says.
   */
  long timestamp(String topic, long wanted, long wall, RecordHeaders headers) {
    long taken = limits.of(topic).timestamp(Math.max(0, wanted), wall);
    if (taken != wanted) {
      RecordFit.add(headers, TIMESTAMP, Long.toString(wanted));
    }
    return taken;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
