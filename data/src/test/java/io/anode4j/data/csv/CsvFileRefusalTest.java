package io.anode4j.data.csv;

import static io.anode4j.data.csv.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read as text, as a zip or to their end. */
class CsvFileRefusalTest {
  @TempDir Path folder;

  @Test
  void bytesThatAreNotUtf8() {
    CsvReader strict = CsvReader.detect().with(TableOptions.defaults().strictly());
    assertRefused(
        "pumps.csv, line 3: found byte 0xE9 at position 4 of the line; expected UTF-8 text; convert"
            + " the file, for instance: iconv -f WINDOWS-1252 -t UTF-8",
        strict,
        "series,time,x\nok,1,1\ncafé,1,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(
        "pumps.csv, line 1: found byte 0xF6 at position 2 of the line; expected UTF-8 text; convert"
            + " the file, for instance: iconv -f WINDOWS-1252 -t UTF-8",
        strict,
        "größe,time\n1,1\n".replace("gr", "g").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void emptyFiles() throws IOException {
    String message =
        "pumps.csv: found an empty file; expected a header line and rows; check how it was made";
    assertRefused(message, CsvReader.detect(), new byte[0]);
    assertRefused(
        "pumps.csv: found nothing but blank lines; expected a header line and rows; check how it"
            + " was made",
        "",
        "",
        "");
    Path file = Files.createFile(folder.resolve("pumps.csv"));
    assertEquals(
        message,
        assertThrows(CsvException.class, () -> CsvReader.detect().read(file)).getMessage());
  }

  @Test
  void headersWithoutRows() {
    assertRefused(
        "pumps.csv: found a header but no rows; expected at least one row of data; check how the"
            + " file was made",
        "series,time,x");
  }

  @Test
  void filesThatAreNotThere() {
    Path missing = folder.resolve("nothing.csv");
    assertEquals(
        missing + ": found no such file; expected a CSV file; check the path and the name",
        assertThrows(CsvException.class, () -> CsvReader.detect().read(missing)).getMessage());
    assertEquals(
        folder + ": found a directory; expected a CSV file; name one of the files in it",
        assertThrows(CsvException.class, () -> CsvReader.detect().read(folder)).getMessage());
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] randomRows(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder("time,x\n");
    for (int i = 0; i < rows; i++) {
      text.append(i).append(',').append(random.nextDouble()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static CsvException refusalOf(byte[] compressed) {
    return assertThrows(
        CsvException.class,
        () -> CsvReader.detect().load("p.csv.gz", new ByteArrayInputStream(compressed)));
  }

  @Test
  void truncatedCompression() throws IOException {
    byte[] whole = gzip(randomRows(5000));
    var early = refusalOf(Arrays.copyOf(whole, 5));
    assertEquals(
        "p.csv.gz: found the end of the file inside its gzip data; expected a complete file; copy"
            + " or download it again",
        early.getMessage());
    var late = refusalOf(Arrays.copyOf(whole, whole.length / 2)).problem();
    assertEquals("the end of the file inside its gzip data", late.found());
    assertTrue(1500 < late.line() && late.line() < 3500, "line " + late.line());
    for (int cut = 1; cut < 40; cut++) {
      assertEquals(
          "the end of the file inside its gzip data",
          refusalOf(Arrays.copyOf(whole, whole.length - cut)).problem().found());
    }
  }

  @Test
  void damagedCompression() throws IOException {
    byte[] damaged = gzip(randomRows(5000));
    damaged[damaged.length - 6] ^= 1;
    assertEquals(
        "damaged or no gzip data (Corrupt GZIP trailer)", refusalOf(damaged).problem().found());
    assertEquals(
        "p.csv.gz: found damaged or no gzip data (Not in GZIP format); expected gzip data, as the"
            + " name ends in .gz; copy or download it again, or rename it if it is not compressed",
        refusalOf("time,x\n1,2\n".getBytes(StandardCharsets.UTF_8)).getMessage());
  }

  @Test
  void compressedFilesWithoutTheName() throws IOException {
    assertRefused(
        "pumps.csv: found gzip data; expected text, or a name that ends in .gz; rename it to"
            + " pumps.csv.gz",
        CsvReader.detect(),
        gzip(randomRows(3)));
  }

  @Test
  void unclosedQuotes() {
    assertRefused(
        "pumps.csv, line 3: found the end of the file inside a row that starts here; expected a"
            + " closing quote for every opening one; close the quote, or double quotes that are"
            + " part of a text",
        CsvReader.detect().withMaxBadRows(99),
        "series,time,x",
        "a,1,2",
        "\"b,1,2",
        "c,1,2");
  }

  @Test
  void quotesThatNeverCloseDoNotFillTheMemory() {
    byte[] line = "a,1,2\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
    InputStream endless =
        new InputStream() {
          private int position;
          private final byte[] start = "series,time,x\n\"b,1,2\n".getBytes(StandardCharsets.UTF_8);

          @Override
          public int read() {
            int now = position++;
            return now < start.length ? start[now] : line[now % line.length];
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
              target[i] = (byte) read();
            }
            return length;
          }
        };
    var refusal =
        assertThrows(CsvException.class, () -> CsvReader.detect().load("pumps.csv", endless));
    assertEquals(
        "16 MiB without an end of the row inside a row that starts here",
        refusal.problem().found());
    assertEquals(2, refusal.problem().line());
  }

  @Test
  void textAfterAClosingQuote() {
    assertRefused(
        "pumps.csv, line 3: found text after a closing quote; expected a delimiter or the end of"
            + " the line there; double the quotes inside quoted cells",
        "series,time,x",
        "a,1,2",
        "\"pump\" 7\",1,2");
  }

  @Test
  void readingFailures() {
    InputStream failing =
        new InputStream() {
          private int position;
          private final byte[] start = "series,time,x\na,1,2\n".getBytes(StandardCharsets.UTF_8);

          @Override
          public int read() throws IOException {
            if (position == start.length) {
              throw new IOException("the cable was pulled");
            }
            return start[position++];
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
          }
        };
    var refusal =
        assertThrows(CsvException.class, () -> CsvReader.detect().load("pumps.csv", failing));
    assertEquals(
        "pumps.csv, line 3: found a failure to read: java.io.IOException: the cable was pulled;"
            + " expected a readable file; check the disk and the permissions",
        refusal.getMessage());
  }
}
