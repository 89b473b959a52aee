package io.anode4j.streaming;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is at one moment.
 *
 * @param phase what it does
 * @param threads stream threads that are alive
 * @param lag most records that any partition waits behind its end; −1 when not known
 * @param model label of the model in service
 * @param failure why it stopped by itself; null when it did not
 * @param trouble what stands in its way now, though it may go on by itself; null for nothing
 */
public record StreamHealth(
    Phase phase,
    int threads,
    long lag,
    String model,
    @Nullable String failure,
    @Nullable String trouble) {
  /** What a stream does. */
  public enum Phase {
    /** Not yet with its brokers. */
    STARTING,
    /** Partitions move between instances, or state is restored. */
    REBALANCING,
    /** Records are scored. */
    RUNNING,
    /** It is being closed. */
    STOPPING,
    /** It was closed. */
    STOPPED,
    /** It stopped by itself and will not go on without a restart. */
    FAILED
  }

  /** Whether it works or may by itself. */
  public boolean live() {
    return phase != Phase.FAILED && phase != Phase.STOPPED;
  }

  /** Whether records are scored now. */
  public boolean ready() {
    return phase == Phase.RUNNING && trouble == null;
  }

  /** The same in words. */
  public String text() {
    if (failure != null) {
      return failure;
    }
    return trouble != null ? trouble : phase.name().toLowerCase(Locale.ROOT);
  }
}
