package io.anode4j.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharedCalendarTest {
  private static final double HORIZON = 12.8;

  private static List<TimeSeries> series(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < 6; s++) {
      double[] times = new double[60];
      double[][] rows = new double[60][2];
      double time = random.nextDouble();
      for (int i = 0; i < times.length; i++) {
        time += random.nextDouble();
        times[i] = time;
        rows[i][0] = 5 * s + (1 + s) * random.nextGaussian();
        rows[i][1] = 3; // never moves
      }
      all.add(TimeSeries.of("s" + s, times, rows));
    }
    return all;
  }

  private static FrameStatistics frames(List<SeriesPast> pasts, List<TimeSeries> series) {
    List<Window> windows =
        series.stream().map(s -> Windows.of(10, HORIZON).at(s, 12).orElseThrow()).toList();
    try (Workers workers = new Workers(1, "The test")) {
      return FrameStatistics.fit(pasts, windows, 10, workers);
    }
  }

  @Test
  void aSeriesIsToldWhatTheOthersMeasured() {
    List<TimeSeries> series = series(1);
    List<SeriesPast> pasts = series.stream().map(s -> SeriesPast.of(s, 10)).toList();
    FrameStatistics frames = frames(pasts, series);
    List<SeriesPast> standard = pasts.stream().map(p -> p.standardised(frames)).toList();
    SharedCalendar all = SharedCalendar.of(standard, HORIZON);
    for (double time = -1; time < 40; time += 0.07) {
      for (int reach : new int[] {0, 1, 4, 16}) {
        double sum = 0;
        int count = 0;
        for (SeriesPast one : standard.subList(1, 6)) {
          ChannelPast past = one.channel(0);
          for (int i = 0; i < past.size(); i++) {
            double steps = Math.floor((past.time(i) - all.start()) / all.step());
            if (Math.abs(steps - Math.floor((time - all.start()) / all.step())) <= reach) {
              sum += past.value(i);
              count++;
            }
          }
        }
        ChannelPast own = pasts.get(0).sharing(frames).shared(0);
        assertEquals(sum / count, all.mean(0, time, reach, own), 1e-5, "at " + time);
      }
    }
    assertTrue(Double.isNaN(all.mean(1, 10, 16, null)), "what never moves says nothing");
    assertEquals(0.1, all.step(), 1e-12);
  }

  @Test
  void valuesAreComparedInScattersOfEachSeries() {
    List<TimeSeries> series = series(2);
    List<SeriesPast> pasts = series.stream().map(s -> SeriesPast.of(s, 10)).toList();
    FrameStatistics frames = frames(pasts, series);
    for (SeriesPast past : pasts) {
      ChannelPast standard = past.standardised(frames).channel(0);
      assertEquals(0, standard.mean(0, standard.size()), 1e-9);
      assertEquals(1, standard.scatter(standard.size()), 0.2);
    }
  }

  @Test
  void refusesWhatDoesNotHoldTogether() {
    float[][] sums = new float[1][3];
    assertThrows(
        IllegalArgumentException.class, () -> new SharedCalendar(0, 1, sums, new int[1][2]));
    assertThrows(
        IllegalArgumentException.class, () -> new SharedCalendar(0, 0, sums, new int[1][3]));
    SharedCalendar one = new SharedCalendar(0, 1, sums, new int[1][3]);
    SharedCalendar same = new SharedCalendar(0, 1, new float[1][3], new int[1][3]);
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertArrayEquals(new float[3], one.sums()[0]);
  }
}
