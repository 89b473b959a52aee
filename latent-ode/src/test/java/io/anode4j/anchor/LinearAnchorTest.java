package io.anode4j.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.WallClock;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.regression.NormalEquations;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearAnchorTest {
  private static final double CONTEXT = 48;
  private static final double HORIZON = 12;
  private static final AnchorRules RULES = new AnchorRules(CONTEXT, HORIZON, List.of(24.0));

  /** A season of 24 at any level, phase and size, at uneven times. */
  private static TimeSeries wave(String id, double level, double size, double phase) {
    SplittableRandom random = new SplittableRandom(id.hashCode());
    double[] times = new double[300];
    double[][] values = new double[300][1];
    double time = 0;
    for (int i = 0; i < 300; i++) {
      time += 0.5 + random.nextDouble();
      times[i] = time;
      values[i][0] =
          level + size * (Math.sin(2 * Math.PI * time / 24 + phase) + 0.1 * random.nextGaussian());
    }
    return TimeSeries.of(id, times, values);
  }

  private static LinearAnchor fitted(FrameStatistics[] frames, int threads) {
    List<TimeSeries> series =
        List.of(wave("a", 0, 1, 0), wave("b", 3, 2, 1), wave("c", -1, 0.5, 2));
    List<SeriesPast> pasts = series.stream().map(s -> SeriesPast.of(s, CONTEXT)).toList();
    List<Window> windows = new ArrayList<>();
    for (TimeSeries s : series) {
      windows.addAll(
          Windows.of(CONTEXT, HORIZON).every(s, 1, s.firstTime() + 60, s.lastTime() - HORIZON));
    }
    try (Workers workers = new Workers(threads, "The test")) {
      frames[0] = FrameStatistics.fit(pasts, windows, CONTEXT, workers);
      return new AnchorFit(RULES, frames[0], id -> pasts.get("abc".indexOf(id)), windows, workers)
          .fit(60);
    }
  }

  @Test
  void itCarriesASeasonToSeriesThatItNeverMet() {
    FrameStatistics[] frames = new FrameStatistics[1];
    LinearAnchor anchor = fitted(frames, 1);
    double worst = 0;
    for (double level : new double[] {0, 2000, -1e5}) {
      TimeSeries unseen = wave("z", level, 40, 4.5);
      SeriesPast past = SeriesPast.of(unseen, CONTEXT);
      double origin = unseen.time(200);
      TimeSeries after = unseen.after(origin).until(origin + HORIZON);
      WindowFrame frame = frames[0].frame(past, origin);
      LinearAnchor.Answer answer = anchor.answer(past, frame, after.times());
      double squares = 0;
      for (int t = 0; t < after.length(); t++) {
        double error = after.value(t, 0) - frame.fromFrame(0, answer.sum()[t][0]);
        squares += error * error / after.length();
        assertTrue(answer.spread()[t][0] > 2 && answer.spread()[t][0] < 20);
      }
      worst = Math.max(worst, Math.sqrt(squares));
    }
    // The noise alone has 4; the last value would be off by tens.
    assertTrue(worst < 9, "error " + worst);
  }

  @Test
  void threadsDoNotChangeABit() {
    FrameStatistics[] one = new FrameStatistics[1];
    FrameStatistics[] two = new FrameStatistics[1];
    LinearAnchor alone = fitted(one, 1);
    LinearAnchor together = fitted(two, 2);
    assertArrayEquals(alone.weights()[0], together.weights()[0], 0);
    assertArrayEquals(alone.spread()[0], together.spread()[0], 0);
  }

  /** The rules by hand: a line of slope 2 whose last value is 20. */
  @Test
  void rulesSayWhatTheirNamesSay() {
    double[] times = {0, 2, 4, 6, 8, 10};
    double[][] values = {{0}, {4}, {8}, {12}, {16}, {20}};
    SeriesPast past = SeriesPast.of(TimeSeries.of("l", times, values), 100);
    AnchorRules rules = new AnchorRules(100, 4, List.of());
    WindowFrame unit =
        new WindowFrame(
            10,
            new double[] {18},
            new double[] {10},
            new double[] {1},
            new double[1],
            new double[1],
            new float[2]);
    double[] answers = rules.answers(past, unit, 0, new double[] {13})[0];
    assertEquals(
        List.of("last", "weighted mean", "slope", "past mean", "recent mean"), rules.names());
    assertEquals(0.2, answers[0], 1e-12);
    assertEquals(0.0, answers[2], 1e-12); // only two values within the last 4: no slope
    assertEquals((10 - 18) / 10.0, answers[3], 1e-12);
    assertEquals((18 - 18) / 10.0, answers[4], 1e-12);
    double weight = 1;
    double sum = 20;
    double all = 1;
    for (int i = 1; i < 6; i++) {
      weight = Math.exp(-4 * 2.0 * i / 4);
      sum += weight * (20 - 4 * i);
      all += weight;
    }
    assertEquals((sum / all - 18) / 10, answers[1], 1e-12);
    AnchorRules longer = new AnchorRules(100, 8, List.of());
    assertEquals(0.6, longer.answers(past, unit, 0, new double[] {13})[0][2], 1e-12);
  }

  /**
   * A day's shape that jumped by 10 within the last day: the season lags, brought to now it does
   * not.
   */
  @Test
  void aSeasonIsBroughtToTheLevelOfNow() {
    double[] times = new double[97];
    double[][] values = new double[97][1];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
      values[i][0] = daily(i) + (i > 80 ? 10 : 0);
    }
    SeriesPast past = SeriesPast.of(TimeSeries.of("d", times, values), 48);
    AnchorRules rules = new AnchorRules(48, 12, List.of(24.0));
    WindowFrame unit =
        new WindowFrame(
            96,
            new double[1],
            new double[] {10},
            new double[] {1},
            new double[1],
            new double[1],
            new float[2]);
    int season = rules.names().indexOf("season 24.0");
    int levelled = rules.names().indexOf("season at this level 24.0");
    double[] asked = {97, 101, 104};
    double[][] answers = rules.answers(past, unit, 0, asked);
    for (int t = 0; t < asked.length; t++) {
      assertEquals(daily(asked[t]) / 10, answers[t][season], 1e-12);
      assertEquals((daily(asked[t]) + 10) / 10, answers[t][levelled], 1e-12);
    }
    AnchorRules before = new AnchorRules(48, 12, List.of(24.0), 0, false, false, "", List.of());
    assertEquals(rules.count() - 1, before.count());
    assertArrayEquals(
        before.answers(past, unit, 0, asked)[0], Arrays.copyOf(answers[0], before.count()));
  }

  /** A day by the clock of Berlin, whose hour of change no rule of seasons may notice. */
  @Test
  void seasonsRepeatByTheirClock() {
    WallClock berlin = WallClock.of("Europe/Berlin");
    double origin = 1_743_300_000; // 2025-03-30T02:00Z, an hour after the change
    double[] times = new double[97];
    double[][] values = new double[97][1];
    for (int i = 0; i < times.length; i++) {
      times[i] = origin + 3600 * (i - 96);
      values[i][0] = daily(berlin.shown(times[i]) / 3600);
    }
    SeriesPast past = SeriesPast.of(TimeSeries.of("d", times, values), 48 * 3600);
    AnchorRules rules =
        new AnchorRules(48 * 3600, 12 * 3600, List.of(86_400.0, 43_200.0)).by(berlin);
    WindowFrame unit =
        new WindowFrame(
            origin,
            new double[1],
            new double[] {10},
            new double[] {1},
            new double[1],
            new double[1],
            new float[2]);
    double[] asked = {origin + 3600, origin + 5 * 3600, origin + 12 * 3600};
    double[][] answers = rules.answers(past, unit, 0, asked);
    for (int t = 0; t < asked.length; t++) {
      double expected = daily(berlin.shown(asked[t]) / 3600) / 10;
      assertEquals(expected, answers[t][rules.names().indexOf("season 86400.0")], 1e-9);
      assertEquals(expected, answers[t][rules.names().indexOf("mean of seasons")], 1e-9);
    }
  }

  private static double daily(double time) {
    return 3 * Math.sin(2 * Math.PI * time / 24);
  }

  /** Normal equations and Cholesky against a solution by hand: two columns, λ = 1. */
  @Test
  void ridgeIsSolvedTowardsItsPrior() {
    NormalEquations equations = new NormalEquations(2);
    LinearAnchor.Place half = new LinearAnchor.Place(0, 0.5);
    equations.add(0, half.spread(new double[] {2}), 3);
    equations.add(0, new LinearAnchor.Place(0, 0).spread(new double[] {1}), 1);
    // X = [1 1; 1 0], y = [3 1]: (XᵀX + I)β = Xᵀy + prior = [4 + 1, 3], XᵀX + I = [3 1; 1 2].
    assertArrayEquals(
        new double[] {7.0 / 5, 4.0 / 5}, equations.solve(1, new double[] {1, 0}), 1e-12);
  }
}
