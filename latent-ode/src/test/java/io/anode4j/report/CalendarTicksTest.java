package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Ticks;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTicksTest {
  private static double at(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }

  private static List<String> labels(String from, String to, int most) {
    return CalendarTicks.of(at(from), at(to), most).marks().stream()
        .map(t -> t.context().isEmpty() ? t.label() : t.label() + " | " + t.context())
        .toList();
  }

  @Test
  void hoursCarryTheDayWhereItChanges() {
    assertEquals(
        List.of("12:00 | 3 May 2021", "18:00", "00:00 | 4 May 2021", "06:00"),
        labels("2021-05-03T08:00:00Z", "2021-05-04T11:59:59Z", 5));
  }

  @Test
  void minutesAndSecondsDivideTheHour() {
    assertEquals(
        List.of("08:00 | 3 May 2021", "08:15", "08:30", "08:45", "09:00"),
        labels("2021-05-03T08:00:00Z", "2021-05-03T09:00:00Z", 5));
    assertEquals(
        List.of("08:00:00 | 3 May 2021", "08:00:30", "08:01:00"),
        labels("2021-05-03T07:59:59Z", "2021-05-03T08:01:10Z", 4));
    assertEquals(
        List.of("08:00:00.200 | 3 May 2021", "08:00:00.400", "08:00:00.600"),
        labels("2021-05-03T08:00:00.150Z", "2021-05-03T08:00:00.700Z", 4));
  }

  @Test
  void daysAndWeeksCarryTheYear() {
    assertEquals(
        List.of("30 Dec | 2020", "31 Dec", "1 Jan | 2021", "2 Jan"),
        labels("2020-12-29T12:00:00Z", "2021-01-02T12:00:00Z", 5));
    // Mondays all of them.
    assertEquals(
        List.of("3 May | 2021", "10 May", "17 May", "24 May"),
        labels("2021-05-01T00:00:00Z", "2021-05-29T00:00:00Z", 6));
  }

  @Test
  void monthsAndYearsBeginOnTheFirst() {
    assertEquals(
        List.of("Oct | 2020", "Jan | 2021", "Apr", "Jul"),
        labels("2020-09-15T00:00:00Z", "2021-08-01T00:00:00Z", 5));
    assertEquals(
        List.of("1960", "1980", "2000", "2020"),
        labels("1958-03-29T00:00:00Z", "2021-12-29T00:00:00Z", 5));
  }

  /** From milliseconds to ages: few ticks, ascending, inside, no two alike in a row. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 2, 40, 700, 5e3, 4e4, 3e5, 2e6, 1e7, 8e7, 6e8, 1e10, 1e11})
  void holdsForAnySpan(double span) {
    for (int k = 0; k < 40; k++) {
      double low = -2e9 + k * 1.234567e8;
      List<Ticks.Tick> ticks = CalendarTicks.of(low, low + span, 7).marks();
      assertTrue(ticks.size() >= 1 && ticks.size() <= 8, () -> span + " " + ticks);
      assertFalse(span < 1e11 && ticks.get(0).label().isEmpty());
      for (int i = 0; i < ticks.size(); i++) {
        double value = ticks.get(i).value();
        assertTrue(value >= low - 1e-3 && value <= low + span + 1e-3, () -> "" + ticks);
        assertTrue(i == 0 || value > ticks.get(i - 1).value(), () -> "" + ticks);
      }
    }
  }

  @Test
  void refusesWhatNoCalendarHolds() {
    assertFalse(CalendarTicks.covers(0, 1e15));
    assertFalse(CalendarTicks.covers(-1e15, 0));
    assertFalse(CalendarTicks.covers(5, 5.001));
    assertTrue(CalendarTicks.covers(0, 1e9));
  }

  @Test
  void saysMomentsAsExactlyAsItMatters() {
    double time = at("2021-05-03T14:05:06.789Z");
    assertEquals("3 May 2021", CalendarTicks.moment(time, 1e9));
    assertEquals("3 May 2021 14:05", CalendarTicks.moment(time, 1e5));
    assertEquals("3 May 2021 14:05:06", CalendarTicks.moment(time, 100));
    assertEquals("3 May 2021 14:05:06.789", CalendarTicks.moment(time, 1));
    assertEquals("3 May 2021", CalendarTicks.moment(at("2021-05-03T00:00:00Z"), 1e5));
    assertEquals("3 May 2021 00:00:07", CalendarTicks.moment(at("2021-05-03T00:00:07Z"), 100));
  }

  @Test
  void wordsFallBackToNumbers() {
    assertEquals("150.2", TimeWords.moment(150.2345, 99, false));
    assertEquals("0", TimeWords.moment(0, 99, false));
    assertEquals("7.5", TimeWords.moment(7.5, 0, false));
    assertEquals("1×10¹⁵", TimeWords.moment(1e15, 0, true));
    assertEquals("3 May 2021", TimeWords.moment(at("2021-05-03T00:00:00Z"), 1e5, true));
    assertEquals("0", TimeWords.ticks(0, 10, 3, false).marks().get(0).label());
    assertEquals("1970", TimeWords.ticks(0, 1e9, 5, true).marks().get(0).label());
    assertEquals("×10¹⁵", TimeWords.ticks(0, 4e15, 5, true).note());
  }
}
