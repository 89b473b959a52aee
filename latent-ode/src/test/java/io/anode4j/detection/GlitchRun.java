package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one wrong reading does to the scores of the ordinary ones after it: streams with a glitch,
 * beside the same streams without.
 */
public final class GlitchRun {
  /** Reading that is wrong, and ordinary ones after it. */
  private static final int AT = 500;

  private static final int AFTER = 10_000;
  private static final int STREAMS = 20;

  /** Deviations of the noise, then sizes in the channels' own units. */
  private static final double[] DEVIATIONS = {4, 6, 8, 10, 30, 100};

  private static final double[] SIZES = {1e3, 1e6, 1e12, 1e300};
  private static final double[] NOISE = {0.3, 0.1};

  private final NeuralFilter model;
  private final SeriesSet streams;
  private final PrintStream out;

  private GlitchRun(PrintStream out) {
    this.model =
        NeuralFilterTrainer.with(FilterConfig.defaults()).fit(PublicData.waves(8, 1000, 1));
    this.streams = PublicData.waves(STREAMS, AT + AFTER + 1, 5);
    this.out = out;
  }

  /** Runs; there are no arguments. */
  public static void main(String[] arguments) {
    GlitchRun run = new GlitchRun(System.out);
    for (double rate : new double[] {1e-2, 1e-3}) {
      run.print("no glitch", rate, 0, 0, 0);
      for (double size : DEVIATIONS) {
        run.print(size + " deviations", rate, size * NOISE[0], 0, 0);
        run.print(size + " deviations, both channels", rate, size * NOISE[0], size * NOISE[1], 0);
      }
      for (double size : SIZES) {
        run.print(String.format(Locale.ROOT, "%.0e", size), rate, size, 0, 0);
        run.print(String.format(Locale.ROOT, "%.0e, both", size), rate, size, -size, 0);
      }
      run.print("a new level, 100 deviations", rate, 0, 0, 100 * NOISE[0]);
      run.print("a new level, 10 deviations", rate, 0, 0, 10 * NOISE[0]);
    }
  }

  /** Alarms of a statistic: of the wrong reading, after it in a row, and within all after it. */
  private static final class Alarms {
    final List<Integer> inRow = new ArrayList<>();
    int seen;
    int later;

    void add(boolean[] alarm) {
      seen += alarm[0] ? 1 : 0;
      int row = 0;
      while (row < alarm.length && alarm[row]) {
        row++;
      }
      inRow.add(row);
      for (int i = row; i < alarm.length; i++) {
        later += alarm[i] ? 1 : 0;
      }
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "seen in %2d of %d, %5.1f in a row, at most %4d, then %.4f",
          seen,
          inRow.size(),
          inRow.stream().mapToInt(Integer::intValue).average().orElse(0),
          inRow.stream().mapToInt(Integer::intValue).max().orElse(0),
          later / (double) (inRow.size() * AFTER));
    }
  }

  private void print(String name, double rate, double first, double second, double level) {
    Alarms anomaly = new Alarms();
    Alarms unusual = new Alarms();
    Scorer scorer = model.newScorer(rate);
    for (TimeSeries s : streams) {
      scorer.reset();
      boolean[][] alarms = new boolean[2][s.length() - AT];
      for (int i = 0; i < s.length(); i++) {
        double[] row = s.row(i);
        row[0] += i == AT ? first : 0;
        row[1] += i == AT ? second : 0;
        row[0] += i >= AT ? level : 0;
        Score score = scorer.update(new Reading(s.time(i), row));
        if (i >= AT) {
          alarms[0][i - AT] = score.isAnomaly();
          alarms[1][i - AT] = score.isUnusualLevel();
        }
      }
      anomaly.add(alarms[0]);
      unusual.add(alarms[1]);
    }
    out.printf(Locale.ROOT, "%.3f | %s | anomaly %s | level %s%n", rate, name, anomaly, unusual);
  }
}
