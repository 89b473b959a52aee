package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarStepTest {
  private static final TimeFormat DATE = TimeFormat.isoDate();

  private static TimeSeries at(TimeFormat format, String... times) {
    double[] seconds = java.util.Arrays.stream(times).mapToDouble(format::parse).toArray();
    double[][] rows = new double[times.length][1];
    return TimeSeries.of("s", seconds, rows);
  }

  private static Optional<CalendarStep> of(TimeFormat format, String... times) {
    return CalendarStep.of(new SeriesSet(List.of("x"), List.of(at(format, times)), format, "t"));
  }

  @ParameterizedTest
  @CsvSource({
    "1mo, 1",
    "12mo, 12",
    "2y, 24",
    "1y6mo, 18",
    "P1M, 1",
    "p1y, 12",
    "P1Y3M, 15",
    "3MO, 3"
  })
  void readsMonthsAndYears(String text, int months) {
    assertEquals(months, CalendarStep.of(text).orElseThrow().months());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "36h", "P1D", "PT1M", "P", "", "mo", "0mo", "12", "1.5mo"})
  void leavesOtherSpansAlone(String text) {
    assertEquals(Optional.empty(), CalendarStep.of(text));
  }

  @Test
  void stepsByTheCalendar() {
    TimeSeries january = at(DATE, "2024-01-15", "2024-01-31");
    CalendarStep month = new CalendarStep(1);
    assertEquals("2024-02-29", DATE.format(month.after(january, 1, DATE)));
    assertEquals("2024-03-31", DATE.format(month.after(january, 2, DATE)));
    assertEquals("2028-01-31", DATE.format(new CalendarStep(12).after(january, 4, DATE)));
    TimeSeries ends = at(DATE, "2024-01-31", "2024-02-29");
    assertEquals("2024-03-31", DATE.format(month.after(ends, 1, DATE)));
    assertEquals("2024-04-30", DATE.format(month.after(ends, 2, DATE)));
  }

  /** Midnight in Berlin stays midnight when summer time begins. */
  @Test
  void keepsTheLocalTimeOfDay() {
    TimeFormat berlin = TimeFormat.of("2020-12-31 23:59[Europe/Berlin]");
    TimeSeries march = at(berlin, "2024-02-01 00:00", "2024-03-01 00:00");
    assertEquals(
        "2024-04-01T00:00:00+02:00", berlin.format(new CalendarStep(1).after(march, 1, berlin)));
    assertEquals(
        Optional.of(new CalendarStep(1)), of(berlin, "2024-03-01 00:00", "2024-04-01 00:00"));
  }

  @Test
  void findsTheStepOfMonthlyData() {
    assertEquals(
        Optional.of(new CalendarStep(1)), of(DATE, "2024-01-01", "2024-02-01", "2024-04-01"));
    assertEquals(
        Optional.of(new CalendarStep(3)), of(DATE, "2023-12-31", "2024-03-31", "2024-06-30"));
    assertEquals(Optional.of(new CalendarStep(12)), of(TimeFormat.of("yyyy"), "1959", "1960"));
    assertEquals(Optional.empty(), of(DATE, "2024-01-01", "2024-01-31"));
    assertEquals(Optional.empty(), of(DATE, "2024-01-01"));
    assertEquals(Optional.empty(), of(TimeFormat.number(), "1", "2"));
    assertEquals(Optional.empty(), of(TimeFormat.elapsed(), "00:00", "744:00"));
  }

  @Test
  void knowsItsGreatestLength() {
    assertEquals(31 * 86_400, new CalendarStep(1).longest());
    assertEquals(62 * 86_400, new CalendarStep(2).longest());
    assertEquals(366 * 86_400, new CalendarStep(12).longest());
    assertThrows(IllegalArgumentException.class, () -> new CalendarStep(0));
  }

  /** Of local times alone: 24 hours are 24 hours, and UTC has no clock that is changed. */
  @Test
  void daysStepByAClockThatIsChanged() {
    TimeFormat berlin = TimeFormat.of("2020-12-31 23:59").in(java.time.ZoneId.of("Europe/Berlin"));
    CalendarStep day = CalendarStep.of("1d", berlin).orElseThrow();
    assertEquals(new CalendarStep(0, 1), day);
    assertEquals(new CalendarStep(0, 9), CalendarStep.of("1w2d", berlin).orElseThrow());
    assertEquals(Optional.empty(), CalendarStep.of("24h", berlin));
    assertEquals(Optional.empty(), CalendarStep.of("1d", DATE));
    assertEquals(Optional.of(new CalendarStep(1)), CalendarStep.of("1mo", berlin));
    TimeSeries autumn = at(berlin, "2023-10-27 12:00", "2023-10-28 12:00");
    assertEquals("2023-10-29T12:00:00+01:00", berlin.format(day.after(autumn, 1, berlin)));
    assertEquals("2023-10-30T12:00:00+01:00", berlin.format(day.after(autumn, 2, berlin)));
    assertEquals(
        Optional.of(day), of(berlin, "2023-10-28 12:00", "2023-10-29 12:00", "2023-10-31 12:00"));
    assertEquals(Optional.empty(), of(berlin, "2023-10-28 12:00", "2023-10-29 11:00"));
    assertEquals(Optional.empty(), of(DATE, "2024-01-01", "2024-01-02"));
    assertEquals(86_400, day.longest());
  }
}
