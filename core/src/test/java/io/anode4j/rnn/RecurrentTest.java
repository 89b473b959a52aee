package io.anode4j.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Objective;
import io.anode4j.optim.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentTest {
  /** Sines of random phase at random times, of different lengths. */
  private static List<TimedSequence> sines(int count, int shortest, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimedSequence> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] times = new double[shortest + k % (longest - shortest + 1)];
      float[][] values = new float[times.length][];
      double phase = random.nextDouble(6);
      double time = 0;
      for (int i = 0; i < times.length; i++) {
        times[i] = time;
        values[i] = at(phase, time);
        time += random.nextDouble(0.05, 0.25);
      }
      all.add(new TimedSequence(times, values));
    }
    return all;
  }

  private static float[] at(double phase, double time) {
    return new float[] {(float) Math.sin(phase + 2 * time), (float) Math.cos(phase + 2 * time)};
  }

  private record Case(
      String name, Parameters first, Function<List<TimedSequence>, Objective> objective) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static RecurrentPredictor predictor(ParameterLayout.Builder layout) {
    layout.add("before", 1, 3); // The arrays must be found behind others.
    return RecurrentPredictor.in(layout, "rnn", 2, 24);
  }

  private static RecurrentAutoencoder autoencoder(ParameterLayout.Builder layout) {
    layout.add("before", 1, 3);
    return RecurrentAutoencoder.in(layout, "vae", 2, 24, 3);
  }

  static Stream<Case> cases() {
    ParameterLayout.Builder one = ParameterLayout.builder();
    RecurrentPredictor predictor = predictor(one);
    Parameters first = new Parameters(one.build());
    predictor.initialize(first, new SplittableRandom(3));
    ParameterLayout.Builder two = ParameterLayout.builder();
    RecurrentAutoencoder autoencoder = autoencoder(two);
    Parameters second = new Parameters(two.build());
    autoencoder.initialize(second, new SplittableRandom(4));
    return Stream.of(
        new Case("predictor", first, predictor::objective),
        new Case("autoencoder", second, s -> autoencoder.objective(s, 0.5)));
  }

  private static double loss(Case c, Objective objective, float[] direction, double step) {
    Parameters moved = c.first.copy();
    for (int i = 0; i < direction.length; i++) {
      moved.values()[i] += (float) (step * direction[i]);
    }
    objective.load(moved);
    return objective.accumulate(
        batch(objective), new SplittableRandom(5), new float[direction.length]);
  }

  private static int[] batch(Objective objective) {
    int[] batch = new int[objective.samples()];
    Arrays.setAll(batch, i -> i);
    return batch;
  }

  /** Central differences of step 0.01 err by 1e-4 of the slope, float32 by 1e-5 of the loss. */
  @ParameterizedTest
  @MethodSource("cases")
  void gradientIsThatOfDifferences(Case c) {
    Objective objective = c.objective.apply(sines(6, 2, 7, 1));
    objective.load(c.first);
    float[] gradient = new float[c.first.size()];
    objective.accumulate(batch(objective), new SplittableRandom(5), gradient);
    assertArrayEquals(new float[3], Arrays.copyOf(gradient, 3));
    SplittableRandom random = new SplittableRandom(6);
    for (int k = 0; k < 12; k++) {
      float[] direction = new float[gradient.length];
      double slope = 0;
      double norm = 0;
      for (int i = 0; i < direction.length; i++) {
        direction[i] = i % 12 == k ? (float) random.nextGaussian() : 0;
        slope += direction[i] * gradient[i];
        norm += direction[i] * direction[i];
      }
      double step = 0.01 / Math.sqrt(norm);
      double up = loss(c, objective, direction, step);
      double down = loss(c, objective, direction, -step);
      assertEquals((up - down) / (2 * step), slope, 2e-3 * Math.max(1, Math.abs(slope)));
    }
  }

  /** A batch of many lengths is the mean of its sequences alone, weighed by their values. */
  @Test
  void predictorsBatchIsItsSequences() {
    Case c = cases().findFirst().orElseThrow();
    List<TimedSequence> all = sines(9, 2, 6, 2);
    Objective together = c.objective.apply(all);
    together.load(c.first);
    double sum = 0;
    int steps = 0;
    for (TimedSequence one : all) {
      Objective alone = c.objective.apply(List.of(one));
      alone.load(c.first);
      sum += (one.length() - 1) * alone.evaluate();
      steps += one.length() - 1;
    }
    assertEquals(sum / steps, together.evaluate(), 1e-6);
  }

  /** A rotation is learnt and continued, far nearer than its last value is. */
  @Test
  void bothContinueARotation() {
    List<TimedSequence> train = sines(200, 20, 24, 7);
    TimedSequence history = sines(1, 20, 24, 8).get(0);
    double last = history.times()[history.length() - 1];
    double phase = Math.atan2(history.values()[0][0], history.values()[0][1]);
    double[] ahead = {last + 0.1, last + 0.2, last + 0.35, last + 0.5};
    Trainer trainer =
        Trainer.of(60).withBatchSize(20).withLearningRate(LearningRate.cosine(0.01, 600));
    ParameterLayout.Builder one = ParameterLayout.builder();
    RecurrentPredictor predictor = predictor(one);
    Parameters first = new Parameters(one.build());
    predictor.initialize(first, new SplittableRandom(1));
    Parameters trained = trainer.fit(first, predictor.objective(train), null).parameters();
    float[][] predicted = predictor.extrapolate(trained, history, ahead);
    ParameterLayout.Builder two = ParameterLayout.builder();
    RecurrentAutoencoder autoencoder = autoencoder(two);
    Parameters start = new Parameters(two.build());
    autoencoder.initialize(start, new SplittableRandom(1));
    Parameters fitted = trainer.fit(start, autoencoder.objective(train, 0.1), null).parameters();
    float[][] decoded = autoencoder.decode(fitted, history, history.times());
    for (int i = 0; i < ahead.length; i++) {
      assertArrayEquals(
          at(phase, ahead[i]), predicted[i], 0.25f, "the last value is up to 0.9 away");
    }
    assertTrue(decoded.length == history.length());
    for (int i = 0; i < decoded.length; i++) {
      assertArrayEquals(history.values()[i], decoded[i], 0.3f);
    }
  }

  @Test
  void refusesWhatItCannotRead() {
    double[] times = {0, 1};
    float[][] values = {{1, 2}, {3, 4}};
    assertThrows(
        IllegalArgumentException.class, () -> new TimedSequence(new double[0], new float[0][]));
    assertThrows(
        IllegalArgumentException.class, () -> new TimedSequence(new double[] {1, 1}, values));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TimedSequence(times, new float[][] {{1, 2}, {3, Float.NaN}}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TimedSequence(times, new float[][] {{1, 2}, {3}}));
    TimedSequence good = new TimedSequence(times, values);
    TimedSequence narrow = new TimedSequence(times, new float[][] {{1}, {2}});
    ParameterLayout.Builder layout = ParameterLayout.builder();
    RecurrentPredictor predictor = predictor(layout);
    RecurrentAutoencoder autoencoder = autoencoder(ParameterLayout.builder());
    Parameters weights = new Parameters(layout.build());
    assertThrows(IllegalArgumentException.class, () -> predictor.objective(List.of()));
    assertThrows(IllegalArgumentException.class, () -> predictor.objective(List.of(narrow)));
    assertThrows(IllegalArgumentException.class, () -> autoencoder.objective(List.of(good), 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> predictor.extrapolate(weights, good, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            predictor.objective(
                List.of(new TimedSequence(new double[] {1}, new float[][] {{1, 2}}))));
  }
}
