package io.anode4j.data.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The records of a source, one after the other; a broken one does not end the reading. */
final class RowSource implements Closeable {
  private static final String DELIMITERS = ",;\t";

  private final CsvInput input;
  private final LineFeed feed;
  private final CSVFormat format;
  private final char delimiter;
  private Iterator<CSVRecord> records;

  /** Reads the input, with a delimiter or, if that is null, the most frequent of the first line. */
  RowSource(CsvInput input, @Nullable Character delimiter) {
    this.input = input;
    this.feed = new LineFeed(input.content());
    try {
      this.delimiter = delimiter != null ? delimiter : mostFrequent(feed.peekLine());
    } catch (IOException e) {
      throw failure(e);
    }
    this.format =
        CSVFormat.Builder.create()
            .setDelimiter(this.delimiter)
            .setQuote('"')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    this.records = parse();
  }

  private Iterator<CSVRecord> parse() {
    try {
      return CSVParser.builder().setReader(feed).setFormat(format).get().iterator();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static char mostFrequent(String line) {
    char best = ',';
    long most = 0;
    String unquoted = line.replaceAll("\"[^\"]*\"", "");
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char candidate = DELIMITERS.charAt(i);
      long count = unquoted.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  char delimiter() {
    return delimiter;
  }

  /** The next record, or null at the end. */
  @Nullable CsvRow next() {
    try {
      if (!records.hasNext()) {
        return null;
      }
      return row(records.next());
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      return broken(cause != null ? cause : new IOException(e));
    } finally {
      feed.startRecord();
    }
  }

  private CsvRow row(CSVRecord record) {
    if (!feed.badBytes().isEmpty()) {
      return defect(
          feed.badBytes() + " of the line",
          "UTF-8 text",
          "convert the file, for instance: iconv -f WINDOWS-1252 -t UTF-8");
    }
    return CsvRow.of(feed.recordLine(), Arrays.asList(record.values()), feed.recordBytes());
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

  private CsvRow defect(String found, String expectation, String remedy) {
    return CsvRow.broken(feed.recordLine(), feed.recordBytes(), found, expectation, remedy);
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
