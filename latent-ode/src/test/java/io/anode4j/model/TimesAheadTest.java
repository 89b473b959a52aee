package io.anode4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import org.junit.jupiter.api.Test;

class TimesAheadTest {
  private static final TimeFormat DATES = TimeFormat.isoDateTime();

  private static TimeSeries endingAt(double time) {
    return TimeSeries.of("a", new double[] {time}, new double[][] {{1}});
  }

  @Test
  void stepsReachTheHorizon() {
    TimesAhead ahead = TimesAhead.of("0.3", "0.1", TimeFormat.number());
    assertEquals(3, ahead.of(endingAt(1)).length);
    assertArrayEquals(
        new double[] {4600, 8200}, TimesAhead.of("150m", "1h", DATES).of(endingAt(1000)));
  }

  @Test
  void theHorizonAloneIsOneTime() {
    assertArrayEquals(
        new double[] {12.5}, TimesAhead.of("2.5", "2.5", TimeFormat.number()).of(endingAt(10)));
  }

  /** 31 January 2024, then the last days of February and March. */
  @Test
  void monthsStepByTheCalendar() {
    double[] times =
        TimesAhead.of("2mo", "1mo", DATES).of(endingAt(DATES.parse("2024-01-31T06:00:00")));
    assertArrayEquals(
        new double[] {DATES.parse("2024-02-29T06:00:00"), DATES.parse("2024-03-31T06:00:00")},
        times);
    assertEquals(31 * 86_400, TimesAhead.span("1mo", DATES));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    String found =
        assertThrows(IllegalArgumentException.class, () -> TimesAhead.of("1h", "2h", DATES))
            .getMessage();
    assertTrue(found.contains("a step of 2h is beyond the horizon of 1h"), found);
    assertThrows(IllegalArgumentException.class, () -> TimesAhead.span("1h", TimeFormat.number()));
    assertThrows(IllegalArgumentException.class, () -> TimesAhead.span("5", DATES));
  }
}
