package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.Covariate;
import io.anode4j.data.Covariate.Kind;
import io.anode4j.data.Covariates;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Attribution.Effect;
import io.anode4j.forecast.Attribution.Part;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forecasters whose answers are formulas, so that it is known what moves them. */
class OcclusionTest {
  private static final double NAN = Double.NaN;
  private static final List<String> CHANNELS = List.of("a", "b");
  private static final double[] TIMES = {6, 8};

  private static final TimeSeries HISTORY =
      TimeSeries.of(
          "s",
          new double[] {0, 1, 2, 3, 4},
          new double[][] {{9, 9}, {1, NAN}, {NAN, 2}, {5, 3}, {NAN, 4}});

  private static double last(TimeSeries series, int channel) {
    int i = series.length() - 1;
    while (i >= 0 && !series.isObserved(i, channel)) {
      i--;
    }
    return i < 0 ? 0 : series.value(i, channel);
  }

  /** a: twice its last value; b: its own last value by the time asked, and a's. */
  private static Forecast formula(TimeSeries history, double[] times) {
    double[][] means = new double[times.length][];
    double[][] stds = new double[times.length][];
    for (int t = 0; t < times.length; t++) {
      double a = last(history, 0);
      means[t] = new double[] {2 * a, last(history, 1) * times[t] - a};
      stds[t] = new double[] {1, 1};
    }
    return Forecast.gaussian(history.id(), CHANNELS, times, means, stds);
  }

  @Test
  void observationsAndChannelsMoveWhatTheFormulaSays() {
    // The rows at 1 to 4 lie within the context: a has two values there, b three.
    Attribution why = Occlusion.of(OcclusionTest::formula, CHANNELS, 3.5, 3).of(HISTORY, TIMES);
    assertEquals("s", why.id());
    List<Effect> ofA = why.largest(Part.OBSERVATIONS, "a");
    assertEquals(new Effect(Part.OBSERVATIONS, "a", 3, 3, "a", 8, 8), ofA.get(0), "2·5 − 2·1");
    assertTrue(ofA.stream().skip(1).allMatch(effect -> effect.size() == 0), ofA.toString());
    assertEquals(5, ofA.size());
    List<Effect> ofB = why.largest(Part.OBSERVATIONS, "b");
    assertEquals(new Effect(Part.OBSERVATIONS, "b", 4, 4, "b", 7, 7), ofB.get(0), "7·(4 − 3)");
    assertEquals(new Effect(Part.OBSERVATIONS, "a", 3, 3, "b", -4, 4), ofB.get(1), "−5 + 1");
    // Without its context, a's value before it is the last, and b's.
    assertEquals(
        new Effect(Part.CHANNEL, "a", 1, 3, "a", -8, 8), why.largest(Part.CHANNEL, "a").get(0));
    assertEquals(
        new Effect(Part.CHANNEL, "b", 2, 4, "b", -35, 35), why.largest(Part.CHANNEL, "b").get(0));
  }

  @Test
  void fewerBlocksTakeSeveralObservationsAtOnce() {
    Attribution why = Occlusion.of(OcclusionTest::formula, CHANNELS, 3.5, 1).of(HISTORY, TIMES);
    Effect both = why.largest(Part.OBSERVATIONS, "a").get(0);
    assertEquals(new Effect(Part.OBSERVATIONS, "a", 1, 3, "a", -8, 8), both);
  }

  /** u(t) + 10·p + s: known ahead, past and static. */
  private static Forecast driven(TimeSeries history, double[] times) {
    Covariates told = history.covariates();
    double now = history.lastTime();
    double[][] means =
        Arrays.stream(times)
            .mapToObj(
                t ->
                    new double[] {
                      told.at(0, t, now) + 10 * told.at(1, t, now) + told.at(2, t, now)
                    })
            .toArray(double[][]::new);
    double[][] stds = Arrays.stream(times).mapToObj(t -> new double[] {1}).toArray(double[][]::new);
    return Forecast.gaussian(history.id(), List.of("x"), times, means, stds);
  }

  @Test
  void covariatesMoveByWhatWasKnownOfThem() {
    List<Covariate> all =
        List.of(
            new Covariate("u", Kind.KNOWN),
            new Covariate("p", Kind.PAST),
            new Covariate("s", Kind.STATIC));
    TimeSeries readings =
        TimeSeries.of(
            "s",
            new double[] {0, 2, 4, 10},
            new double[][] {{1, 3, 7}, {NAN, 5, NAN}, {1, 5, NAN}, {4, 99, NAN}});
    TimeSeries history =
        TimeSeries.of("s", new double[] {0, 4}, new double[][] {{0}, {0}})
            .with(Covariates.of(all, readings));
    Attribution why = Occlusion.of(OcclusionTest::driven, List.of("x"), 9, 4).of(history, TIMES);
    List<Effect> effects = why.largest(Part.COVARIATE, "x");
    // u is 2 at 6 and 3 at 8 where it is 1 now; p is 5 now and 4.5 in the mean over 0 to 4.
    assertEquals(2, effects.size(), "one value a series has no other");
    assertEquals("p", effects.get(0).source());
    assertEquals(5, effects.get(0).shift(), 1e-9);
    assertEquals("u", effects.get(1).source());
    assertEquals(1.5, effects.get(1).shift(), 1e-9);
    assertEquals(4, effects.get(1).from());
    assertEquals(8, effects.get(1).to());
    assertTrue(why.largest(Part.OBSERVATIONS, "x").stream().allMatch(e -> e.size() == 0));
  }

  @Test
  void blocksAndContextAreAboveZero() {
    for (double context : new double[] {0, NAN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Occlusion.of(OcclusionTest::formula, CHANNELS, context, 4));
    }
    assertThrows(
        IllegalArgumentException.class, () -> Occlusion.of(OcclusionTest::formula, CHANNELS, 1, 0));
  }
}
