package io.anode4j.detection;

import io.anode4j.filter.FilterConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains and judges on the public data sets and prints a table of figures. */
public final class DetectionRun {
  /** Wanted shares of false alarms. */
  private static final double[] RATES = {1e-2, 1e-3};

  /** Readings without an alarm after which the next is a new one, for the NAB score. */
  private static final int QUIET = 100;

  private final PublicData data;
  private final PrintStream out;

  private DetectionRun(Path folder, PrintStream out) {
    this.data = new PublicData(folder);
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param arguments folder of the data, then any of ordinary, skab, other-day, room, nab, smap,
   *     msl; without one, all. Also: untrained, for the judges without training alone; odd or even,
   *     for every second file of nab, smap and msl, the first being odd
   */
  public static void main(String[] arguments) {
    List<String> sets = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    boolean untrained = sets.remove("untrained");
    Half half = sets.remove("odd") ? Half.ODD : sets.remove("even") ? Half.EVEN : Half.BOTH;
    DetectionRun run = new DetectionRun(Path.of(arguments[0]), System.out);
    for (String set : sets.isEmpty() ? PublicData.SETS : sets) {
      run.measure(set, half.of(run.data.experiments(set)), untrained);
    }
  }

  private enum Half {
    ODD,
    EVEN,
    BOTH;

    List<Experiment> of(List<Experiment> all) {
      List<Experiment> chosen = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (all.size() == 1 || this == BOTH || (i % 2 == 0) == (this == ODD)) {
          chosen.add(all.get(i));
        }
      }
      return chosen;
    }
  }

  private void measure(String set, List<Experiment> experiments, boolean untrained) {
    long start = System.nanoTime();
    List<Detector> detectors = Detectors.all(config(set), untrained);
    for (double rate : RATES) {
      Map<String, Judge> judges = new LinkedHashMap<>();
      for (Detector detector : detectors) {
        judges.put(detector.name(), each(detector, experiments, rate));
      }
      judges.put("robust z, first readings", new RobustRule(rate));
      judges.put("random cut forest", new CutForestRule(rate, 1));
      List<LabelledStream> streams =
          experiments.stream().flatMap(e -> e.streams().stream()).toList();
      DetectionRules rules = rules(experiments, rate);
      print("== %s, wanted %.1f %%, %d files", set, 100 * rate, experiments.size());
      out.println(DetectionReport.of(streams, judges, rules).table());
      if (set.equals("nab")) {
        nab(judges, streams);
      }
    }
    print("%s took %.0f s", set, (System.nanoTime() - start) / 1e9);
  }

  /** A few hundred readings a file: fewer windows show them as often. */
  private static FilterConfig config(String set) {
    return PublicData.isByFile(set)
        ? FilterConfig.builder().windowsPerEpoch(128).epochs(40).build()
        : FilterConfig.defaults();
  }

  private static DetectionRules rules(List<Experiment> experiments, double rate) {
    return DetectionRules.of(rate, experiments.get(0).training().timeFormat());
  }

  /** A judge that judges each stream by what was learnt from its own experiment. */
  private static Judge each(Detector detector, List<Experiment> experiments, double rate) {
    Map<LabelledStream, Judge> own = new IdentityHashMap<>();
    for (Experiment e : experiments) {
      Judge judge = detector.train(e.training(), rate);
      e.streams().forEach(s -> own.put(s, judge));
    }
    return stream -> own.get(stream).judge(stream);
  }

  private void nab(Map<String, Judge> judges, List<LabelledStream> streams) {
    judges.forEach(
        (name, judge) -> {
          NabScore score = new NabScore();
          streams.forEach(s -> score.add(s, NabScore.beginnings(judge.judge(s), QUIET)));
          print("NAB's own score | %s | %s", name, score.result());
        });
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
