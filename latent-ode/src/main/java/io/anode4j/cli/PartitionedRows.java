package io.anode4j.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Rows of a CSV that go to one of several files by a hash of their first cell, so that all rows of
 * a series are in one, whatever the run. The header goes to all of them.
 */
final class PartitionedRows extends Writer {
  private final List<Writer> files;
  private final StringBuilder row = new StringBuilder();
  private boolean quoted;
  private boolean begun;

  PartitionedRows(List<Writer> files) {
    this.files = files;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      row.append(text[i]);
      quoted ^= text[i] == '"';
      if (text[i] == '\n' && !quoted) {
        end();
      }
    }
  }

  private void end() throws IOException {
    if (begun) {
      files.get(Math.floorMod(firstCell().hashCode(), files.size())).append(row);
    } else {
      for (Writer file : files) {
        file.append(row);
      }
    }
    begun = true;
    row.setLength(0);
  }

  /** The first cell as it is written: names are quoted always or never. */
  private String firstCell() {
    boolean inQuotes = false;
    int end = 0;
    while (end < row.length() && (inQuotes || row.charAt(end) != ',')) {
      inQuotes ^= row.charAt(end++) == '"';
    }
    return row.substring(0, end);
  }

  @Override
  public void flush() throws IOException {
    for (Writer file : files) {
      file.flush();
    }
  }

  /** Whoever opened the files closes them. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
