package io.anode4j.streaming.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The sole right to a data directory. Kafka takes a lock of its own, but in a node that is broker
 * and controller only after it has opened the metadata log, and a second process then wrecks the
 * first (KAFKA-14557); so this one is taken before anything else.
 */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static DirectoryLock take(Path directory) {
    Path file = directory.resolve("embedded.lock");
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new BrokerException(
            "The data directory "
                + directory
                + " is in use by another broker; expected it to be free: stop that process, or"
                + " name another directory");
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new BrokerException(
          "The data directory "
              + directory
              + " cannot be locked: "
              + e.getMessage()
              + "; expected a directory that can be written: name another one",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very JVM.
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BrokerException("The lock of a data directory cannot be given back", e);
    }
  }
}
