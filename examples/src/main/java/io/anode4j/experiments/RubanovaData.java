package io.anode4j.experiments;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.data.synthetic.PeriodicToy;
import io.anode4j.experiments.RubanovaTask.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Series as the paper's code divides and scales them: a fifth of them is scored on. */
final class RubanovaData {
  private final SeriesSet training;
  private final List<TimeSeries> test;
  private final SplittableRandom random;

  private RubanovaData(SeriesSet all, long seed) {
    List<TimeSeries> order = new ArrayList<>(all.series());
    Collections.shuffle(order, new Random(seed));
    int kept = (int) (0.8 * order.size());
    this.training = all.withSeries(order.subList(0, kept));
    this.test = order.subList(kept, order.size());
    this.random = new SplittableRandom(seed);
  }

  static RubanovaData toy(int series, long seed) {
    return new RubanovaData(
        PeriodicToy.published(seed).withSeries(series).generate().observed(), seed);
  }

  /** A file of the directory or of a folder in it, if it is there. */
  static Optional<Path> file(Setting setting, String folder, String name) {
    return setting.data().stream()
        .flatMap(data -> Stream.of(data.resolve(name), data.resolve(folder).resolve(name)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Series of some files, in the paper's units. */
  static RubanovaData of(List<Path> files, int most, long seed) {
    return of(files, List.of(), most, seed);
  }

  /** The same with channels that tables of admissions tell, where there are any. */
  static RubanovaData of(List<Path> files, List<Path> tables, int most, long seed) {
    List<TimeSeries> all = new ArrayList<>();
    SeriesSet last = new SeriesSet(List.of("none"), List.of(), TimeFormat.number(), "none");
    for (Path file : files) {
      last = CsvReader.detect().read(file);
      last.forEach(all::add);
    }
    List<TimeSeries> some = new ArrayList<>(all);
    Collections.shuffle(some, new Random(seed));
    SeriesSet chosen = last.withSeries(some.subList(0, Math.min(most, some.size())));
    SeriesSet whole = tables.isEmpty() ? chosen : AdmissionChannels.of(tables).beside(chosen);
    return new RubanovaData(inUnits(whole), seed);
  }

  /** (value − min) ÷ max of all data, the range of neither: the units of the paper's figures. */
  private static SeriesSet inUnits(SeriesSet all) {
    int d = all.channels().size();
    double[] min = new double[d];
    double[] max = new double[d];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (TimeSeries s : all) {
      for (int i = 0; i < s.length(); i++) {
        for (int c = 0; c < d; c++) {
          if (s.isObserved(i, c)) {
            min[c] = Math.min(min[c], s.value(i, c));
            max[c] = Math.max(max[c], s.value(i, c));
          }
        }
      }
    }
    return all.map(
        s -> {
          double[][] rows = new double[s.length()][d];
          for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < d; c++) {
              rows[i][c] = (s.value(i, c) - min[c]) / (max[c] == 0 ? 1 : max[c]);
            }
          }
          return TimeSeries.of(s.id(), s.times(), rows);
        });
  }

  /** All values are asked, a share of the rows is shown. */
  RubanovaTask interpolation(String name, double share) {
    if (share == 1) {
      List<Case> cases = test.stream().map(s -> new Case(s, s)).toList();
      return new RubanovaTask(name, training, training, cases, 1, 0, 0);
    }
    List<Case> cases = test.stream().map(s -> new Case(thinned(s, share), s)).toList();
    return new RubanovaTask(name, training, thinnedTraining(share), cases, share, 0, 0);
  }

  /**
   * What lies after a time is asked; of what lies before it, a share of the rows is shown.
   *
   * @param silent channels of the paper that are not here and have no value after the origin
   */
  RubanovaTask extrapolation(String name, double share, double origin, double end, int silent) {
    List<Case> cases = new ArrayList<>();
    for (TimeSeries s : test) {
      TimeSeries shown = s.until(origin);
      if (shown.observedCount() > 0 && s.after(origin).observedCount() > 0) {
        cases.add(new Case(share == 1 ? shown : thinned(shown, share), s.after(origin)));
      }
    }
    return new RubanovaTask(
        name, training, thinnedTraining(share), cases, share, end - origin, silent);
  }

  private SeriesSet thinnedTraining(double share) {
    return share == 1 ? training : training.map(s -> thinned(s, share));
  }

  private TimeSeries thinned(TimeSeries s, double share) {
    int count = Math.max(1, (int) Math.round(share * s.length()));
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < s.length(); i++) {
      if (random.nextInt(s.length() - i) < count - rows.size()) {
        rows.add(i);
      }
    }
    double[] times = rows.stream().mapToDouble(s::time).toArray();
    return TimeSeries.of(s.id(), times, rows.stream().map(s::row).toArray(double[][]::new));
  }

  /** Windows of some rows at random places, for series longer than the paper's windows. */
  RubanovaData windows(int length) {
    return new RubanovaData(this, length);
  }

  private RubanovaData(RubanovaData whole, int length) {
    this.random = whole.random;
    this.training = whole.training.map(s -> window(s, length));
    this.test = whole.test.stream().map(s -> window(s, length)).toList();
  }

  private TimeSeries window(TimeSeries s, int length) {
    int from = random.nextInt(s.length() - length + 1);
    double start = s.time(from);
    double[] times =
        Arrays.stream(s.slice(from, from + length).times()).map(t -> t - start).toArray();
    double[][] rows = new double[length][];
    for (int i = 0; i < length; i++) {
      rows[i] = s.row(from + i);
    }
    return TimeSeries.of(s.id(), times, rows);
  }
}
