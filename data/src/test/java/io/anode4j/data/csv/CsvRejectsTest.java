package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad rows that are allowed, and the file that keeps them. */
class CsvRejectsTest {
  @TempDir Path folder;

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
    assertEquals(3, data.report().refused().count());
    assertEquals(5, data.report().rows());
    assertEquals(
        List.of(3L, 5L, 7L),
        data.report().refused().problems().stream().map(CsvProblem::line).toList());
    assertEquals(2, data.series().get("a").length());
    String kept = Files.readString(rejects, StandardCharsets.ISO_8859_1);
    List<CsvProblem> problems = data.report().refused().problems();
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
