package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.synthetic.PeriodicToy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesSlicesTest {
  private static final SeriesSet SET =
      PeriodicToy.published(1).withSeries(20).withTimes(12).generate().observed();

  /** A slice is consecutive rows of its series, of lengths from the least to all. */
  @Test
  void slicesAreStretchesOfTheirSeries() {
    SeriesSet sliced = new SeriesSlices(3, 0.5, 4).addedTo(SET);
    assertEquals(20 * 4, sliced.size());
    assertEquals(SET.series(), sliced.series().subList(0, 20));
    for (int i = 20; i < sliced.size(); i++) {
      TimeSeries slice = sliced.series().get(i);
      TimeSeries whole = SET.get(slice.id().substring(0, slice.id().indexOf('/')));
      int from = IntStream.range(0, 12).filter(k -> whole.time(k) == slice.time(0)).sum();
      assertTrue(slice.length() >= 6 && from + slice.length() <= 12);
      for (int k = 0; k < slice.length(); k++) {
        assertEquals(whole.time(from + k), slice.time(k));
        assertArrayEquals(whole.row(from + k), slice.row(k));
      }
    }
    List<Integer> lengths =
        sliced.series().subList(20, 80).stream().map(TimeSeries::length).toList();
    assertTrue(lengths.contains(6) && lengths.contains(12));
  }

  @Test
  void sameSeedSameSlices() {
    assertEquals(
        new SeriesSlices(2, 0.2, 9).addedTo(SET).series(),
        new SeriesSlices(2, 0.2, 9).addedTo(SET).series());
    assertEquals(SET.series(), new SeriesSlices(0, 1, 1).addedTo(SET).series());
  }

  @Test
  void emptySeriesHaveNone() {
    SeriesSet empty = SET.withSeries(List.of(TimeSeries.empty("a", 1)));
    assertEquals(1, new SeriesSlices(2, 0.5, 1).addedTo(empty).size());
    assertThrows(IllegalArgumentException.class, () -> new SeriesSlices(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new SeriesSlices(-1, 0.5, 1));
  }
}
