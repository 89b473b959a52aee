package io.anode4j.data.csv;

import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Year;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The midnight that ends a year, in tables of the day of the year and its hour. */
class YearEndsTest {
  private static final String SAID =
      "1 times at 00:00 after the last day of a year begin the next year";

  /** Both ways to write it, of every year, whether its days are 365 or 366. */
  @Test
  void anyYearEndsInTheNext() {
    for (int year = 1950; year < 2070; year++) {
      int days = Year.of(year).length();
      double next = at((year + 1) + "-01-01T00:00:00Z");
      String before = "%d,%d,23,1".formatted(year, days);
      CsvData day = read("Year,DoY,Hour,v", before, "%d,%d,0,2".formatted(year, days + 1));
      assertEquals(next, only(day).lastTime());
      assertEquals(next - 3600, only(day).firstTime());
      assertNoted(SAID, day);
      CsvData hour = read("Year,DoY,Hour,v", before, "%d,%d,24,2".formatted(year, days));
      assertEquals(next, only(hour).lastTime());
      assertFalse(hour.report().notes().contains(SAID));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 366, 0", "23.5, 365, 24"})
  void fractionsOfHoursDoNotMatter(String before, String day, String hour) {
    CsvData data =
        read("Year,DoY,Hour,v", "1998,365," + before + ",1", "1998," + day + "," + hour + ",2");
    assertEquals(at("1999-01-01T00:00:00Z"), only(data).lastTime());
  }

  /** Another hour, or no hour at all, is of a day that is none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Year,DoY,Hour | 1998,365,23 | 1998,366,1",
        "Year,DoY,Hour | 1998,365,23 | 1998,366,24",
        "Year,DoY,Hour | 1998,365,23 | 1998,367,0",
        "Year,DoY,Hour | 2000,366,23 | 2000,367,1",
        "Year,DoY | 1998,365 | 1998,366"
      })
  void otherDaysAreRefused(String names, String last, String beyond) {
    String[] lines = {names + ",v", last + ",1", beyond + ",2"};
    String message = assertThrows(CsvException.class, () -> read(lines)).getMessage();
    assertTrue(message.contains("line 3, column " + names.replace(',', '+')), message);
  }
}
