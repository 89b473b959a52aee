package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "36h, 129600",
    "5m, 300",
    "5min, 300",
    "90s, 90",
    "2d, 172800",
    "1w, 604800",
    "250ms, 0.25",
    "1.5H, 5400",
    "1h30m, 5400",
    "P1D, 86400",
    "PT15M, 900",
    "pt0.5s, 0.5",
    "P2W, 1209600",
    "' 1d ', 86400"
  })
  void readsDurations(String text, double seconds) {
    assertEquals(seconds, TimeSpan.parse(text, TimeFormat.isoDateTime()));
    assertEquals(seconds, TimeSpan.parse(text, TimeFormat.epochMillis()));
  }

  @Test
  void readsPlainNumbersForUndatedSeries() {
    assertEquals(12.5, TimeSpan.parse("12.5", TimeFormat.number()));
    assertEquals(1000, TimeSpan.parse("1e3", TimeFormat.number()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "h", "1y", "1mo", "P1M", "P1Y", "1h 30", "1h,30m", "5 m", "-5m", "one day", "P",
        "1hh"
      })
  void refusesWhatIsNoSpan(String text) {
    assertEquals(
        "'"
            + text
            + "' is not a time span; expected a duration such as 36h, 5m, 90s, 2d, 1w, P1D or"
            + " PT15M, or a plain number; state one of these",
        assertThrows(IllegalArgumentException.class, () -> TimeSpan.of(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3", "0h", "PT0S", "-PT5M", "PT-5M", "1e999"})
  void refusesSpansThatAreNotPositiveAndFinite(String text) {
    assertThrows(IllegalArgumentException.class, () -> TimeSpan.of(text));
  }

  @Test
  void saysWhatUndatedSeriesNeed() {
    assertEquals(
        "the time span 36h is a duration, but the series' times are plain numbers;"
            + " expected a number in the unit of those times, such as 12.5;"
            + " drop the unit, or state the time format if the times are dates",
        refusal("36h", TimeFormat.number()));
  }

  @Test
  void saysWhatDatedSeriesNeed() {
    assertEquals(
        "the time span 24 has no unit, but the series' times are dates (2020-12-31);"
            + " expected a duration such as 36h, 5m or P1D; add the unit",
        refusal("24", TimeFormat.isoDate()));
  }

  private static String refusal(String text, TimeFormat format) {
    return assertThrows(IllegalArgumentException.class, () -> TimeSpan.parse(text, format))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({"36h, 36h", "48h, 2d", "120s, 2m", "90s, 90s", "1.5s, 1.5s", "7.50, 7.5", "P1W, 7d"})
  void writesTheLargestUnitThatDivides(String text, String written) {
    assertEquals(written, TimeSpan.of(text).toString());
  }
}
