package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSampleTest {

  private static SeriesSet series(int count, int length) {
    double[] times = new double[length];
    double[][] values = new double[length][1];
    for (int i = 0; i < length; i++) {
      times[i] = i;
      values[i][0] = 10 * i;
    }
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      series.add(TimeSeries.of("s" + s, times, values));
    }
    return new SeriesSet(List.of("x"), series, TimeFormat.number(), "test");
  }

  @Test
  void keepsRowsInOrderWithTheirValues() {
    SeriesSet sample = RowSample.of(series(5, 100), 30, 1);
    for (TimeSeries one : sample) {
      assertEquals(30, one.length());
      for (int i = 0; i < 30; i++) {
        assertEquals(10 * one.time(i), one.value(i, 0));
      }
    }
    assertNotEquals(sample.get("s0").withId("s1"), sample.get("s1"));
    assertEquals(sample, RowSample.of(series(5, 100), 30, 1));
    assertNotEquals(sample, RowSample.of(series(5, 100), 30, 2));
    assertEquals(sample.get("s3"), RowSample.of(series(4, 100), 30, 1).get("s3"));
  }

  @Test
  void keepsShortSeriesWhole() {
    assertEquals(series(1, 4), RowSample.of(series(1, 4), 4, 1));
    assertEquals(series(1, 4), RowSample.of(series(1, 4), 9, 1));
    assertEquals(0, RowSample.of(series(1, 4), 0, 1).get("s0").length());
    assertThrows(IllegalArgumentException.class, () -> RowSample.of(series(1, 4), -1, 1));
  }

  @Test
  void everyRowIsKeptAboutAsOftenAsAnyOther() {
    int[] kept = new int[10];
    for (TimeSeries one : RowSample.of(series(3000, 10), 3, 5)) {
      for (double time : one.times()) {
        kept[(int) time]++;
      }
    }
    for (int count : kept) {
      // Binomial(3000, 0.3): standard deviation 25.
      assertTrue(Math.abs(count - 900) < 125, "kept " + count + " times");
    }
  }
}
