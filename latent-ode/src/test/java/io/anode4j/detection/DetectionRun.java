package io.anode4j.detection;

import io.anode4j.detection.Detection.Rates;
import io.anode4j.detection.Detector.Judge;
import io.anode4j.detection.Detector.Verdict;
import io.anode4j.filter.FilterConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains and judges on the public data sets and prints a table of figures. */
public final class DetectionRun {
  private static final int NAB_QUIET = 100;
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
   * @param arguments folder of the data, then any of skab, nab, room
   */
  public static void main(String[] arguments) {
    DetectionRun run = new DetectionRun(Path.of(arguments[0]), System.out);
    List<String> sets = List.of(arguments).subList(1, arguments.length);
    run.measure(new FilterDetector("filter", FilterConfig.defaults()), sets);
  }

  /** Measures a detector on some sets, or on all if none is named. */
  public void measure(Detector detector, List<String> sets) {
    boolean all = sets.isEmpty();
    if (all || sets.contains("ordinary")) {
      ordinary(detector);
    }
    if (all || sets.contains("skab")) {
      rates(detector, data.skab(), 1e-2);
      rates(detector, data.skabOtherDay(), 1e-2);
    }
    if (all || sets.contains("room")) {
      rates(detector, data.roomClimate(), 1e-2);
    }
    if (all || sets.contains("nab")) {
      nab(detector);
    }
  }

  private void ordinary(Detector detector) {
    Experiment e = data.skabOrdinary();
    for (double rate : new double[] {0.05, 0.01, 0.001}) {
      Rates found = judged(detector, e, rate).rates();
      print("%s, %s: wanted false alarms %.3f, found %.4f", detector.name(), e.name(), rate, found.falseAlarms());
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

  private void rates(Detector detector, Experiment e, double rate) {
    long started = System.nanoTime();
    Detection found = judged(detector, e, rate);
    Rates r = found.rates();
    print(
        "%s, %s: F1 %.3f, FAR %.1f %%, MAR %.1f %%, AUC %.3f, mean AUC of a stream %.3f (%.0f s)",
        detector.name(), e.name(), r.f1(), 100 * r.falseAlarms(), 100 * r.missed(), found.auc(),
        found.meanAuc(), (System.nanoTime() - started) / 1e9);
  }

  private void nab(Detector detector) {
    long started = System.nanoTime();
    NabScore fixed = new NabScore();
    NabScore any = new NabScore();
    for (Experiment e : data.nab()) {
      Judge judge = detector.train(e.training(), 1e-3);
      for (LabelledStream s : e.streams()) {
        Verdict[] said = judge.judge(s.series());
        fixed.add(s, NabScore.beginnings(said, NAB_QUIET));
        any.add(s, NabScore.all(said));
      }
    }
    print(
        "%s, NAB, standard profile: %.1f with thresholds from training, %.1f with the best one"
            + " threshold (%.0f s)",
        detector.name(), fixed.at(0), any.best(), (System.nanoTime() - started) / 1e9);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
