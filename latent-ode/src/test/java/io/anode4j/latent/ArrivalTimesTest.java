package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.dynamics.PointProcess;
import io.anode4j.latent.likelihood.Gaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Times of observations as data: an intensity that is known is found again. */
class ArrivalTimesTest {
  private static final double BASE = 4;
  private static final double SWING = 3.2;

  /** Events a unit of time at a phase: 0.8 to 7.2. */
  private static double intensity(double angle) {
    return BASE + SWING * Math.sin(angle);
  }

  private static double expected(double from, double to, double phase) {
    return BASE * (to - from) - SWING * (Math.cos(to + phase) - Math.cos(from + phase));
  }

  /** Events by thinning (Lewis and Shedler 1979); the value seen is the cosine of the phase. */
  private static TimeSeries series(String id, double phase, double end, SplittableRandom random) {
    List<Double> times = new ArrayList<>();
    double t = 0;
    while (t < end) {
      t -= Math.log(1 - random.nextDouble()) / (BASE + SWING);
      if (t < end && random.nextDouble() < intensity(t + phase) / (BASE + SWING)) {
        times.add(t);
      }
    }
    double[] at = times.stream().mapToDouble(Double::doubleValue).toArray();
    double[][] values = new double[at.length][1];
    Arrays.setAll(
        values, i -> new double[] {Math.cos(at[i] + phase) + 0.1 * random.nextGaussian()});
    return TimeSeries.of(id, at, values);
  }

  private static LatentOdeConfig config(int epochs) {
    return TinyModels.config()
        .likelihood(new Gaussian())
        .latentSize(4)
        .encoderUnits(24)
        .dynamics(new PointProcess(24, 1, 1e-3, 1e-4, 1))
        .forecastSamples(16)
        .windowsPerEpoch(1024)
        .batchSize(32)
        .learningRate(0.01)
        .epochs(epochs)
        .patience(epochs)
        .build();
  }

  @Test
  void recoversAKnownIntensity() {
    SplittableRandom random = new SplittableRandom(1);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < 60; s++) {
      all.add(series("s" + s, 2 * Math.PI * random.nextDouble(), 24, random));
    }
    SeriesSet training = new SeriesSet(List.of("x"), all, TimeFormat.number(), "thinned");
    LatentOde model =
        LatentOdeTrainer.with(config(40)).horizon(2).context(4).threads(2).fit(training);
    ArrivalTimes times = ArrivalTimes.of(model);
    double known = 0;
    double learnt = 0;
    double constant = 0;
    double events = 0;
    for (int s = 0; s < 100; s++) {
      double phase = 2 * Math.PI * random.nextDouble();
      TimeSeries whole = series("t" + s, phase, 9, random);
      TimeSeries history = whole.until(6);
      TimeSeries later = whole.after(6);
      double last = history.lastTime();
      learnt += times.logLikelihood(history, later.times(), 9);
      known -= expected(last, 9, phase);
      constant -= BASE * (9 - last);
      for (double t : later.times()) {
        known += Math.log(intensity(t + phase));
        constant += Math.log(BASE);
        events++;
      }
    }
    double share = (learnt - constant) / (known - constant);
    String found =
        "nats an event: known %.3f, learnt %.3f, constant %.3f"
            .formatted(known / events, learnt / events, constant / events);
    assertTrue(share > 0.75, found);
    nextArrivalIsADensity(times, series("n", 0, 6, random));
  }

  private static void nextArrivalIsADensity(ArrivalTimes times, TimeSeries history) {
    NextArrival next = times.next(history, 4);
    double h = next.times()[1] - next.times()[0];
    double sum = 0;
    for (int i = 0; i < next.times().length; i++) {
      sum += h * next.density()[i];
      assertTrue(i == 0 || next.survival()[i] <= next.survival()[i - 1]);
    }
    // A sum of right ends misses half of a first step at the highest density.
    assertEquals(1 - next.survival()[next.times().length - 1], sum, 0.05);
    double median = next.quantile(0.5);
    assertTrue(median > history.lastTime() && median < history.lastTime() + 4, "median " + median);
    // p of the next event alone is its density there; the integral is the solver's, to 1e-3.
    double at = next.times()[40];
    assertEquals(
        Math.log(next.density()[40]),
        times.logLikelihood(history, new double[] {at}, at + 1e-9),
        0.01);
    assertThrows(
        IllegalArgumentException.class, () -> times.logLikelihood(history, new double[0], 0));
  }

  @Test
  void othersAreRefused() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> ArrivalTimes.of(TinyModels.trained()))
                .getMessage());
    assertTrue(message.contains("'neural-ode'") && message.contains("point-process"), message);
  }

  @Test
  void withoutARoomForTheIntegralTheSettingsAreRefused() {
    LatentOdeConfigBuilder none = TinyModels.config().dynamics(PointProcess.defaults()).augment(0);
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, none::build).getMessage());
    assertTrue(message.contains("augment") && message.contains("point-process"), message);
  }
}
