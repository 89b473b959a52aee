package io.anode4j.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Workers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameStatisticsTest {
  private static final double CONTEXT = 10;
  private static final FrameStatistics FRAMES =
      new FrameStatistics(CONTEXT, List.of(1.0), List.of(0.0), List.of(), List.of());

  private static TimeSeries noise(double level, double scale) {
    SplittableRandom random = new SplittableRandom(3);
    double[] times = new double[80];
    double[][] values = new double[80][1];
    for (int i = 0; i < 80; i++) {
      times[i] = i * 0.7 + random.nextDouble() * 0.5;
      values[i][0] = level + scale * random.nextGaussian();
    }
    return TimeSeries.of("n", times, values);
  }

  @Test
  void locationAndScaleAreThoseOfTheLastContext() {
    TimeSeries series = noise(5, 2);
    double origin = series.time(60);
    WindowFrame frame = FRAMES.frame(SeriesPast.of(series, CONTEXT), origin);
    TimeSeries context = series.until(origin).after(origin - CONTEXT);
    double mean = 0;
    for (int i = 0; i < context.length(); i++) {
      mean += context.value(i, 0) / context.length();
    }
    assertEquals(mean, frame.location()[0], 1e-12);
    double squares = 0;
    for (int i = 0; i < context.length(); i++) {
      squares += Math.pow(context.value(i, 0) - mean, 2);
    }
    double own = frame.ownScale()[0];
    assertEquals(2, own, 0.4); // 55 degrees of freedom: ±10 %, two of them
    double expected = Math.sqrt((squares + 4 * own * own) / (context.length() + 4));
    assertEquals(expected, frame.scale()[0], 1e-12);
  }

  /** What a series is measured in, and where it lies, changes nothing but the frame. */
  @Test
  void aValueInTheFrameKnowsNeitherUnitNorLevel() {
    TimeSeries series = noise(0, 1);
    TimeSeries moved = noise(2000, 50);
    double origin = series.time(70);
    WindowFrame one = FRAMES.frame(SeriesPast.of(series, CONTEXT), origin);
    WindowFrame other = FRAMES.frame(SeriesPast.of(moved, CONTEXT), origin);
    for (int i = 60; i < 80; i++) {
      assertEquals(one.toFrame(0, series.value(i, 0)), other.toFrame(0, moved.value(i, 0)), 1e-9);
    }
  }

  @Test
  void nothingAfterTheOriginIsRead() {
    TimeSeries series = noise(0, 1);
    double origin = series.time(40);
    WindowFrame whole = FRAMES.frame(SeriesPast.of(series, CONTEXT), origin);
    WindowFrame cut = FRAMES.frame(SeriesPast.of(series.until(origin), CONTEXT), origin);
    assertArrayEquals(cut.location(), whole.location());
    assertArrayEquals(cut.scale(), whole.scale());
    assertArrayEquals(cut.statics(), whole.statics());
  }

  @Test
  void aConstantSeriesHasASmallScaleAndAnEmptyOneTheUsual() {
    double[][] fives = new double[30][1];
    double[] times = new double[30];
    for (int i = 0; i < 30; i++) {
      times[i] = i;
      fives[i][0] = 5;
    }
    TimeSeries constant = TimeSeries.of("c", times, fives);
    WindowFrame frame = FRAMES.frame(SeriesPast.of(constant, CONTEXT), 29);
    assertEquals(5, frame.location()[0], 1e-12);
    assertTrue(frame.scale()[0] < 2e-3, "scale " + frame.scale()[0]);
    WindowFrame nothing =
        FRAMES.frame(SeriesPast.of(TimeSeries.empty("e", 1), CONTEXT), Double.NEGATIVE_INFINITY);
    assertEquals(0, nothing.location()[0]);
    assertEquals(1, nothing.scale()[0], 1e-12);
  }

  /** Of zeros alone a series does not say that it stays there: training knows how it goes on. */
  @Test
  void stillnessHasTheScaleOfWhatFollowedItInTraining() {
    SplittableRandom random = new SplittableRandom(5);
    List<SeriesPast> pasts =
        IntStream.range(0, 20).mapToObj(k -> SeriesPast.of(rare(random), CONTEXT)).toList();
    FrameStatistics fitted;
    try (Workers workers = new Workers(2, "test")) {
      fitted = FrameStatistics.fit(pasts, List.of(), CONTEXT, workers);
    }
    assertTrue(fitted.knowStillness());
    double expected = 3 * Math.sqrt(0.05);
    double[] times = IntStream.range(0, 50).asDoubleStream().toArray();
    TimeSeries zeros = TimeSeries.of("z", times, new double[50][1]);
    WindowFrame frame = fitted.frame(SeriesPast.of(zeros, CONTEXT), 49);
    // 200 events in training: their share is known to 7 %.
    assertEquals(expected, frame.stillness()[0], 0.1);
    assertTrue(frame.scale()[0] >= frame.stillness()[0]);
    TimeSeries lively = noise(0, 1);
    assertEquals(0, fitted.frame(SeriesPast.of(lively, CONTEXT), lively.time(60)).stillness()[0]);
  }

  /** Stillness is measured by the series: of ten times its size ten times as wide. */
  @Test
  void whatFollowsStillnessHasTheSizeOfTheSeries() {
    SplittableRandom random = new SplittableRandom(5);
    List<TimeSeries> all =
        IntStream.range(0, 20).mapToObj(k -> times(rare(random), k % 2 == 0 ? 1 : 10)).toList();
    List<SeriesPast> pasts = all.stream().map(one -> SeriesPast.of(one, CONTEXT)).toList();
    FrameStatistics fitted;
    try (Workers workers = new Workers(2, "test")) {
      fitted = FrameStatistics.fit(pasts, List.of(), CONTEXT, workers);
    }
    SplittableRandom other = new SplittableRandom(6);
    TimeSeries one = rare(other);
    double small = fitted.frame(SeriesPast.of(one, CONTEXT), 199).stillness()[0];
    double large = fitted.frame(SeriesPast.of(times(one, 10), CONTEXT), 199).stillness()[0];
    // About 20 moves of 3 beside four of the usual 21: a fifth and more of the way on a logarithm.
    assertEquals(3 * Math.sqrt(0.05), small, 0.5 * 3 * Math.sqrt(0.05));
    assertTrue(large > 6 * small && large < 10 * small, small + ", " + large);
  }

  private static TimeSeries times(TimeSeries series, double factor) {
    double[] times = new double[series.length()];
    double[][] values = new double[series.length()][1];
    for (int i = 0; i < times.length; i++) {
      times[i] = series.time(i);
      values[i][0] = factor * series.value(i, 0);
    }
    return TimeSeries.of(series.id(), times, values);
  }

  private static TimeSeries rare(SplittableRandom random) {
    double[] times = new double[200];
    double[][] values = new double[200][1];
    for (int i = 0; i < 200; i++) {
      times[i] = i;
      values[i][0] = random.nextDouble() < 0.05 ? 3 : 0;
    }
    return TimeSeries.of("r", times, values);
  }
}
