package io.anode4j.data.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a source, decompressed by its name, digested on the way. */
final class CsvInput implements Closeable {
  private static final int BUFFER = 1 << 16;

  /** So much of the text is looked at before it is read. */
  private static final int HEAD = 1 << 16;

  private final String name;
  private final MessageDigest digest;
  private final CountingStream raw;
  private final HeadFirst content;

  private CsvInput(String name, InputStream in) throws IOException {
    this.name = name;
    this.digest = sha256Digest();
    this.raw = new CountingStream(new DigestInputStream(in, digest));
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    boolean compressed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
    refuseOtherKinds(buffered, compressed);
    InputStream plain = compressed ? new GZIPInputStream(buffered, BUFFER) : buffered;
    this.content = new HeadFirst(TextBytes.utf8(name, plain), HEAD);
  }

  static CsvInput open(Path path) {
    String name = String.valueOf(path.getFileName());
    if (!Files.exists(path)) {
      throw new CsvException(
          CsvProblem.ofFile(
              path.toString(), "no such file", "a CSV file", "check the path and the name"));
    }
    if (Files.isDirectory(path)) {
      throw new CsvException(
          CsvProblem.ofFile(
              path.toString(), "a directory", "a CSV file", "name one of the files in it"));
    }
    try {
      InputStream in = Files.newInputStream(path);
      try {
        return of(name, in);
      } catch (RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(name, 0, e);
    }
  }

  static CsvInput of(String name, InputStream in) {
    try {
      return new CsvInput(name, in);
    } catch (IOException e) {
      throw unreadable(name, 0, e);
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256; this one has not", e);
    }
  }

  private void refuseOtherKinds(InputStream in, boolean compressed) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    if (first < 0) {
      throw new CsvException(
          CsvProblem.ofFile(
              name, "an empty file", "a header line and rows", "check how it was made"));
    }
    if (!compressed && first == 0x1F && second == 0x8B) {
      throw new CsvException(
          CsvProblem.ofFile(
              name,
              "gzip data",
              "text, or a name that ends in .gz",
              "rename it to " + name + ".gz"));
    }
  }

  /** What an I/O failure at a line means to the user; line 0 if it is not known. */
  static CsvException unreadable(String name, long line, IOException e) {
    if (e instanceof EOFException) {
      return new CsvException(
          new CsvProblem(
              name,
              line,
              "",
              "the end of the file inside its gzip data",
              "a complete file",
              "copy or download it again"),
          e);
    }
    if (e instanceof ZipException) {
      return new CsvException(
          new CsvProblem(
              name,
              line,
              "",
              "damaged or no gzip data (" + e.getMessage() + ")",
              "gzip data, as the name ends in .gz",
              "copy or download it again, or rename it if it is not compressed"),
          e);
    }
    return new CsvException(
        new CsvProblem(
            name,
            line,
            "",
            "a failure to read: " + e,
            "a readable file",
            "check the disk and the permissions"),
        e);
  }

  String name() {
    return name;
  }

  InputStream content() {
    return content;
  }

  /** The first lines, which will still be read; a last one that is cut is not among them. */
  List<String> firstLines() {
    String text = new String(content.head(), StandardCharsets.UTF_8);
    List<String> lines = text.replace("\uFEFF", "").lines().toList();
    return content.head().length < HEAD || lines.size() < 2
        ? lines
        : lines.subList(0, lines.size() - 1);
  }

  /** Reads what the decompression left over, so that the digest is the whole file's. */
  void drain() throws IOException {
    byte[] rest = new byte[BUFFER];
    while (raw.read(rest, 0, rest.length) >= 0) {
      // Only the digest wants these bytes.
    }
  }

  /** The digest of the bytes read so far. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  long bytes() {
    return raw.count;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
