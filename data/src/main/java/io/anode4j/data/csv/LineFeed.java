package io.anode4j.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Hands a file to the CSV parser line by line.
 *
 * <p>The parser gets no line before it has used up the one before. So when it has completed a
 * record, what was handed out since is exactly that record: its bytes as they were, its first line
 * number, and whether they were UTF-8. Line ends become {@code \n}; a byte order mark is left out.
 */
final class LineFeed extends Reader {
  /** A longer record has lost its closing quote. */
  static final int LONGEST_RECORD = 1 << 24;

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  private byte[] record = new byte[256];
  private int recordLength;
  private long recordLine;
  private int linesInRecord;
  private String badBytes = "";

  private char[] line = new char[256];
  private int linePosition;
  private int lineLength;
  private boolean ended;

  /** Lines that were read as Windows-1252, because they are not UTF-8. */
  private long foreignLines;

  private final boolean strict;

  /** A feed; if strict, what is not UTF-8 is bad, else it is the text of older Windows programs. */
  LineFeed(InputStream in, boolean strict) {
    this.in = in;
    this.strict = strict;
    this.recordLine = 1;
  }

  /** Starts a new record: forgets the lines handed out so far. */
  void startRecord() {
    recordLine += linesInRecord;
    linesInRecord = 0;
    recordLength = 0;
    badBytes = "";
  }

  /** The number of the record's first line that is not blank, from 1. */
  long recordLine() {
    int blank = 0;
    for (int i = 0; i < recordStart(); i++) {
      boolean second = i > 0 && record[i] == '\n' && record[i - 1] == '\r';
      blank += second ? 0 : 1;
    }
    return recordLine + blank;
  }

  /** The bytes of the record as they are in the file, without blank lines before it. */
  byte[] recordBytes() {
    return Arrays.copyOfRange(record, recordStart(), recordLength);
  }

  private int recordStart() {
    int start = 0;
    while (start < recordLength && (record[start] == '\n' || record[start] == '\r')) {
      start++;
    }
    return start;
  }

  /** What is not UTF-8 in the record, empty if all is. */
  String badBytes() {
    return badBytes;
  }

  /** Whether the parser asked for more than there is. */
  boolean ended() {
    return ended;
  }

  /** How many lines so far were not UTF-8 and taken for Windows-1252. */
  long foreignLines() {
    return foreignLines;
  }

  /** Leaves out so many lines. */
  void skip(int lines) throws IOException {
    for (int i = 0; i < lines && nextLine(); i++) {
      dropLine();
      startRecord();
    }
  }

  /**
   * Moves to the next line that is not empty, unless the parser has one already.
   *
   * @return false at the end
   */
  boolean advance() throws IOException {
    while (lineLength - linePosition <= 1) {
      if (!nextLine()) {
        return false;
      }
    }
    return true;
  }

  /** The characters of the present line; from {@link #lineStart} to {@link #lineEnd}. */
  char[] line() {
    return line;
  }

  int lineStart() {
    return linePosition;
  }

  /** Where the present line ends, before its line break. */
  int lineEnd() {
    return lineLength - 1;
  }

  /** Leaves out what the parser has not yet taken of the present line. */
  void dropLine() {
    linePosition = lineLength;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (linePosition == lineLength && !nextLine()) {
      ended = true;
      return -1;
    }
    int count = Math.min(length, lineLength - linePosition);
    System.arraycopy(line, linePosition, target, offset, count);
    linePosition += count;
    return count;
  }

  private boolean nextLine() throws IOException {
    int start = recordLength;
    int end = readBytes();
    if (recordLength == start) {
      return false;
    }
    boolean first = recordLine == 1 && linesInRecord == 0;
    linesInRecord++;
    int from = first && startsWithMark(start) ? start + UTF8_MARK.length : start;
    decode(from, end);
    return true;
  }

  private boolean startsWithMark(int start) {
    return recordLength - start >= UTF8_MARK.length
        && Arrays.equals(record, start, start + UTF8_MARK.length, UTF8_MARK, 0, UTF8_MARK.length);
  }

  /** Adds a line and its end to the record; the result is where its end of line begins. */
  private int readBytes() throws IOException {
    while (position < limit || fill()) {
      int start = position;
      int at = start;
      while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      append(start, at);
      position = at;
      if (at < limit) {
        int end = recordLength;
        append(at, at + 1);
        position++;
        boolean two =
            buffer[at] == '\r' && (position < limit || fill()) && buffer[position] == '\n';
        if (two) {
          append(position, position + 1);
          position++;
        }
        return end;
      }
    }
    return recordLength;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private void append(int from, int to) throws IOException {
    int length = to - from;
    if (length > LONGEST_RECORD - recordLength) {
      throw new RecordTooLongException();
    }
    if (recordLength + length > record.length) {
      record = Arrays.copyOf(record, Math.max(2 * record.length, recordLength + length));
    }
    System.arraycopy(buffer, from, record, recordLength, length);
    recordLength += length;
  }

  private void decode(int from, int end) {
    int needed = end - from + 1;
    if (line.length < needed) {
      line = new char[Integer.highestOneBit(needed) * 2];
    }
    lineLength = 0;
    linePosition = 0;
    int i = from;
    while (i < end && record[i] >= 0) {
      line[lineLength++] = (char) record[i++];
    }
    if (i < end) {
      decodeBeyondAscii(from, i, end);
    }
    line[lineLength++] = '\n';
  }

  private void decodeBeyondAscii(int lineStart, int from, int end) {
    ByteBuffer bytes = ByteBuffer.wrap(record, from, end - from);
    CharBuffer chars = CharBuffer.wrap(line, lineLength, line.length - lineLength);
    decoder.reset();
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, true);
      if (!result.isError()) {
        break;
      }
      if (!strict) {
        decodeForeign(lineStart, end);
        return;
      }
      if (badBytes.isEmpty()) {
        int at = bytes.position();
        badBytes = "byte 0x%02X at position %d".formatted(record[at], at - lineStart + 1);
      }
      bytes.position(bytes.position() + result.length());
      chars.put('\uFFFD');
    }
    lineLength = chars.position();
  }

  private void decodeForeign(int from, int end) {
    foreignLines++;
    CharBuffer chars = WINDOWS.decode(ByteBuffer.wrap(record, from, end - from));
    lineLength = chars.remaining();
    chars.get(line, 0, lineLength);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A record that exceeds {@link #LONGEST_RECORD}. */
  static final class RecordTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    RecordTooLongException() {
      super("no end of record within " + LONGEST_RECORD + " bytes");
    }
  }
}
