package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Faults planted in the run of SKAB's pump that has none: data to choose settings by that are not
 * those that decide. Streams of 1,200 readings, the fault from 650 to 1,000, in one or two
 * channels: a shift by 1.5 deviations, noise of 1.2 deviations, a channel that no longer goes with
 * the others, a slow oscillation.
 */
final class PlantedFaults {
  private static final int LENGTH = 1200;
  private static final int FROM = 650;
  private static final int TO = 1000;
  private static final int KNOWN = 400;

  private PlantedFaults() {}

  /** Trained on the first 400 readings of each stream. */
  static Experiment inPlace(SeriesSet free) {
    List<LabelledStream> streams = streams(free.series().get(0), 0, 0);
    return new Experiment(
        "planted",
        free.withSeries(streams.stream().map(s -> s.series().slice(0, KNOWN)).toList()),
        streams);
  }

  /**
   * Trained on the first third; the rest moved by 6 deviations of each channel, half as wide again.
   */
  static Experiment moved(SeriesSet free) {
    TimeSeries all = free.series().get(0);
    int third = all.length() / 3;
    return new Experiment(
        "moved",
        free.withSeries(List.of(all.slice(0, third))),
        streams(all.slice(third, all.length()), 6, 0.5));
  }

  private static List<LabelledStream> streams(TimeSeries all, double moved, double wider) {
    SplittableRandom random = new SplittableRandom(1);
    List<LabelledStream> streams = new ArrayList<>();
    for (int from = 0; from + LENGTH <= all.length(); from += 400) {
      TimeSeries part = all.slice(from, from + LENGTH);
      double[][] values = new double[LENGTH][];
      boolean[] anomalous = new boolean[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        values[i] = part.row(i);
        anomalous[i] = i >= FROM && i < TO;
      }
      plant(values, streams.size() % 4, random);
      for (int c = 0; c < values[0].length && moved > 0; c++) {
        double[] centre = moments(values, c);
        for (double[] row : values) {
          row[c] += moved * centre[1] + wider * (row[c] - centre[0]);
        }
      }
      streams.add(
          new LabelledStream(TimeSeries.of("part" + from, part.times(), values), anomalous, KNOWN));
    }
    return streams;
  }

  private static void plant(double[][] values, int kind, SplittableRandom random) {
    int channels = values[0].length;
    int c = random.nextInt(channels);
    int other = (c + 1 + random.nextInt(channels - 1)) % channels;
    double[] here = moments(values, c);
    double[] there = moments(values, other);
    for (int i = FROM; i < TO; i++) {
      double grown = Math.min(1, (i - FROM) / 100.0);
      switch (kind) {
        case 0 -> {
          values[i][c] += 1.5 * here[1] * grown;
          values[i][other] -= 1.5 * there[1] * grown;
        }
        case 1 -> {
          values[i][c] += 1.2 * here[1] * grown * random.nextGaussian();
          values[i][other] += 1.2 * there[1] * grown * random.nextGaussian();
        }
        case 2 -> values[i][c] = values[random.nextInt(600)][c];
        default -> values[i][c] += 2.5 * here[1] * grown * Math.sin(i / 15.0);
      }
    }
  }

  /** Mean and deviation of a channel before the fault. */
  private static double[] moments(double[][] values, int channel) {
    double mean = 0;
    double square = 0;
    for (int i = 0; i < 600; i++) {
      mean += values[i][channel] / 600;
      square += values[i][channel] * values[i][channel] / 600;
    }
    return new double[] {mean, Math.sqrt(Math.max(0, square - mean * mean))};
  }
}
