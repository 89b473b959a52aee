package io.anode4j.imputation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.MaskedValues;
import io.anode4j.evaluation.Scores;
import io.anode4j.evaluation.Standardisation;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImputerTest {
  private static final List<String> X = List.of("x");

  /** Waves at uneven times with a little noise. */
  private static SeriesSet waves(int count, double noise) {
    SplittableRandom random = new SplittableRandom(3);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      double[] times = new double[80];
      double[][] values = new double[80][1];
      double time = 0;
      for (int i = 0; i < times.length; i++) {
        time += 0.1 + 2 * random.nextDouble();
        times[i] = time;
        values[i][0] = Math.sin(time) + noise * random.nextGaussian();
      }
      all.add(TimeSeries.of("s" + s, times, values));
    }
    return new SeriesSet(X, all, TimeFormat.number(), "waves");
  }

  /** Knows the wave but for an offset, and says how sure it is. */
  private static Forecaster knows(double offset, double std) {
    return (known, times) -> {
      double[][] means = new double[times.length][1];
      double[][] stds = new double[times.length][1];
      for (int t = 0; t < times.length; t++) {
        means[t][0] = Math.sin(times[t]) + offset;
        stds[t][0] = std;
      }
      return Forecast.gaussian(known.id(), X, times, means, stds);
    };
  }

  private static EvaluationReport benchmark(Forecaster model, double share, int threads) {
    SeriesSet whole = waves(20, 0.05);
    SeriesSet visible = Mask.hide(whole, share, 1);
    Imputer imputer = Imputer.fit(model, visible, 2, threads);
    Standardisation unit = new Standardisation(List.of(0.0), List.of(1.0));
    return new MaskedValues(whole, visible).scores(imputer.forecasters(), unit, threads);
  }

  /** A model that knows is believed, one that does not is not; bands cover in either case. */
  @Test
  void theBetterMemberIsBelievedWhoeverItIs() {
    for (double share : new double[] {0.1, 0.5, 0.9}) {
      EvaluationReport good = benchmark(knows(0, 0.05), share, 2);
      Scores model = good.overall().get("model");
      assertTrue(share == 0.9 || model.mae() < 0.08, share + ": " + good.table());
      assertTrue(good.skill("model") > (share == 0.9 ? 0 : 0.5), good.table());
      EvaluationReport bad = benchmark(knows(30, 0.01), share, 2);
      Scores line = bad.overall().get("linear");
      // With nine in ten hidden 160 values are left to find out on.
      double most = share == 0.9 ? 1.3 : 1.05;
      assertTrue(bad.overall().get("model").crps() < most * line.crps(), bad.table());
      for (EvaluationReport report : List.of(good, bad)) {
        double covered = report.overall().get("model").coverage90();
        assertTrue(covered > 0.8 && covered <= 1, share + ": " + report.table());
      }
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    assertEquals(benchmark(knows(0.1, 0.1), 0.5, 1), benchmark(knows(0.1, 0.1), 0.5, 2));
  }

  /** Far from all observations the line is worth less than near them: the band is wider. */
  @Test
  void aWiderGapIsLessSure() {
    SeriesSet whole = waves(100, 0.05);
    Imputer imputer = Imputer.fit(knows(30, 0.01), whole, 2, 1);
    TimeSeries series = whole.series().get(0);
    double[] gap = {series.time(0), series.time(0) + 0.05, series.lastTime() + 20};
    Forecast filled = imputer.forecast(series, gap);
    assertTrue(filled.std(2, 0) > filled.std(1, 0));
  }

  /** A channel that is empty in all of the data: only the model knows where it lies. */
  @Test
  void aChannelThatWasNeverMetIsTheModels() {
    List<TimeSeries> two = new ArrayList<>();
    for (TimeSeries one : waves(20, 0.05)) {
      double[][] rows = new double[one.length()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new double[] {one.value(i, 0), Double.NaN};
      }
      two.add(TimeSeries.of(one.id(), one.times(), rows));
    }
    SeriesSet data = new SeriesSet(List.of("x", "y"), two, TimeFormat.number(), "two");
    Forecaster model =
        (known, times) -> {
          double[][] means = new double[times.length][];
          double[][] stds = new double[times.length][];
          Arrays.fill(means, new double[] {0, 400});
          Arrays.fill(stds, new double[] {1, 3});
          return Forecast.gaussian(known.id(), data.channels(), times, means, stds);
        };
    TimeSeries first = two.get(0);
    Forecast filled = Imputer.fit(model, data, 1, 1).forecast(first, first.times());
    assertEquals(400, filled.mean(5, 1), 1e-9);
    assertEquals(3, filled.std(5, 1), 1e-9);
  }

  @Test
  void theMaskHidesTheShareAndNothingElse() {
    SeriesSet whole = waves(20, 0);
    SeriesSet left = Mask.hide(whole, 0.3, 7);
    // Binomial(1600, 0.3): four standard deviations are 73.
    assertEquals(0.7 * whole.observedCount(), left.observedCount(), 73);
    for (int s = 0; s < whole.size(); s++) {
      TimeSeries all = whole.series().get(s);
      TimeSeries some = left.series().get(s);
      assertArrayEquals(all.times(), some.times());
      for (int i = 0; i < all.length(); i++) {
        assertTrue(!some.isObserved(i, 0) || some.value(i, 0) == all.value(i, 0));
      }
    }
    assertEquals(left, Mask.hide(whole, 0.3, 7));
  }

  @Test
  void nothingToLearnFromIsRefusedWithARemedy() {
    SeriesSet one =
        new SeriesSet(
            X,
            List.of(TimeSeries.of("s", new double[] {1}, new double[][] {{2}})),
            TimeFormat.number(),
            "one.csv");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Imputer.fit(knows(0, 1), one, 1, 1))
            .getMessage();
    assertTrue(message.contains("one.csv") && message.contains("more observations"), message);
    SeriesSet other = waves(2, 0);
    assertThrows(IllegalArgumentException.class, () -> new MaskedValues(one, other));
  }
}
