package io.anode4j.detection;

import io.anode4j.detection.Detection.Rates;
import io.anode4j.detection.Detector.Judge;
import io.anode4j.filter.FilterConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trains and judges on the public data sets and prints a table of figures. */
public final class DetectionRun {
  /** Wanted shares of false alarms. */
  private static final double[] RATES = {1e-2, 1e-3, 1e-4};

  /** Readings without an alarm after which the next is a new one. */
  private static final int QUIET = 100;

  private final PublicData data;
  private final PrintStream out;

  /**
   * A run.
   *
   * @param folder where the sets lie
   * @param out where to print
   */
  public DetectionRun(Path folder, PrintStream out) {
    this.data = new PublicData(folder);
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param arguments folder of the data, then any of ordinary, skab, room, nab; without one, all;
   *     and untrained for the detectors without training alone
   */
  public static void main(String[] arguments) {
    DetectionRun run = new DetectionRun(Path.of(arguments[0]), System.out);
    List<String> sets = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    boolean untrained = sets.remove("untrained");
    List<Detector> detectors = new ArrayList<>();
    for (FilterDetector.By by : FilterDetector.By.values()) {
      detectors.add(new RobustDetector(by));
    }
    if (!untrained) {
      detectors.addAll(FilterDetector.all(FilterConfig.defaults()));
    }
    run.measure(detectors, sets);
  }

  /** Measures detectors on some sets, or on all if none is named. */
  public void measure(List<Detector> detectors, List<String> sets) {
    boolean all = sets.isEmpty();
    if (all || sets.contains("ordinary")) {
      ordinary(detectors, data.waves());
      ordinary(detectors, data.skabOrdinary());
    }
    if (all || sets.contains("skab")) {
      rates(detectors, data.skab());
      rates(detectors, data.skabOtherDay());
    }
    if (all || sets.contains("room")) {
      rates(detectors, data.roomClimate());
    }
    if (all || sets.contains("nab")) {
      // A few hundred readings a file: fewer windows show them as often.
      nab(FilterDetector.all(FilterConfig.builder().windowsPerEpoch(128).epochs(40).build()));
    }
  }

  private void ordinary(List<Detector> detectors, Experiment e) {
    for (Detector detector : detectors) {
      for (double rate : RATES) {
        double found = judged(detector, e, rate).rates().falseAlarms();
        print("%s | %s | wanted %.4f | found %.4f", e.name(), detector.name(), rate, found);
      }
    }
  }

  private static Detection judged(Detector detector, Experiment e, double rate) {
    Judge judge = detector.train(e.training(), rate);
    Detection detection = new Detection();
    for (LabelledStream s : e.streams()) {
      detection.add(s, judge.judge(s.series()));
    }
    return detection;
  }

  private void rates(List<Detector> detectors, Experiment e) {
    for (Detector detector : detectors) {
      for (double rate : RATES) {
        Detection found = judged(detector, e, rate);
        Rates r = found.rates();
        print(
            "%s | %s | at %.4f | F1 %.3f | FAR %.2f %% | MAR %.1f %% | AUC %.3f, of a stream %.3f",
            e.name(),
            detector.name(),
            rate,
            r.f1(),
            100 * r.falseAlarms(),
            100 * r.missed(),
            found.auc(),
            found.meanAuc());
      }
    }
  }

  /** Measures detectors on the Numenta Anomaly Benchmark, each file by itself. */
  public void nab(List<Detector> detectors) {
    List<Experiment> experiments = data.nab();
    for (Detector detector : detectors) {
      for (double rate : RATES) {
        NabScore score = new NabScore();
        for (Experiment e : experiments) {
          Judge judge = detector.train(e.training(), rate);
          e.streams()
              .forEach(s -> score.add(s, NabScore.beginnings(judge.judge(s.series()), QUIET)));
        }
        print("NAB | %s | at %.4f | %s", detector.name(), rate, score.result());
      }
    }
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
