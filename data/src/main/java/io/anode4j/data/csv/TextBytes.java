package io.anode4j.data.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.input.ReaderInputStream;

/** Text as UTF-8, out of a zip or UTF-16. */
final class TextBytes {
  private TextBytes() {}

  /**
   * The bytes of a text in UTF-8.
   *
   * @param name the source's, for messages
   * @param in text in UTF-8, or UTF-16 with its mark, or a zip with one file of these
   */
  static InputStream utf8(String name, InputStream in) throws IOException {
    PushbackInputStream marked = new PushbackInputStream(in, 2);
    int mark = firstTwo(marked);
    if (mark == 0x504B) {
      return utf8(name, new OnlyEntry(name, new ZipInputStream(marked)));
    }
    if (mark == 0xFFFE || mark == 0xFEFF) {
      return ReaderInputStream.builder()
          .setReader(new InputStreamReader(marked, StandardCharsets.UTF_16))
          .setCharset(StandardCharsets.UTF_8)
          .get();
    }
    return marked;
  }

  private static int firstTwo(PushbackInputStream in) throws IOException {
    byte[] two = in.readNBytes(2);
    in.unread(two);
    return two.length < 2 ? 0 : (two[0] & 0xFF) << 8 | (two[1] & 0xFF);
  }

  /** The only file of a zip; whoever reads to its end is told if there is another. */
  private static final class OnlyEntry extends FilterInputStream {
    private final String name;
    private final ZipInputStream zip;
    private final String entry;

    OnlyEntry(String name, ZipInputStream zip) throws IOException {
      super(zip);
      this.name = name;
      this.zip = zip;
      this.entry = nextFile();
      if (entry.isEmpty()) {
        throw new CsvException(
            CsvProblem.ofFile(name, "a zip without a file", "one CSV file", "check the zip"));
      }
    }

    private String nextFile() throws IOException {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        if (!next.isDirectory() && !next.getName().startsWith("__MACOSX")) {
          return next.getName();
        }
      }
      return "";
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      return next < 0 ? refuseOthers() : next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      return read < 0 ? refuseOthers() : read;
    }

    private int refuseOthers() throws IOException {
      String other = nextFile();
      if (!other.isEmpty()) {
        throw new CsvException(
            CsvProblem.ofFile(
                name,
                "a zip with several files, " + entry + " and " + other,
                "one CSV file",
                "unpack it and name the files"));
      }
      return -1;
    }
  }
}
