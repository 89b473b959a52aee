package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final double NAN = Double.NaN;

  private static TimeSeries hours(int count) {
    double[] times = new double[count];
    double[][] values = new double[count][1];
    for (int i = 0; i < count; i++) {
      times[i] = i;
      values[i][0] = i;
    }
    return TimeSeries.of("h", times, values);
  }

  private static SeriesSet set(TimeSeries... series) {
    return new SeriesSet(List.of("x"), List.of(series), TimeFormat.number(), "test");
  }

  private static double[] origins(List<Window> windows) {
    return windows.stream().mapToDouble(Window::origin).toArray();
  }

  @Test
  void contextEndsAtTheOriginAndTargetAtTheHorizon() {
    Window window = Windows.of(3, 2).at(hours(10), 5).orElseThrow();
    assertArrayEquals(new double[] {3, 4, 5}, window.context().times());
    assertArrayEquals(new double[] {6, 7}, window.target().times());
    assertEquals(5, window.origin());
    assertEquals("h", window.id());
  }

  @Test
  void originsMayLieBetweenRowsAndContextsMayBeShortAtTheStart() {
    Window window = Windows.of(100, 1).at(hours(10), 1.5).orElseThrow();
    assertArrayEquals(new double[] {0, 1}, window.context().times());
    assertArrayEquals(new double[] {2}, window.target().times());
    Window whole =
        Windows.of(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)
            .at(hours(10), 6)
            .orElseThrow();
    assertEquals(7, whole.context().length());
    assertEquals(3, whole.target().length());
  }

  @Test
  void onlyWindowsWithEnoughObservedValuesCount() {
    TimeSeries holes =
        TimeSeries.of("h", new double[] {0, 1, 2, 3}, new double[][] {{1}, {NAN}, {NAN}, {4}});
    assertTrue(Windows.of(9, 9).at(holes, 2).isPresent());
    assertTrue(Windows.of(9, 9).withMinContext(2).at(holes, 2).isEmpty());
    assertTrue(Windows.of(1.5, 9).at(holes, 2).isEmpty());
    assertTrue(Windows.of(9, 1).at(holes, 1).isEmpty());
    assertTrue(Windows.of(9, 9).at(holes, 3).isEmpty());
    assertTrue(Windows.of(9, 9).at(holes, -1).isEmpty());
  }

  @Test
  void originsAreCountedBackFromTheLastFullHorizon() {
    Windows windows = Windows.of(3, 2);
    assertArrayEquals(new double[] {1, 4, 7}, origins(windows.every(set(hours(10)), 3)));
  }

  @Test
  void earliestAndLatestBoundTheOrigins() {
    assertArrayEquals(new double[] {4, 6}, origins(Windows.of(3, 2).every(hours(10), 2, 3, 6)));
    assertArrayEquals(new double[] {}, origins(Windows.of(3, 2).every(hours(10), 2, 8, 20)));
    assertArrayEquals(
        new double[] {3, 5, 7},
        origins(Windows.of(3, Double.POSITIVE_INFINITY).every(hours(10), 2, 2, 7.0)));
  }

  @Test
  void windowsOfManySeriesComeInOrderAndEmptySeriesGiveNone() {
    TimeSeries other = hours(6).withId("other");
    List<Window> windows =
        Windows.of(3, 2).every(set(hours(5), TimeSeries.empty("e", 1), other), 1);
    assertEquals(
        List.of("h", "h", "h", "other", "other", "other", "other"),
        windows.stream().map(Window::id).toList());
    assertArrayEquals(new double[] {0, 1, 2, 0, 1, 2, 3}, origins(windows));
    assertEquals(List.of(), Windows.of(3, 2).every(TimeSeries.empty("e", 1), 1, 0, 9));
  }

  @Test
  void originsDoNotDriftOverManySteps() {
    TimeSeries series = TimeSeries.of("s", new double[] {0, 1000}, new double[][] {{1}, {2}});
    List<Window> windows = Windows.of(2000, 1000).every(series, 0.1, 0, 1000);
    assertEquals(1, windows.size());
    List<Window> all = Windows.of(2000, 1000).every(hours(2001), 0.1, 0, 2000);
    assertEquals(10_001, all.size());
    assertEquals(0.0, all.get(0).origin(), 1e-9);
  }

  @Test
  void refusesWhatCannotBeCut() {
    assertThrows(IllegalArgumentException.class, () -> Windows.of(0, 1));
    assertThrows(IllegalArgumentException.class, () -> Windows.of(1, NAN));
    assertThrows(IllegalArgumentException.class, () -> Windows.of(1, 1).withMinContext(0));
    var stride =
        assertThrows(
            IllegalArgumentException.class, () -> Windows.of(1, 1).every(hours(3), 0, 0, 3));
    assertEquals(
        "a stride of 0.0 between windows; expected a positive number; state a longer one",
        stride.getMessage());
  }

  @Test
  void aWindowRefusesToLeakTheFuture() {
    TimeSeries series = hours(4);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Window(series.slice(0, 3), series.slice(3, 4), 1.5));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Window(series.slice(0, 2), series.slice(2, 4), 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Window(series.slice(0, 2), TimeSeries.empty("h", 2), 2));
  }
}
