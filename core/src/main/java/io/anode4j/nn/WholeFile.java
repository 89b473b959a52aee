package io.anode4j.nn;

import io.anode4j.tensor.Cancellation;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that appear whole or not at all: they are written beside their place and moved there. An
 * older file of that name stays until then.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Files are written however often a thread is interrupted, so this looks before each write. */
  private static final class CancellableStream extends FilterOutputStream {
    private final String call;

    CancellableStream(OutputStream to, String call) {
      super(to);
      this.call = call;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      Cancellation.check(call);
      out.write(bytes, from, count);
    }
  }

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param out receives all bytes; not to be closed
     * @throws IOException when it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param file where to
   * @param content what it is to hold
   * @throws IOException when the file system refuses
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    // Beside the target, so that the move stays within one file system; not a temporary file of the
    // JDK, which nobody but its owner could read; of a name that no other thread uses.
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              new CancellableStream(
                  Files.newOutputStream(
                      part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  "Writing " + file))) {
        content.writeTo(out);
      }
      try {
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
