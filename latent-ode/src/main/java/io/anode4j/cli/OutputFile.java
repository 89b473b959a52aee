package io.anode4j.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** A file that appears whole or not at all: written beside its place, then moved there. */
final class OutputFile {
  private final Path target;

  /** What writes to a path. */
  @FunctionalInterface
  interface PathContent {
    void writeTo(Path file) throws IOException;
  }

  /** What writes text. */
  @FunctionalInterface
  interface TextContent {
    void writeTo(Writer text) throws IOException;
  }

  OutputFile(Path target) {
    this.target = target;
  }

  Path path() {
    return target;
  }

  /**
   * Checks, before any work is done, that there is a place for the file.
   *
   * @param option the option that names the file, for the message
   */
  static OutputFile of(String option, Path target) {
    if (target.toString().equals("-")) {
      throw CommandFailure.usage(
          "%s: found -, which names no file; expected a file to write; name one".formatted(option),
          null);
    }
    Path folder = folder(target);
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.usage(
          "%s: found no directory %s; expected one to write %s in; create it first"
              .formatted(option, folder, target.getFileName()),
          null);
    }
    if (Files.isDirectory(target) || !takesFiles(folder)) {
      throw CommandFailure.usage(
          "%s: %s cannot be written; expected a file in a directory that may be changed; name"
                  .formatted(option, target)
              + " another one",
          null);
    }
    return new OutputFile(target);
  }

  /** Tries it: file systems such as /proc say that they may be written, and then refuse. */
  private static boolean takesFiles(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".", ".part"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path folder(Path target) {
    Path parent = target.toAbsolutePath().getParent();
    return parent == null ? target.toAbsolutePath() : parent;
  }

  /** Writes UTF-8 text, compressed if the file's name ends in {@code .gz}. */
  void writeText(TextContent content) {
    write(
        file -> {
          boolean compressed = target.toString().endsWith(".gz");
          try (OutputStream raw = Files.newOutputStream(file);
              OutputStream bytes = compressed ? new GZIPOutputStream(raw) : raw;
              Writer text =
                  new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            content.writeTo(text);
          }
        });
  }

  /** Writes whatever writes to a path. */
  void write(PathContent content) {
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = folder(target).resolve(name);
    try {
      try {
        content.writeTo(part);
        move(part);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s could not be written (%s); expected room and permission to; mend that and run again"
              .formatted(target, e),
          e);
    }
  }

  private void move(Path part) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
