package io.anode4j.cli;

import io.anode4j.data.TimeSeries;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A file of rows, series by series, that is kept when the run that writes it is stopped, and that a
 * later run goes on with. Beside it lies a file of marks: what was asked, then for each block how
 * many bytes, how many series, and a hash of those series, so that another question or other data
 * are not taken for the same.
 */
final class ResumableFile implements Closeable {
  private final Path target;
  private final Path partial;
  private final Path marks;
  private final FileChannel channel;
  private final Writer text;
  private final Writer log;
  private final Mark start;

  /** Hash after each series whose rows are not written yet. */
  private final Queue<Long> hashes = new ArrayDeque<>();

  private long passed;
  private long hash;
  private long written;

  /** How far an earlier run has come. */
  private record Mark(long bytes, long series, long hash) {
    static final Mark NONE = new Mark(0, 0, 0);

    static Optional<Mark> of(String line) {
      String[] words = line.split(" ", -1);
      // A line that was being written when the run was stopped has no end.
      return words.length == 4 && words[3].equals(".")
          ? Optional.of(
              new Mark(
                  Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])))
          : Optional.empty();
    }

    String line() {
      return bytes + " " + series + " " + hash + " .\n";
    }
  }

  private ResumableFile(Path target, Path partial, Path marks, String question, Mark start)
      throws IOException {
    this.target = target;
    this.partial = partial;
    this.marks = marks;
    this.start = start;
    this.written = start.series;
    this.channel =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
            .truncate(start.bytes)
            .position(start.bytes);
    this.text = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
    this.log = Files.newBufferedWriter(marks);
    log.write(question + "\n");
    if (start.series > 0) {
      log.write(start.line());
    }
    log.flush();
  }

  /**
   * Opens a file, or goes on with one.
   *
   * @param question what decides the rows, in one line
   */
  static ResumableFile open(Path target, String question) throws IOException {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    Path marks = target.resolveSibling(target.getFileName() + ".progress");
    Mark start = Mark.NONE;
    if (Files.exists(partial) && Files.exists(marks)) {
      long length = Files.size(partial);
      String told = Files.readString(marks);
      if (!told.startsWith(question + "\n")) {
        throw CommandFailure.usage(
            "--resume: %s was begun with another model, horizon, times or quantiles; expected the same command; repeat that, or delete the file"
                .formatted(partial),
            null);
      }
      start =
          told.lines()
              .skip(1)
              .flatMap(line -> Mark.of(line).stream())
              .filter(mark -> mark.bytes <= length)
              .reduce((a, b) -> b)
              .orElse(Mark.NONE);
    }
    return new ResumableFile(target, partial, marks, question, start);
  }

  /** Series whose rows an earlier run has written. */
  long begun() {
    return start.series;
  }

  Path partial() {
    return partial;
  }

  /** Where rows go. */
  Writer text() {
    return text;
  }

  /** Whether the rows of the next series are there already. */
  boolean skips(TimeSeries series) {
    hash = 31 * hash + contentHash(series);
    passed++;
    if (passed > start.series) {
      hashes.add(hash);
      return false;
    }
    if (passed == start.series && hash != start.hash) {
      throw CommandFailure.input(
          "--resume: the first %d series are others than those in %s; expected the same input; repeat that, or delete the file"
              .formatted(passed, partial),
          null);
    }
    return true;
  }

  /** That of a series knows its times and not its values. */
  private static long contentHash(TimeSeries series) {
    long all = series.hashCode();
    for (int i = 0; i < series.length(); i++) {
      for (int c = 0; c < series.channels(); c++) {
        all = 31 * all + Double.doubleToLongBits(series.value(i, c));
      }
    }
    return all;
  }

  /** Keeps what was written of so many more series. */
  void wrote(int series) throws IOException {
    long last = 0;
    for (int i = 0; i < series; i++) {
      last = hashes.remove();
    }
    written += series;
    text.flush();
    log.write(new Mark(channel.position(), written, last).line());
    log.flush();
  }

  /** The file is whole: it goes to its place. */
  void finish() throws IOException {
    if (passed < start.series) {
      throw CommandFailure.input(
          "--resume: the input has %d series, fewer than the %d in %s; expected the same input; repeat that, or delete the file"
              .formatted(passed, start.series, partial),
          null);
    }
    close();
    Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(marks);
  }

  /** It will not be gone on with. */
  void discard() throws IOException {
    close();
    Files.deleteIfExists(partial);
    Files.deleteIfExists(marks);
  }

  @Override
  public void close() throws IOException {
    text.close();
    log.close();
  }
}
