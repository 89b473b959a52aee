package io.anode4j.data.csv;

import static io.anode4j.data.csv.Refusals.assertRefused;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.TimeFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weeks, months, quarters and days of a year, as programs and people write them. */
class DateFormsTest {
  /** Two cells that follow each other, what the second is, and what format writes it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date | Q1/92 | Q2/92 | 1992-04-01 | 'Q'Q/yy",
        "date | Q4 99 | Q1 00 | 2000-01-01 | 'Q'Q yy",
        "date | 1Q92 | 2Q92 | 1992-04-01 | Q'Q'yy",
        "date | 3Q 2019 | 4Q 2019 | 2019-10-01 | Q'Q' yyyy",
        "date | q3-2019 | q4-2019 | 2019-10-01 | 'q'Q-yyyy",
        "date | 1992q1 | 1992q2 | 1992-04-01 | yyyy'q'Q",
        "date | 2020m1 | 2020m2 | 2020-02-01 | yyyy'm'MM",
        "date | 2020M09 | 2020M10 | 2020-10-01 | yyyy'M'MM",
        "date | 2015w1 | 2015w2 | 2015-01-05 | YYYY'w'ww",
        "date | 2015w9 | 2015w10 | 2015-03-02 | YYYY'w'ww",
        "date | 2010年1月 | 2010年2月 | 2010-02-01 | yyyy'年'MM'月'",
        "date | 2010年1月9日 | 2010年1月10日 | 2010-01-10 | yyyy'年'MM'月'dd'日'",
        "date | 92-Jan | 92-Feb | 1992-02-01 | yy-MMM",
        "date | 99-Dec | 00-Jan | 2000-01-01 | yy-MMM",
        "date | 2020031 | 2020032 | 2020-02-01 | yyyyDDD",
        "week | 201553 | 201601 | 2016-01-04 | YYYYww",
        "YearWeek | 201501 | 201502 | 2015-01-05 | YYYYww",
        "quarter | 1992.3 | 1992.4 | 1992-10-01 | yyyy.Q",
        "quarter | 19923 | 19924 | 1992-10-01 | yyyyQ",
        "qtr | Q3 2019 | Q4 2019 | 2019-10-01 | 'Q'Q yyyy"
      })
  void formsAreRead(String column, String first, String second, String day, String format) {
    CsvData data = read(column + ",v", first + ",1", second + ",2");
    assertEquals(at(day + "T00:00:00Z"), only(data).lastTime());
    TimeFormat found = data.series().timeFormat();
    assertEquals(format, found.name());
    assertEquals(at(day + "T00:00:00Z"), found.parse(found.format(only(data).lastTime())));
  }

  /** What looks like them without being named so, or fits in part only. */
  @ParameterizedTest
  @CsvSource({"t, 201501, 201502", "time, 2020031, 2020032", "t, 19923, 19924"})
  void numbersOfOtherNamesStay(String column, String first, String second) {
    CsvData data = read(column + ",v", first + ",1", second + ",2");
    assertEquals(TimeFormat.number(), data.series().timeFormat());
  }

  /** A first number that may be a day leaves a date without its year; others say nothing. */
  @ParameterizedTest
  @CsvSource({"05-Jan, 06-Jan", "soon, later"})
  void unknownFormsAreRefusedByWhatTheyAre(String first, String second) {
    assertRefused(
        "pumps.csv, column date: found times such as '"
            + first
            + "'; expected numbers, or dates in a form that is known, such as 2020-12-31 23:59 or"
            + " 31.12.2020; state how they are written with --time-format, such as 'dd/MMM/yy', or"
            + " name another column with --time",
        "date,v",
        first + ",1",
        second + ",2");
  }
}
