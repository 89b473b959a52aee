package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesTest {
  private static final double NAN = Double.NaN;

  private static TimeSeries pump() {
    return TimeSeries.of(
        "p7",
        new double[] {-1, 0.5, 2, 7},
        new double[][] {{1, NAN}, {NAN, NAN}, {3, 4}, {NAN, 6}});
  }

  @Test
  void holdsTimesValuesAndHoles() {
    TimeSeries series = pump();
    assertEquals("p7", series.id());
    assertEquals(4, series.length());
    assertEquals(2, series.channels());
    assertArrayEquals(new double[] {-1, 0.5, 2, 7}, series.times());
    assertEquals(4, series.value(2, 1));
    assertTrue(series.isObserved(0, 0));
    assertFalse(series.isObserved(0, 1));
    assertTrue(Double.isNaN(series.value(0, 1)));
    assertArrayEquals(new double[] {NAN, 6}, series.row(3));
    assertEquals(4, series.observedCount());
    assertEquals(2, series.observedCount(1));
    assertEquals(-1, series.firstTime());
    assertEquals(7, series.lastTime());
  }

  @Test
  void isNotChangedThroughTheArraysItWasMadeFromOrGaveOut() {
    double[] times = {1, 2};
    double[][] values = {{10}, {20}};
    TimeSeries series = TimeSeries.of("a", times, values);
    times[0] = 99;
    values[0][0] = 99;
    series.times()[1] = 99;
    series.row(1)[0] = 99;
    assertArrayEquals(new double[] {1, 2}, series.times());
    assertEquals(10, series.value(0, 0));
    assertEquals(20, series.value(1, 0));
  }

  @Test
  void cutsAtATimeWithTheTimeItselfBelongingToThePast() {
    TimeSeries series = pump();
    assertEquals(2, series.countUntil(0.5));
    assertArrayEquals(new double[] {-1, 0.5}, series.until(0.5).times());
    assertArrayEquals(new double[] {2, 7}, series.after(0.5).times());
    assertEquals(0, series.until(-1.1).length());
    assertEquals(4, series.until(1e9).length());
    assertEquals(0, series.after(7).length());
    assertEquals(4, series.countUntil(Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> series.countUntil(NAN));
  }

  @Test
  void slicesOfSlicesKeepTheirOwnRowNumbers() {
    TimeSeries part = pump().slice(1, 4).slice(1, 3);
    assertArrayEquals(new double[] {2, 7}, part.times());
    assertEquals(6, part.value(1, 1));
    assertEquals(3, part.observedCount());
    assertEquals(1, part.countUntil(2));
    assertThrows(IndexOutOfBoundsException.class, () -> part.value(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> part.time(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> part.value(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> part.slice(0, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 4095, 4096, 4097, 70_000})
  void keepsEveryRowWhateverTheLength(int length) {
    int channels = 13;
    double[] times = new double[length];
    double[][] values = new double[length][channels];
    for (int i = 0; i < length; i++) {
      times[i] = i * 0.25;
      for (int c = 0; c < channels; c++) {
        values[i][c] = i * 1000.0 + c;
      }
    }
    TimeSeries series = TimeSeries.of("long", times, values);
    assertEquals(length, series.length());
    assertArrayEquals(times, series.times());
    for (int i = 0; i < length; i++) {
      assertEquals(i * 1000.0 + 12, series.value(i, 12));
      assertEquals(i + 1, series.countUntil(times[i]));
    }
    assertEquals(length * channels, series.observedCount());
  }

  @Test
  void emptySeriesHaveNoFirstTime() {
    TimeSeries series = TimeSeries.empty("none", 3);
    assertEquals(0, series.length());
    assertEquals(3, series.channels());
    assertEquals(0, series.observedCount());
    assertEquals(0, series.until(5).length());
    var first = assertThrows(NoSuchElementException.class, series::firstTime);
    assertTrue(first.getMessage().contains("series 'none' is empty"), first.getMessage());
    assertThrows(NoSuchElementException.class, series::lastTime);
    assertEquals(0, TimeSeries.of("none", new double[0], new double[0][]).channels());
  }

  @Test
  void refusesWhatIsNotASeries() {
    assertRefused("has 2 times but 1 rows", new double[] {1, 2}, new double[][] {{1}});
    assertRefused(
        "has 2 values in row 1; expected 1", new double[] {1, 2}, new double[][] {{1}, {1, 2}});
    assertRefused("time 1.0 in row 1 after 1.0", new double[] {1, 1}, new double[][] {{1}, {2}});
    assertRefused("time 0.0 in row 1 after 1.0", new double[] {1, 0}, new double[][] {{1}, {2}});
    assertRefused("time NaN in row 0", new double[] {NAN}, new double[][] {{1}});
    assertRefused(
        "time Infinity in row 0", new double[] {Double.POSITIVE_INFINITY}, new double[][] {{1}});
    assertRefused(
        "value -Infinity at time 1.0 in channel 1",
        new double[] {1},
        new double[][] {{1, Double.NEGATIVE_INFINITY}});
  }

  private static void assertRefused(String found, double[] times, double[][] values) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> TimeSeries.of("s", times, values));
    assertTrue(refusal.getMessage().startsWith("series 's' has "), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("; expected"), refusal.getMessage());
  }

  @Test
  void equalsByContent() {
    TimeSeries whole = pump();
    TimeSeries again =
        TimeSeries.of("p7", new double[] {0.5, 2}, new double[][] {{NAN, NAN}, {3, 4}});
    assertEquals(again, whole.slice(1, 3));
    assertEquals(again.hashCode(), whole.slice(1, 3).hashCode());
    assertNotEquals(again, whole.slice(0, 2));
    assertNotEquals(again, whole);
    assertNotEquals(again, again.withId("p8"));
    assertNotEquals(
        again, TimeSeries.of("p7", new double[] {0.5, 2}, new double[][] {{NAN, NAN}, {3, NAN}}));
    assertNotEquals(TimeSeries.empty("e", 1), TimeSeries.empty("e", 2));
    assertNotEquals(again, "p7");
  }

  @Test
  void negativeZeroIsTheSameTimeAsZero() {
    assertEquals(
        TimeSeries.of("z", new double[] {0.0}, new double[][] {{1}}),
        TimeSeries.of("z", new double[] {-0.0}, new double[][] {{1}}));
  }

  @Test
  void describesItself() {
    assertEquals("TimeSeries[p7, 4 × 2, times -1.0 to 7.0]", pump().toString());
    assertEquals("TimeSeries[e, 0 × 1, empty]", TimeSeries.empty("e", 1).toString());
  }
}
