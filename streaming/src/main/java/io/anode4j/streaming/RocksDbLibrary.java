package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.rocksdb.NativeLibraryLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where RocksDB's native library is unpacked to. By itself it takes the temporary directory and a
 * new name each time, and a process that is killed leaves its 14 MB there for good. Below the state
 * directory, under one name, the next start takes the place of what was left; instances do not meet
 * there, since each has a state directory of its own.
 */
final class RocksDbLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(RocksDbLibrary.class);

  /** RocksDB's own: who set it has chosen. */
  private static final String CHOSEN = "ROCKSDB_SHAREDLIB_DIR";

  private RocksDbLibrary() {}

  /** Beside the directory that Kafka keeps for the application, which is Kafka's alone. */
  static Path directory(StreamingConfig config) {
    return config.stateDirectory().resolve(config.applicationId() + ".native");
  }

  /** Loads it unless this JVM has it. Where that fails, RocksDB does as it always did. */
  static void load(Path directory) {
    if (System.getenv(CHOSEN) != null) {
      return;
    }
    try {
      Files.createDirectories(directory);
      NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      LOG.warn(
          "RocksDB's library cannot be used from {}: {}; expected a directory that can be written"
              + " and executed from. It is unpacked to the temporary directory instead, where a"
              + " killed process leaves it",
          directory,
          e.toString());
      clear(directory);
    }
  }

  /** Half a library would only take up room, on a full disk the last. */
  private static void clear(Path directory) {
    try (Stream<Path> copies = Files.list(directory)) {
      for (Path copy : copies.toList()) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      LOG.debug("{} is not cleared", directory, e);
    }
  }

  /**
   * Stores that load it first.
   *
   * @param stores makes them
   * @param config says where
   */
  record Stored(KeyValueBytesStoreSupplier stores, StreamingConfig config)
      implements KeyValueBytesStoreSupplier {
    @Override
    public String name() {
      return stores.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      load(directory(config));
      return stores.get();
    }

    @Override
    public String metricsScope() {
      return stores.metricsScope();
    }
  }
}
