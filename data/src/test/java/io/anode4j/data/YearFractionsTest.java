package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Years with fractions, which are months where they are twelfths. */
class YearFractionsTest {
  private static double start(int year, int month) {
    return LocalDate.of(year, month, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  @Test
  void twelfthsAreMonthsHoweverTheyAreRounded() {
    TimeFormat months = TimeFormat.of("decimal-months");
    for (int year = 1600; year < 2100; year += 7) {
      for (int month = 1; month <= 12; month++) {
        for (int digits = 2; digits <= 12; digits++) {
          String text = String.format(Locale.ROOT, "%." + digits + "f", year + (month - 1) / 12.0);
          assertEquals(start(year, month), months.parse(text), text);
        }
        assertEquals(start(year, month), months.parse(months.format(start(year, month))));
      }
    }
  }

  @Test
  void otherFractionsAreSoMuchOfTheirYear() {
    TimeFormat years = TimeFormat.of("decimal-years");
    assertEquals(start(2019, 1) + 182.5 * 86_400, years.parse("2019.5"));
    assertEquals(start(2020, 7), years.parse("2020.49726775956284"), 1e-3);
    SplittableRandom random = new SplittableRandom(4);
    double before = Double.NEGATIVE_INFINITY;
    for (double year = 1500; year < 2199; year += random.nextDouble()) {
      double time = years.parse(Double.toString(year));
      assertTrue(time > before, () -> "not later");
      assertEquals(time, years.parse(years.format(time)), 0.05);
      before = time;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "time, 1960 1960.25 1960.5 1960.75, decimal-months",
    "time, 1949 1949.083 1949.167 1949.25, decimal-months",
    "Time, 1993.0417 1993.1250 1993.2083 1993.2917, decimal-years",
    "Decimal Date, 1958.2027 1958.2877 1958.3699, decimal-years",
    "Year, 2001.5 2002.5 2003.5, decimal-months",
    "time, 1871 1872 1873 1874, yyyy",
    "Year, 1610 1620 1630, yyyy",
    "Date, 1871.01 1871.02 1871.09 1871.1 1871.11 1871.12 1872.01, year.month",
    "Month, 2019.10 2019.11 2019.12, year.month",
    "time, 1970 1970.01923 1970.03846 1970.05769, decimal-years",
    "time, 2001.0000 2001.0027 2001.0055 2001.0082, decimal-years",
    "time, 1949.00 1949.08 1949.17 1949.25 1949.33 1949.42 1949.50, decimal-months",
    "Date, 1958.20 1958.29 1958.37 1958.45, decimal-years",
    "date, 1990.8 1990.9 1990.10 1990.11 1990.12 1991.1, yyyy.M",
    "time, 1990.1 1990.2 1990.3 1990.4 1990.5 1990.6 1990.7 1990.8 1990.9 1990.10 1990.11 1990.12 1991.1, yyyy.M",
    "time, 1871.01 1871.02 1871.03 1871.04 1871.05 1871.06 1871.07 1871.08 1871.09 1871.10 1871.11 1871.12 1872.01, year.month",
    "year, 1990.1 1990.2 1990.3 1990.4, decimal-years",
    // seconds, levels and counts stay what they are
    "time, 1650.01 1650.02 1650.03 1650.04, number",
    "time, 1650.00 1650.08 1650.16 1650.24 1650.32, number",
    "time, 1990.1 1990.2 1990.10 1990.3 1990.4, number",
    "time, 1800 1860 1920 1980, number",
    "time, 1700 1702 1704 1706, number",
    "depth, 1700 1700.25 1700.5 1700.75, number",
    "time, 2199 2200 2201 2202, number",
    "time, 1999.5 1999.25 1999 1998.75, number"
  })
  void areFoundByNameAndNumbers(String column, String cells, String format) {
    assertEquals(format, TimeFormat.detect(List.of(cells.split(" ")), column).name());
  }

  @Test
  void monthsBehindAPoint() {
    TimeFormat months = TimeFormat.of("year.month");
    for (int year = 1871; year < 2030; year++) {
      for (int month = 1; month <= 12; month++) {
        double number = (year * 100 + month) / 100.0; // 1871.1 is October
        assertEquals(start(year, month), months.parse(Double.toString(number)));
        assertEquals(start(year, month), months.parse(months.format(start(year, month))));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> months.parse("1871.13"));
    assertThrows(IllegalArgumentException.class, () -> months.parse("x"));
  }

  @Test
  void textsAreRefused() {
    TimeFormat years = TimeFormat.of("decimal-years");
    for (String text : List.of("", "x", "2020-01", "1e99", "NaN")) {
      assertThrows(IllegalArgumentException.class, () -> years.parse(text), text);
    }
    assertTrue(years.isDated());
    assertFalse(years.description().isEmpty());
  }
}
