package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.DuplicateTimes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader refuses, and how it says so. */
class CsvRefusalTest {
  @TempDir Path folder;

  private static void assertRefused(String message, CsvReader reader, byte[] bytes) {
    var refusal = assertThrows(CsvException.class, () -> load(reader, bytes));
    assertEquals(message, refusal.getMessage());
    assertEquals(message, refusal.problem().toString());
  }

  private static void assertRefused(String message, CsvReader reader, String... lines) {
    assertRefused(
        message, reader, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String message, String... lines) {
    assertRefused(message, CsvReader.detect(), lines);
  }

  @Test
  void problemsComeInParts() {
    var refusal =
        assertThrows(
            CsvException.class,
            () -> load(CsvReader.detect(), "series,time,x", "a,1,2", "a,2,abc"));
    assertEquals(
        new CsvProblem(
            "pumps.csv",
            3,
            "x",
            "'abc'",
            "a number, or an empty cell for a missing value",
            "mend the cell, or choose other columns with --channels"),
        refusal.problem());
  }

  @Test
  void textInAChannel() {
    assertRefused(
        "pumps.csv, line 3, column x: found 'abc'; expected a number, or an empty cell for a"
            + " missing value; mend the cell, or choose other columns with --channels",
        "series,time,x",
        "a,1,2",
        "a,2,abc");
    assertRefused(
        "pumps.csv, line 2, column value: found '1f'; expected a number, or an empty cell for a"
            + " missing value; mend the cell, or choose other columns with --channels",
        "series,time,channel,value",
        "a,1,x,1f");
  }

  @Test
  void longTextsAreCut() {
    var refusal =
        assertThrows(
            CsvException.class,
            () -> load(CsvReader.detect(), "time,x", "1,\"a\n" + "b".repeat(99) + "\""));
    assertEquals("'a\\n" + "b".repeat(57) + "…'", refusal.problem().found());
  }

  @Test
  void decimalCommas() {
    assertRefused(
        "pumps.csv, line 2, column x: found '1,5'; expected a number, or an empty cell for a"
            + " missing value; write decimals with a point",
        "series;time;x",
        "a;1;1,5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inf", "-inf", "+Infinity", "1e999", "-1e999"})
  void infiniteValues(String cell) {
    assertRefused(
        "pumps.csv, line 2, column x: found '"
            + cell
            + "'; expected a finite number, or an empty cell for a missing value;"
            + " mend the cell or empty it",
        "series,time,x",
        "a,1," + cell);
  }

  @Test
  void mixedTimeFormats() {
    assertRefused(
        "pumps.csv, line 3, column time: found '17'; expected an ISO-8601 date such as 2020-12-31;"
            + " mend the cell, or state how times are written with --time-format",
        "series,time,x",
        "a,2020-01-01,1",
        "a,17,2");
    assertRefused(
        "pumps.csv, line 3, column time: found '2020-01-01T00:00Z'; expected an ISO-8601 date-time"
            + " without offset such as 2020-12-31T23:59; mend the cell, or state how times are"
            + " written with --time-format",
        "series,time,x",
        "a,2020-01-01T00:00,1",
        "a,2020-01-01T00:00Z,2");
    assertRefused(
        "pumps.csv, line 3, column time: found '2020-01-01'; expected a plain number such as 12.5;"
            + " mend the cell, or state how times are written with --time-format",
        "series,time,x",
        "a,17,1",
        "a,2020-01-01,2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "inf", "soon"})
  void timesThatAreNone(String cell) {
    assertRefused(
        "pumps.csv, line 3, column time: found '"
            + cell
            + "'; expected a plain number such as 12.5; mend the cell, or state how times are"
            + " written with --time-format",
        "series,time,x",
        "a,1,1",
        "a," + cell + ",2");
  }

  @Test
  void emptyCellsWhereOneIsNeeded() {
    assertRefused(
        "pumps.csv, line 2, column time: found an empty cell; expected a plain number such as 12.5;"
            + " mend the cell, or state how times are written with --time-format",
        "series,time,x",
        "a,,1");
    assertRefused(
        "pumps.csv, line 2, column series: found an empty cell; expected the id of a series;"
            + " write the id into the cell",
        "series,time,x",
        ",1,1");
    assertRefused(
        "pumps.csv, line 2, column channel: found an empty cell; expected the name of a channel;"
            + " write it into the cell",
        "series,time,channel,value",
        "a,1,,1");
  }

  @Test
  void wrongColumnCounts() {
    assertRefused(
        "pumps.csv, line 3: found 2 cells; expected 3 as in the header; mend the row; quote texts"
            + " that contain the delimiter ','",
        "series,time,x",
        "a,1,1",
        "a,2");
    assertRefused(
        "pumps.csv, line 2: found 4 cells; expected 3 as in the header; mend the row; quote texts"
            + " that contain the delimiter ';'",
        "series;time;x",
        "a;1;1;");
  }

  @Test
  void bytesThatAreNotUtf8() {
    assertRefused(
        "pumps.csv, line 3: found byte 0xE9 at position 4 of the line; expected UTF-8 text; convert"
            + " the file, for instance: iconv -f WINDOWS-1252 -t UTF-8",
        CsvReader.detect(),
        "series,time,x\nok,1,1\ncafé,1,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(
        "pumps.csv, line 1: found byte 0xF6 at position 2 of the line; expected UTF-8 text; convert"
            + " the file, for instance: iconv -f WINDOWS-1252 -t UTF-8",
        CsvReader.detect(),
        "größe,time\n1,1\n".replace("gr", "g").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void utf16() {
    assertRefused(
        "pumps.csv: found UTF-16 text; expected UTF-8; convert it, for instance: iconv -f UTF-16 -t"
            + " UTF-8",
        CsvReader.detect(),
        "\uFEFFseries,time,x\n".getBytes(StandardCharsets.UTF_16LE));
    assertRefused(
        "pumps.csv: found UTF-16 text; expected UTF-8; convert it, for instance: iconv -f UTF-16 -t"
            + " UTF-8",
        CsvReader.detect(),
        "\uFEFFseries,time,x\n".getBytes(StandardCharsets.UTF_16BE));
  }

  @Test
  void missingHeaders() {
    String expected =
        "; expected a header line with the names of the columns; add one, such as"
            + " series,time,value";
    assertRefused(
        "pumps.csv, line 1: found data in the first line ('1,2.5')" + expected, "1,2.5", "2,3.5");
    assertRefused(
        "pumps.csv, line 1: found data in the first line ('a,2020-01-01,2.5')" + expected,
        "a,2020-01-01,2.5");
    assertRefused("pumps.csv, line 1: found data in the first line (',7')" + expected, ",7", "a,9");
  }

  @Test
  void columnsThatOccurTwice() {
    assertRefused(
        "pumps.csv, line 1: found the column 'x' twice, as column 3 and 4; expected distinct column"
            + " names; rename one of them",
        "series,time,x,x",
        "a,1,2,3");
  }

  @Test
  void noTimeColumn() {
    assertRefused(
        "pumps.csv, line 1: found the columns series, hour, x, none of them a time column; expected"
            + " one called time, timestamp, ds, date, datetime; name it with --time COL",
        "series,hour,x",
        "a,1,2");
  }

  @Test
  void severalColumnsForOneRole() {
    assertRefused(
        "pumps.csv, line 1: found the columns series and id, which could play the same role;"
            + " expected one of them; say which with --id",
        "series,id,time,x",
        "a,1,2,3");
    assertRefused(
        "pumps.csv, line 1: found the columns date and time, which could play the same role;"
            + " expected one of them; say which with --time",
        "date,time,x",
        "2020-01-01,12:00,3");
  }

  @Test
  void namedColumnsThatAreNotThere() {
    assertRefused(
        "pumps.csv, line 1: found no column 'tiem'; expected the column that --time names;"
            + " did you mean 'time'?",
        CsvReader.wide("series", "tiem"),
        "series,time,x");
    assertRefused(
        "pumps.csv, line 1: found no column 'flwo1'; expected the column that --channels names;"
            + " did you mean 'flow1'?",
        CsvReader.detect().withChannels("flwo1"),
        "series,time,other,flow1");
    assertRefused(
        "pumps.csv, line 1: found no column 'sites'; expected the column that --where names;"
            + " did you mean 'site'?",
        CsvReader.detect().where("sites", "N"),
        "series,time,x,site");
  }

  @Test
  void channelsThatAreSomethingElse() {
    String rest =
        "as a channel, though it is already in use; expected a column for each channel that is not"
            + " the id, the time or another channel; leave it out of --channels";
    assertRefused(
        "pumps.csv, line 1: found the column 'time' " + rest,
        CsvReader.detect().withChannels("time"),
        "series,time,x");
    assertRefused(
        "pumps.csv, line 1: found the column 'x' " + rest,
        CsvReader.detect().withChannels("x", "x"),
        "series,time,x");
  }

  @Test
  void noChannels() {
    assertRefused(
        "pumps.csv, line 1: found only the columns series, time, label_a; expected a column for"
            + " each channel beside id and time; check the delimiter, or name the channels with"
            + " --channels",
        "series,time,label_a",
        "a,1,2");
  }

  @Test
  void longLayoutWithoutItsColumns() {
    assertRefused(
        "pumps.csv, line 1: found the columns series, time, x, none of them a channel column;"
            + " expected one called channel, variable; name it with --channel-column COL",
        CsvReader.detect().withLayout(Layout.LONG),
        "series,time,x");
    assertRefused(
        "pumps.csv, line 1: found the columns series, time, channel, x, none of them a value"
            + " column; expected one called value, y; name it with --value-column COL",
        CsvReader.detect().withLayout(Layout.LONG),
        "series,time,channel,x");
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

  @Test
  void duplicateTimesIfAsked() {
    CsvReader strict = CsvReader.detect().withDuplicates(DuplicateTimes.REFUSE);
    String rest =
        "; expected each time of a series once, or once per channel in the long layout;"
            + " remove one of the rows, or choose how to merge them with --duplicates";
    assertRefused(
        "pumps.csv, line 5, column time: found time 2020-01-01 of series 'a' once more" + rest,
        strict,
        "series,time,x",
        "a,2020-01-01,1",
        "b,2020-01-01,1",
        "a,2020-01-02,2",
        "a,2020-01-01,3");
    assertRefused(
        "pumps.csv, line 4, column time: found time 1 of series 'a' once more" + rest,
        strict,
        "series,time,channel,value",
        "a,1,x,1",
        "a,1,y,1",
        "a,1,x,3");
    assertEquals(
        2,
        load(strict, "series,time,channel,value", "a,1,x,1", "a,1,y,1").series().observedCount());
  }

  @Test
  void conditionsThatNoRowMeets() {
    assertRefused(
        "pumps.csv: found no row that was asked for among 2; expected rows with the cells or"
            + " channels named by --where or --channels; check their spelling; there are: N, S",
        CsvReader.detect().where("site", "n"),
        "series,time,x,site",
        "a,1,2,N",
        "a,1,2,S");
  }

  @Test
  void channelsThatNoRowHas() {
    assertRefused(
        "pumps.csv: found no row that was asked for among 1; expected rows with the cells or"
            + " channels named by --where or --channels; check their spelling; there are: flow",
        CsvReader.detect().withChannels("heat"),
        "series,time,channel,value",
        "a,1,flow,2");
    assertRefused(
        "pumps.csv: found no value of channel 'flwo'; expected the channels that --channels names;"
            + " there are: other",
        CsvReader.detect().withChannels("flow", "flwo"),
        "series,time,channel,value",
        "a,1,flow,2",
        "a,1,other,2");
  }

  @Test
  void asManyBadRowsAsAllowedAreKeptWithTheReason() throws IOException {
    Path rejects = folder.resolve("rejects.csv");
    String[] rows = {
      "series,time,x\r\n",
      "a,1,2\r\n",
      "a,2,\"o\"\"o\nps\"\r\n",
      "caf\u00e9,3,3\r\n",
      "\n",
      "\"b\"x,4,4\r\n",
      "a,5,5"
    };
    byte[] bytes = String.join("", rows).getBytes(StandardCharsets.ISO_8859_1);
    CsvReader reader = CsvReader.detect().withRejects(rejects);
    CsvData data = load(reader.withMaxBadRows(3), bytes);
    assertEquals(3, data.report().refused());
    assertEquals(5, data.report().rows());
    assertEquals(
        List.of(3L, 5L, 7L), data.report().problems().stream().map(CsvProblem::line).toList());
    assertEquals(2, data.series().get("a").length());
    String kept = Files.readString(rejects, StandardCharsets.ISO_8859_1);
    List<CsvProblem> problems = data.report().problems();
    assertEquals(
        String.join(
            "",
            rows[0],
            "# line 3: " + problems.get(0).message() + "\n",
            rows[2],
            "# line 5: " + problems.get(1).message() + "\n",
            rows[3],
            "# line 7: " + problems.get(2).message() + "\n",
            rows[5]),
        kept);
    assertTrue(
        data.report()
            .toString()
            .contains(
                "refused: 3 rows, kept in " + rejects + "; first: pumps.csv, line 3, column x"));
    assertRefused(
        "pumps.csv, line 7: found text after a closing quote (refused row number 3); expected a"
            + " delimiter or the end of the line there, and at most 2 refused rows; double the"
            + " quotes inside quoted cells, or allow more with --max-bad-rows",
        reader.withMaxBadRows(2),
        bytes);
    assertEquals(kept, Files.readString(rejects, StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFileOfNothingButBadRows() {
    assertRefused(
        "pumps.csv: found no row that can be read among 1; expected at least one; mend the first"
            + " problem: pumps.csv, line 2: found 1 cells; expected 3 as in the header; mend the"
            + " row; quote texts that contain the delimiter ','",
        CsvReader.detect().withMaxBadRows(5),
        "series,time,x",
        "a");
    assertThrows(IllegalArgumentException.class, () -> CsvReader.detect().withMaxBadRows(-1));
  }

  @Test
  void rejectsThatCannotBeWritten() {
    var refusal =
        assertThrows(
            CsvException.class,
            () -> load(CsvReader.detect().withRejects(folder), "series,time,x", "a,1,2"));
    assertTrue(
        refusal.getMessage().startsWith(folder + ": found a failure to write: "),
        refusal.getMessage());
    assertTrue(
        refusal
            .getMessage()
            .endsWith("; expected a file that refused rows can be written to; name another one"));
  }
}
