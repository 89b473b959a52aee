package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anode4j.data.DuplicateTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows and cells that the reader refuses, and how it says so. */
class CsvCellRefusalTest {
  private static final CsvReader STRICT =
      CsvReader.detect().with(TableOptions.defaults().strictly());

  @Test
  void problemsComeInParts() {
    var refusal =
        assertThrows(CsvException.class, () -> load(STRICT, "series,time,x", "a,1,2", "a,2,abc"));
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
        STRICT,
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

  @ParameterizedTest
  @ValueSource(strings = {"Inf", "-inf", "+Infinity", "1e999", "-1e999"})
  void infiniteValues(String cell) {
    assertRefused(
        "pumps.csv, line 2, column x: found '"
            + cell
            + "'; expected a finite number, or an empty cell for a missing value;"
            + " mend the cell or empty it",
        STRICT,
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
  @ValueSource(strings = {"inf", "soon"})
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
}
