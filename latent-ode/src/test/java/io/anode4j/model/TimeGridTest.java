package io.anode4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeGridTest {
  @Test
  void timesFollowAMoment() {
    assertArrayEquals(new double[] {10.5, 11, 11.5}, TimeGrid.every(0.5).count(3).after(10));
  }

  @Test
  void durationsAreSeconds() {
    assertEquals(new TimeGrid(300, 12), TimeGrid.every(Duration.ofMinutes(5)).count(12));
    assertEquals(0.25, TimeGrid.every(Duration.ofMillis(250)).step());
  }

  @Test
  void centuriesAreSecondsToo() {
    assertEquals(400 * 365.0 * 86_400, TimeGrid.every(Duration.ofDays(400L * 365)).count(1).step());
  }

  @Test
  void aStepIsOneTimeUnlessMoreAreAsked() {
    assertArrayEquals(new double[] {3}, TimeGrid.every(1).after(2));
  }

  /** Steps are multiplied, not added up: the last of many times is exact. */
  @Test
  void roundingDoesNotAddUp() {
    double[] times = TimeGrid.every(0.1).count(1_000_000).after(0);
    assertEquals(100_000, times[999_999]);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-1, 1", "NaN, 1", "Infinity, 1", "1, 0", "1, -3"})
  void aGridWithoutStepOrTimesIsRefused(double step, int count) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new TimeGrid(step, count)).getMessage();
    assertTrue(message.contains("expected numbers above 0"), message);
  }
}
