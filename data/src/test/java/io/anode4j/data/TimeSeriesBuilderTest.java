package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesBuilderTest {
  private static final double NAN = Double.NaN;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 17, 1000, 9000})
  void agreesWithASortedMapOfLists(int count) {
    SplittableRandom random = new SplittableRandom(count);
    TimeSeriesBuilder rows = TimeSeriesBuilder.ofRows("s", 2, DuplicateTimes.MEAN);
    TimeSeriesBuilder values = TimeSeriesBuilder.ofValues("s", DuplicateTimes.MEAN);
    TreeMap<Double, List<List<Double>>> expected = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      double time = random.nextInt(1 + count / 2) / 4.0;
      double[] row = {random.nextInt(3) == 0 ? NAN : random.nextInt(100), random.nextInt(100)};
      rows.addRow(time, row);
      List<List<Double>> channels =
          expected.computeIfAbsent(time, key -> List.of(new ArrayList<>(), new ArrayList<>()));
      for (int c = 0; c < 2; c++) {
        if (!Double.isNaN(row[c])) {
          values.addValue(time, c, row[c]);
          channels.get(c).add(row[c]);
        }
      }
    }
    TimeSeries series = rows.build(2);
    assertEquals(expected.size(), series.length());
    int i = 0;
    int merged = 0;
    for (var entry : expected.entrySet()) {
      assertEquals(entry.getKey(), series.time(i));
      for (int c = 0; c < 2; c++) {
        List<Double> all = entry.getValue().get(c);
        double mean = all.stream().mapToDouble(Double::doubleValue).average().orElse(NAN);
        assertEquals(mean, series.value(i, c), 1e-9);
        merged += Math.max(0, all.size() - 1);
      }
      i++;
    }
    assertEquals(merged, rows.merged());
    assertEquals(count, rows.entries());
    assertEquals(series, values.build(2));
    assertEquals(merged, values.merged());
  }

  @Test
  void equalValuesKeepTheirBitsAndLargeOnesDoNotOverflow() {
    TimeSeriesBuilder builder = TimeSeriesBuilder.ofRows("s", 2, DuplicateTimes.MEAN);
    for (int i = 0; i < 7; i++) {
      builder.addRow(1, new double[] {0.1, i % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE});
    }
    TimeSeries series = builder.build(2);
    assertEquals(0.1, series.value(0, 0));
    assertEquals(Double.MAX_VALUE / 7, series.value(0, 1), 1e295);
  }

  @Test
  void countsWhatCameTooLate() {
    TimeSeriesBuilder builder = TimeSeriesBuilder.ofRows("s", 1, DuplicateTimes.LAST);
    for (double time : new double[] {1, 5, 2, 3, 6, -0.0, 0.0}) {
      builder.addRow(time, new double[] {time});
    }
    assertEquals(6, builder.build(1).length());
    assertEquals(4, builder.outOfOrder());
    assertEquals(1, builder.merged());
  }

  @Test
  void refusesSecondValuesIfAsked() {
    TimeSeriesBuilder builder = TimeSeriesBuilder.ofRows("s", 2, DuplicateTimes.REFUSE);
    builder.addRow(2, new double[] {1, NAN});
    builder.addRow(1, new double[] {1, 1});
    builder.addRow(2, new double[] {NAN, 1});
    builder.addRow(2, new double[] {NAN, 7});
    var refusal = assertThrows(DuplicateTimeException.class, () -> builder.build(2));
    assertEquals(2, refusal.time());
    assertEquals(3, refusal.entry());
    assertTrue(refusal.getMessage().contains("second value at time 2.0 in channel 1"));
  }

  @Test
  void refusesWhatDoesNotBelong() {
    TimeSeriesBuilder rows = TimeSeriesBuilder.ofRows("s", 2, DuplicateTimes.MEAN);
    assertThrows(IllegalArgumentException.class, () -> rows.addRow(1, new double[] {1}));
    assertThrows(IllegalArgumentException.class, () -> rows.addRow(NAN, new double[] {1, 2}));
    assertThrows(IllegalStateException.class, () -> rows.addValue(1, 0, 1));
    TimeSeriesBuilder values = TimeSeriesBuilder.ofValues("s", DuplicateTimes.MEAN);
    assertThrows(IllegalStateException.class, () -> values.addRow(1, new double[] {1, 2}));
    rows.addRow(1, new double[] {1, Double.POSITIVE_INFINITY});
    assertThrows(IllegalArgumentException.class, () -> rows.build(2));
  }
}
