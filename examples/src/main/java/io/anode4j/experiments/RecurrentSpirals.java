package io.anode4j.experiments;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Objective;
import io.anode4j.optim.Trainer;
import io.anode4j.rnn.RecurrentAutoencoder;
import io.anode4j.rnn.RecurrentPredictor;
import io.anode4j.rnn.TimedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Recurrent networks trained on spirals, values in units of their standard deviation. */
final class RecurrentSpirals {
  private static final int HIDDEN = 64;
  private static final int LATENT = 6;
  private static final int BATCH = 32;
  private static final String EVERY = "RNN with Δt, every point at once";
  private static final double[] NOTHING = {Double.NaN, Double.NaN};

  private RecurrentSpirals() {}

  /**
   * A GRU that is told the gaps and predicts the next point; beyond, it reads what it said. It is
   * judged twice: asked for points as far apart as those that it was trained on, in turns, and for
   * all of them at once.
   */
  static List<SpiralModel.Fit> predictor(SpiralData data, int epochs, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    RecurrentPredictor network = RecurrentPredictor.in(layout, "rnn", 2, HIDDEN);
    Parameters first = new Parameters(layout.build());
    network.initialize(first, new SplittableRandom(seed));
    ValueScaler scaler = ValueScaler.standard(data.training());
    List<TimedSequence> sequences = sequences(data, scaler);
    Parameters trained = fit(first, network.objective(sequences), epochs, seed);
    List<SpiralModel.Fit> fits = new ArrayList<>();
    for (boolean every : new boolean[] {false, true}) {
      SpiralModel model =
          (history, times) -> {
            double[][] all = nothing(times.length);
            double start = Math.nextUp(history.lastTime());
            for (int[] pass : passes(times, history, start, every)) {
              double[] asked = Arrays.stream(pass).mapToDouble(i -> times[i]).toArray();
              float[][] said = network.extrapolate(trained, sequence(history, scaler), asked);
              write(said, pass, scaler, all);
            }
            Arrays.fill(all, 0, SpiralData.SEEN, NOTHING);
            return all;
          };
      fits.add(SpiralModel.judged(every ? EVERY : "RNN with Δt", model, data, Double.NaN));
    }
    return fits;
  }

  /** Two GRUs with a latent vector between them. */
  static SpiralModel.Fit autoencoder(SpiralData data, double noise, int epochs, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    RecurrentAutoencoder network = RecurrentAutoencoder.in(layout, "vae", 2, HIDDEN, LATENT);
    Parameters first = new Parameters(layout.build());
    network.initialize(first, new SplittableRandom(seed));
    ValueScaler scaler = ValueScaler.standard(data.training());
    double scale = Arrays.stream(scaler.scale()).average().orElse(1);
    List<TimedSequence> sequences = sequences(data, scaler);
    Objective bound = network.objective(sequences, noise / scale);
    Parameters trained = fit(first, bound, epochs, seed);
    SpiralModel model =
        (history, times) -> {
          double[][] all = nothing(times.length);
          for (int[] pass : passes(times, history, history.firstTime(), false)) {
            double[] asked = Arrays.stream(pass).mapToDouble(i -> times[i]).toArray();
            write(network.decode(trained, sequence(history, scaler), asked), pass, scaler, all);
          }
          int early = 0; // z sits at the first point seen
          while (Double.isNaN(all[early][0])) {
            early++;
          }
          Arrays.fill(all, 0, early, all[early]);
          return all;
        };
    return SpiralModel.judged("RNN-VAE", model, data, Double.NaN);
  }

  private static Parameters fit(Parameters first, Objective objective, int epochs, long seed) {
    long steps = (long) epochs * ((objective.samples() + BATCH - 1) / BATCH);
    return Trainer.of(epochs)
        .withBatchSize(BATCH)
        .withLearningRate(LearningRate.cosine(0.01, steps))
        .withMaxNorm(1)
        .withSeed(seed)
        .fit(first, objective, null)
        .parameters();
  }

  private static List<TimedSequence> sequences(SpiralData data, ValueScaler scaler) {
    return data.training().series().stream().map(s -> sequence(s, scaler)).toList();
  }

  private static TimedSequence sequence(TimeSeries series, ValueScaler scaler) {
    float[][] values = new float[series.length()][2];
    for (int i = 0; i < values.length; i++) {
      for (int c = 0; c < 2; c++) {
        values[i][c] = (float) scaler.toScaled(c, series.value(i, c));
      }
    }
    return new TimedSequence(series.times(), values);
  }

  /**
   * The times from one on, in as many turns as make gaps as long as those that were trained on, or
   * in one turn.
   */
  private static List<int[]> passes(
      double[] times, TimeSeries history, double from, boolean every) {
    int stride = every ? 1 : Math.max(1, SpiralData.SEEN / history.length());
    int start = (int) Arrays.stream(times).filter(t -> t < from).count();
    return IntStream.range(start, start + stride)
        .mapToObj(
            j -> IntStream.range(0, times.length).filter(i -> i >= j && (i - j) % stride == 0))
        .map(IntStream::toArray)
        .toList();
  }

  private static double[][] nothing(int rows) {
    double[][] all = new double[rows][];
    Arrays.fill(all, NOTHING);
    return all;
  }

  private static void write(float[][] said, int[] rows, ValueScaler scaler, double[][] all) {
    for (int i = 0; i < rows.length; i++) {
      all[rows[i]] =
          new double[] {scaler.toOriginal(0, said[i][0]), scaler.toOriginal(1, said[i][1])};
    }
  }
}
