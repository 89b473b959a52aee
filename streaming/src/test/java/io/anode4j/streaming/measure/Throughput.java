package io.anode4j.streaming.measure;

import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.CannedScorer;
import io.anode4j.streaming.ForecastStream;
import io.anode4j.streaming.ModelSource;
import io.anode4j.streaming.config.StreamingConfig;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Records a second of the scoring topology and of the same topology with a scorer that does
 * nothing: one input, the same serdes, store and bytes written, exactly once, in turn, after a
 * round to warm up. Arguments: records (200000), rounds (5), sensors (1000), and settings of both
 * such as {@code producer.compression.type=lz4}.
 */
public final class Throughput {
  private static final String INPUT = "readings";

  private final PrintStream out;
  private final Cluster cluster;
  private final ModelSource models = ModelSource.fixed(ActiveModel.named("m", Workload.model()));
  private final long records;
  private final String[] settings;

  private Throughput(PrintStream out, Cluster cluster, long records, String[] settings) {
    this.out = out;
    this.cluster = cluster;
    this.records = records;
    this.settings = settings;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    long records = args.length > 0 ? Long.parseLong(args[0]) : 200_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int sensors = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
    try (Cluster cluster = Cluster.start()) {
      cluster.makeTopic(INPUT);
      new Workload(sensors).load(cluster.bootstrap(), INPUT, 0, records);
      System.out.printf(
          Locale.ROOT, "%,d records of %,d sensors; %s%n", records, sensors, Conditions.now());
      String[] settings =
          Arrays.stream(args)
              .skip(3)
              .flatMap(setting -> Arrays.stream(setting.split("=", 2)))
              .toArray(String[]::new);
      new Throughput(System.out, cluster, records, settings).rounds(rounds);
    }
    System.out.println(Conditions.now());
  }

  private void rounds(int rounds) throws Exception {
    out.println("| round | scoring, records/s | trivial | ratio | CPU of scoring, µs | trivial |");
    out.println("|---|--:|--:|--:|--:|--:|");
    double[] ratios = new double[rounds];
    double[] scoring = new double[rounds];
    double[] trivial = new double[rounds];
    for (int round = 0; round <= rounds; round++) {
      // Neither is always the one after the other.
      boolean realFirst = round % 2 == 0;
      Rate first = run("first-" + round, realFirst);
      Rate second = run("second-" + round, !realFirst);
      Rate real = realFirst ? first : second;
      Rate canned = realFirst ? second : first;
      double ratio = real.perSecond() / canned.perSecond();
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f | %.2f | %.1f + %.1f | %.1f + %.1f |%n",
          round == 0 ? "warm-up" : round,
          real.perSecond(),
          canned.perSecond(),
          ratio,
          real.streamMicros(),
          real.brokerMicros(),
          canned.streamMicros(),
          canned.brokerMicros());
      if (round > 0) {
        ratios[round - 1] = ratio;
        scoring[round - 1] = real.perSecond();
        trivial[round - 1] = canned.perSecond();
      }
    }
    out.printf(
        Locale.ROOT,
        "median: scoring %,.0f records/s, trivial %,.0f records/s, ratio of a round %.2f (wanted:"
            + " at least 0.6)%n",
        median(scoring),
        median(trivial),
        median(ratios));
  }

  private Rate run(String application, boolean scores) throws Exception {
    StreamingConfig config = cluster.config(application, INPUT, settings);
    try (ForecastStream stream =
        scores ? ForecastStream.start(config, models) : CannedScorer.stream(config, models)) {
      return Rate.watch(cluster, stream, records);
    } finally {
      cluster.forget(config);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
