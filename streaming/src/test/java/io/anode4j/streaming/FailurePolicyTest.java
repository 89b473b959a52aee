package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class FailurePolicyTest {
  private final List<Boolean> told = new ArrayList<>();
  private final StreamingListener listener =
      new StreamingListener() {
        @Override
        public void threadFailed(Throwable failure, boolean replaced) {
          told.add(replaced);
        }
      };
  private long nanos;

  private FailurePolicy policy(BadShare share) {
    return new FailurePolicy("pumps", 2, share, listener, Path.of("state"), () -> nanos);
  }

  @Test
  void replacesThreadsWhileFailuresAreRare() {
    FailurePolicy policy = policy(new BadShare(1, 10));
    StreamsException failure = new StreamsException("once more");
    for (int i = 0; i < 6; i++) {
      assertEquals(StreamThreadExceptionResponse.REPLACE_THREAD, policy.handle(failure));
      nanos += Duration.ofMinutes(6).toNanos();
    }
    assertNull(policy.verdict());
    policy.handle(failure);
    assertEquals(StreamThreadExceptionResponse.SHUTDOWN_CLIENT, policy.handle(failure));
    assertTrue(String.valueOf(policy.verdict()).contains("3 times within ten minutes"));
    assertEquals(List.of(true, true, true, true, true, true, true, false), told);
  }

  /** A full disk, or whatever keeps the state from being written, is said with its directory. */
  @Test
  void namesTheStateDirectoryUntilAMinutePassesWithoutAFailure() {
    FailurePolicy policy = policy(new BadShare(1, 10));
    assertNull(policy.trouble(1));
    Throwable disk = new ProcessorStateException("store", new RocksDBException("No space left"));
    policy.handle(disk);
    assertNull(policy.trouble(2));
    String once = String.valueOf(policy.trouble(1));
    assertTrue(once.contains("the state in state cannot be read or written: No space"), once);
    assertTrue(once.contains("replaced 1 of 2 times"), once);
    nanos += Duration.ofSeconds(59).toNanos();
    policy.handle(disk);
    assertTrue(String.valueOf(policy.trouble(2)).contains("set state.dir"));
    nanos += Duration.ofSeconds(61).toNanos();
    assertNull(policy.trouble(1));
    policy.handle(new StreamsException("other", new IllegalArgumentException("odd")));
    assertTrue(String.valueOf(policy.verdict()).contains("IllegalArgumentException: odd"));
  }

  /** How long a topic may be missing is not for the number of failures to say. */
  @Test
  void doesNotCountFailuresByMissingTopics() {
    FailurePolicy policy = policy(new BadShare(1, 10));
    Thread.currentThread().interrupt(); // nobody waits here
    for (int i = 0; i < 5; i++) {
      Throwable gone = new MissingSourceTopicException("gone");
      assertEquals(StreamThreadExceptionResponse.REPLACE_THREAD, policy.handle(gone));
    }
    policy.stop("it is gone for good");
    policy.stop("another reason comes too late");
    assertEquals(
        StreamThreadExceptionResponse.SHUTDOWN_CLIENT,
        policy.handle(new MissingSourceTopicException("gone")));
    assertTrue(Thread.interrupted());
    assertEquals("it is gone for good", policy.verdict());
  }

  /** Where the library cannot lie, RocksDB finds another place by itself. */
  @Test
  void aDirectoryThatCannotBeIsNoFailure(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    RocksDbLibrary.load(file.resolve("below"));
    assertTrue(Files.isRegularFile(file));
  }

  @Test
  void stopsOnErrorsOfTheMachine() {
    FailurePolicy policy = policy(new BadShare(1, 10));
    Throwable failure = new StreamsException("wrapped", new OutOfMemoryError("planted"));
    assertEquals(StreamThreadExceptionResponse.SHUTDOWN_CLIENT, policy.handle(failure));
    assertTrue(String.valueOf(policy.verdict()).contains("planted"));
  }

  @Test
  void stopsWhenTheShareOfBadRecordsIsPassed() {
    BadShare share = new BadShare(0.5, 10);
    FailurePolicy policy = policy(share);
    for (int i = 0; i < 5; i++) {
      share.good();
      assertFalse(share.bad(), "five of ten are not more than half");
    }
    assertTrue(share.bad(), "the first good one has left the window");
    share.good();
    assertTrue(share.tripped());
    assertEquals(
        StreamThreadExceptionResponse.SHUTDOWN_CLIENT, policy.handle(new StreamsException("bad")));
    assertTrue(String.valueOf(policy.verdict()).contains("of the last 10 records were bad"));
  }

  @Test
  void neverTripsAtAShareOfOne() {
    BadShare share = BadShare.in(Map.of());
    for (int i = 0; i < 1000; i++) {
      assertFalse(share.bad());
    }
    BadShare known = new BadShare(0.1, 10);
    assertEquals(known, BadShare.in(Map.of(BadShare.KEY, known)));
  }

  @Test
  void tellsHealthInWords() {
    StreamHealth well = new StreamHealth(StreamHealth.Phase.REBALANCING, 1, 0, "m", null, null);
    assertTrue(well.live());
    assertFalse(well.ready());
    assertEquals("rebalancing", well.text());
    StreamHealth ill = new StreamHealth(StreamHealth.Phase.FAILED, 0, -1, "m", "it broke", null);
    assertFalse(ill.live());
    assertEquals("it broke", ill.text());
  }

  /** It would take the name back from the other, which would take it back, and so on. */
  @Test
  void stopsWhenAnotherInstanceHasItsName() {
    FailurePolicy policy = policy(new BadShare(1, 10));
    Throwable failure = new StreamsException("wrapped", new FencedInstanceIdException("fenced"));
    assertEquals(StreamThreadExceptionResponse.SHUTDOWN_CLIENT, policy.handle(failure));
    String said = String.valueOf(policy.verdict());
    assertTrue(said.contains("pumps; expected each under its own: set another instance.id"), said);
  }
}
