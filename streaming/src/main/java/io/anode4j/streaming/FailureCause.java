package io.anode4j.streaming;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Why a stream thread failed, in words that say what to do. */
final class FailureCause {
  private FailureCause() {}

  /**
   * Words for a failure.
   *
   * @param failure what a stream thread died of
   * @param state directory of the state
   * @return a clause without a full stop
   */
  static String of(Throwable failure, Path state) {
    Throwable root = root(failure);
    String last = root.getMessage() == null ? root.toString() : root.getMessage();
    if (isOfState(failure)) {
      return "the state in "
          + state
          + " cannot be read or written: "
          + last
          + room(state)
          + "; expected a directory with room that nothing else touches: make room on its disk, or"
          + " set state.dir to another";
    }
    return "a stream thread failed by " + root.getClass().getSimpleName() + ": " + last;
  }

  /** Whether its topics are why. */
  static boolean isOfTopics(Throwable failure) {
    return has(failure, MissingSourceTopicException.class);
  }

  private static boolean isOfState(Throwable failure) {
    return has(failure, ProcessorStateException.class) || has(failure, RocksDBException.class);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable root(Throwable failure) {
    Throwable at = failure;
    for (Throwable next = at.getCause(); next != null; next = at.getCause()) {
      at = next;
    }
    return at;
  }

  private static String room(Path state) {
    Long free = free(state);
    return free == null ? "" : " (" + (free >> 20) + " MiB free on its disk)";
  }

  private static @Nullable Long free(Path state) {
    try {
      FileStore disk = Files.getFileStore(state);
      return disk.getUsableSpace();
    } catch (IOException e) {
      return null;
    }
  }
}
