package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

  private static SeriesSet series(int count) {
    List<TimeSeries> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(TimeSeries.of("s" + i, new double[] {i}, new double[][] {{i}}));
    }
    return new SeriesSet(List.of("x"), series, TimeFormat.number(), "test");
  }

  private static List<String> ids(SeriesSet set) {
    return set.series().stream().map(TimeSeries::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0.1, 0.2, 10, 20",
    "10, 0.2, 0.2, 2, 2",
    "10, 0, 0.3, 0, 3",
    "10, 0.01, 0, 1, 0",
    "3, 0.1, 0.1, 1, 1",
    "3, 0.49, 0.49, 1, 1",
    "2, 0, 0.9, 0, 1",
    "1, 0, 0, 0, 0",
    "7, 0.45, 0.5, 3, 3"
  })
  void partsHaveTheSizesAskedForAndLoseNothing(
      int size, double validation, double test, int validationSize, int testSize) {
    Split split = Split.bySeries(series(size), validation, test, 1);
    assertEquals(validationSize, split.validation().size());
    assertEquals(testSize, split.test().size());
    var all = new TreeSet<String>(ids(split.train()));
    all.addAll(ids(split.validation()));
    all.addAll(ids(split.test()));
    assertEquals(new TreeSet<>(ids(series(size))), all);
    assertEquals(size, split.train().size() + validationSize + testSize);
  }

  @Test
  void theSeedDecidesAndTheOrderOfTheFileDoesNot() {
    SeriesSet set = series(50);
    List<TimeSeries> reversed = new ArrayList<>(set.series());
    Collections.reverse(reversed);
    Split split = Split.bySeries(set, 0.2, 0.2, 9);
    Split again = Split.bySeries(set.withSeries(reversed), 0.2, 0.2, 9);
    assertEquals(new TreeSet<>(ids(split.test())), new TreeSet<>(ids(again.test())));
    assertNotEquals(ids(split.test()), ids(Split.bySeries(set, 0.2, 0.2, 10).test()));
    List<String> test = ids(split.test());
    List<String> inOrder = ids(set).stream().filter(test::contains).toList();
    assertEquals(inOrder, test);
  }

  @Test
  void everySeriesIsTestedAboutAsOftenAsAnyOther() {
    int[] tested = new int[20];
    for (int seed = 0; seed < 2000; seed++) {
      for (String id : ids(Split.bySeries(series(20), 0, 0.25, seed).test())) {
        tested[Integer.parseInt(id.substring(1))]++;
      }
    }
    for (int count : tested) {
      // Binomial(2000, 1/4): standard deviation 19.
      assertTrue(Math.abs(count - 500) < 100, "tested " + count + " times");
    }
  }

  @Test
  void byTimeTheLastRowsAreTested() {
    double[] times = {0, 1, 2, 3, 100, 101, 102, 103, 104, 105};
    TimeSeries series = TimeSeries.of("a", times, new double[10][1]);
    SeriesSet set =
        new SeriesSet(
            List.of("x"),
            List.of(series, TimeSeries.empty("e", 1), series.slice(0, 2).withId("short")),
            TimeFormat.number(),
            "test");
    Split split = Split.byTime(set, 0.2, 0.35);
    assertArrayEquals(new double[] {0, 1, 2, 3, 100}, split.train().get("a").times());
    assertArrayEquals(new double[] {101, 102}, split.validation().get("a").times());
    assertArrayEquals(new double[] {103, 104, 105}, split.test().get("a").times());
    assertEquals(2, split.train().get("short").length());
    assertEquals(0, split.test().get("e").length());
  }

  @Test
  void refusesWhatLeavesNothingToLearnFrom() {
    assertEquals(
        "test has 2 series; expected at least one for each of 3 parts; split by time instead",
        assertThrows(IllegalArgumentException.class, () -> Split.bySeries(series(2), 0.1, 0.1, 0))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Split.bySeries(series(9), 0.5, 0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> Split.byTime(series(9), -0.1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Split.byTime(series(9), 0, Double.NaN));
  }
}
