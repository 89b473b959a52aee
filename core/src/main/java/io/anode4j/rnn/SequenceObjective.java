package io.anode4j.rnn;

import io.anode4j.optim.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What objectives over sequences share: which take part, and a pass without a gradient. */
abstract class SequenceObjective implements Objective {
  private static final int JUDGED = 256;
  private final List<TimedSequence> sequences;

  SequenceObjective(List<TimedSequence> sequences, int shortest) {
    this.sequences = List.copyOf(sequences);
    if (sequences.isEmpty() || sequences.stream().anyMatch(s -> s.length() < shortest)) {
      throw new IllegalArgumentException(
          "%d sequences, the shortest of %d observations; expected one sequence at least, of %d: leave shorter ones out"
              .formatted(
                  sequences.size(),
                  sequences.stream().mapToInt(TimedSequence::length).min().orElse(0),
                  shortest));
    }
  }

  @Override
  public int samples() {
    return sequences.size();
  }

  /** The mean loss of some sequences; adds its gradient unless the gradient has no length. */
  abstract double pass(List<TimedSequence> batch, RandomGenerator random, float[] gradient);

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    return pass(Arrays.stream(batch).mapToObj(sequences::get).toList(), random, gradient);
  }

  @Override
  public double evaluate() {
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    for (int from = 0; from < samples(); from += JUDGED) {
      List<TimedSequence> some = sequences.subList(from, Math.min(samples(), from + JUDGED));
      sum += some.size() * pass(some, random, new float[0]);
    }
    return sum / samples();
  }
}
