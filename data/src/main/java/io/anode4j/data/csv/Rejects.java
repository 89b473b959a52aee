package io.anode4j.data.csv;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refused rows: counted, the first reasons kept, and all of them written to a file if asked. */
final class Rejects implements Closeable {
  private static final int PROBLEMS_KEPT = 10;

  private final long allowed;
  private final @Nullable Path file;
  private final OutputStream out;
  private final List<CsvProblem> problems = new ArrayList<>();
  private long count;

  /** Starts the file, if any, with the header, so that it can be mended and read again. */
  Rejects(long allowed, @Nullable Path file, byte[] header) {
    this.allowed = allowed;
    this.file = file;
    try {
      this.out =
          file == null
              ? OutputStream.nullOutputStream()
              : new BufferedOutputStream(Files.newOutputStream(file));
      writeLine(header);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Notes a refused row; throws if it is one too many. */
  void add(CsvRow row, CsvProblem problem) {
    count++;
    if (problems.size() < PROBLEMS_KEPT) {
      problems.add(problem);
    }
    try {
      String why = "# line " + row.line() + ": " + problem.message().replace('\n', ' ');
      writeLine(why.getBytes(StandardCharsets.UTF_8));
      writeLine(row.bytes());
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (count > allowed) {
      throw new CsvException(allowed == 0 ? problem : oneTooMany(problem));
    }
  }

  private CsvProblem oneTooMany(CsvProblem problem) {
    return new CsvProblem(
        problem.file(),
        problem.line(),
        problem.column(),
        problem.found() + " (refused row number " + count + ")",
        problem.expectation() + ", and at most " + allowed + " refused rows",
        problem.remedy() + ", or allow more with --max-bad-rows");
  }

  private void writeLine(byte[] bytes) throws IOException {
    out.write(bytes);
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      out.write('\n');
    }
  }

  private CsvException unwritable(IOException e) {
    return new CsvException(
        CsvProblem.ofFile(
            String.valueOf(file),
            "a failure to write: " + e,
            "a file that refused rows can be written to",
            "name another one"),
        e);
  }

  long count() {
    return count;
  }

  List<CsvProblem> problems() {
    return List.copyOf(problems);
  }

  /** The name of the file, empty if there is none. */
  String fileName() {
    return file == null ? "" : file.toString();
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
