package io.anode4j.data.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The records of a source, one after the other; a broken one does not end the reading. */
final class RowSource implements Closeable {
  private static final byte[] NO_BYTES = {};

  private final CsvInput input;
  private final LineFeed feed;
  private final Dialect dialect;
  private final CSVFormat format;
  private Iterator<CSVRecord> records;
  private final boolean keepsBytes;
  private int width = 8;

  /** Reads the input from its header on, or from the first row if the header is stated. */
  RowSource(CsvInput input, CsvOptions options) {
    this.input = input;
    this.keepsBytes = options.rejects != null;
    this.feed = new LineFeed(input.content(), options.refusesBadCells());
    try {
      List<String> lines = input.firstLines();
      if (options.table.skipped() > lines.size()) {
        throw new CsvException(
            CsvProblem.ofFile(
                input.name(),
                lines.size() + " lines at its beginning, where a header is looked for",
                "more than the " + options.table.skipped() + " to pass over",
                "state fewer with --skip"));
      }
      this.dialect = HeadSurvey.of(options, lines);
      feed.skip(dialect.skipped());
    } catch (IOException e) {
      throw failure(e);
    }
    boolean spaces = dialect.delimiter() == LineCells.SPACES;
    this.format =
        CSVFormat.Builder.create()
            .setDelimiter(spaces ? ' ' : dialect.delimiter())
            .setQuote('"')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    this.records = parse();
  }

  Dialect dialect() {
    return dialect;
  }

  /** Lines that were not UTF-8. */
  long foreignLines() {
    return feed.foreignLines();
  }

  private Iterator<CSVRecord> parse() {
    try {
      return CSVParser.builder().setReader(feed).setFormat(format).get().iterator();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The delimiter, in words where it is none. */
  String delimiter() {
    return dialect.delimiter() == LineCells.SPACES ? " " : String.valueOf(dialect.delimiter());
  }

  /** The next record, or null at the end. */
  @Nullable CsvRow next() {
    try {
      if (!feed.advance()) {
        return null;
      }
      if (isPlain()) {
        return plain();
      }
      return records.hasNext() ? row(unquoted(records.next().values())) : null;
    } catch (IOException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      return broken(cause != null ? cause : new IOException(e));
    } finally {
      feed.startRecord();
    }
  }

  /** Spreadsheets are kept from changing a text by {@code ="text"}. */
  private static List<String> unquoted(String[] cells) {
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      if (cell.length() > 2 && cell.startsWith("=\"") && cell.endsWith("\"")) {
        cells[i] = cell.substring(2, cell.length() - 1);
      }
    }
    return Arrays.asList(cells);
  }

  /** Most lines have no quotes and need no parser. */
  private boolean isPlain() {
    char[] line = feed.line();
    if (dialect.delimiter() == LineCells.SPACES) {
      return true;
    }
    for (int i = feed.lineStart(); i < feed.lineEnd(); i++) {
      if (line[i] == '"') {
        return false;
      }
    }
    return true;
  }

  private CsvRow plain() {
    char delimiter = dialect.delimiter();
    int from = feed.lineStart();
    int to = feed.lineEnd();
    List<String> cells =
        delimiter == LineCells.SPACES
            ? LineCells.words(new String(feed.line(), from, to - from))
            : LineCells.plain(feed.line(), from, to, delimiter, width);
    width = cells.size();
    feed.dropLine();
    return row(cells);
  }

  private CsvRow row(List<String> cells) {
    if (!feed.badBytes().isEmpty()) {
      return defect(
          feed.badBytes() + " of the line",
          "UTF-8 text",
          "convert the file, for instance: iconv -f WINDOWS-1252 -t UTF-8");
    }
    return CsvRow.of(feed.recordLine(), cells, bytes());
  }

  private CsvRow broken(IOException cause) {
    if (!(cause instanceof CSVException)) {
      throw failure(cause);
    }
    if (feed.ended()) {
      throw new CsvException(unclosedQuote("the end of the file"), cause);
    }
    CsvRow row =
        defect(
            "text after a closing quote",
            "a delimiter or the end of the line there",
            "double the quotes inside quoted cells");
    feed.dropLine();
    records = parse();
    return row;
  }

  /** The record as it stands in the file, which only a file of rejects wants. */
  private byte[] bytes() {
    return keepsBytes ? feed.recordBytes() : NO_BYTES;
  }

  private CsvRow defect(String found, String expectation, String remedy) {
    return CsvRow.broken(feed.recordLine(), bytes(), found, expectation, remedy);
  }

  private CsvException failure(IOException e) {
    if (e instanceof LineFeed.RecordTooLongException) {
      return new CsvException(
          unclosedQuote((LineFeed.LONGEST_RECORD >> 20) + " MiB without an end of the row"), e);
    }
    return CsvInput.unreadable(input.name(), feed.recordLine(), e);
  }

  private CsvProblem unclosedQuote(String found) {
    return new CsvProblem(
        input.name(),
        feed.recordLine(),
        "",
        found + " inside a row that starts here",
        "a closing quote for every opening one",
        "close the quote, or double quotes that are part of a text");
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
