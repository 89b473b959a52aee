package io.anode4j.streaming.measure;

import io.anode4j.streaming.config.StreamingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Records a second of one instance, then of two that share the partitions, each in a JVM of its own
 * beside the broker's. Readings become visible all at once, when the instances have their
 * partitions and wait. Arguments: records (300000), rounds (3), sensors (1000).
 */
public final class Instances {
  private static final int MOST = 2;

  private Instances() {}

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    long records = args.length > 0 ? Long.parseLong(args[0]) : 300_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    int sensors = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
    System.out.println(Conditions.now());
    System.out.println("| round | instances | records/s together | CPU of all, µs a record |");
    System.out.println("|--:|--:|--:|--:|");
    try (Cluster cluster = Cluster.start()) {
      Path model = cluster.directory().resolve("m.anode");
      Workload.model().save(model);
      for (int round = 1; round <= rounds; round++) {
        for (int instances = 1; instances <= MOST; instances++) {
          Rate rate = run(cluster, model, round, instances, records, new Workload(sensors));
          System.out.printf(
              Locale.ROOT,
              "| %d | %d | %,.0f | %.1f + %.1f |%n",
              round,
              instances,
              rate.perSecond(),
              rate.streamMicros(),
              rate.brokerMicros());
        }
      }
    }
    System.out.println(Conditions.now());
  }

  private static Rate run(
      Cluster cluster, Path model, int round, int instances, long records, Workload workload)
      throws Exception {
    String application = "shared-" + round + "-" + instances;
    String input = "readings-" + round + "-" + instances;
    cluster.makeTopic(input);
    StreamingConfig config = cluster.config(application, input);
    List<ChildJvm> running = new ArrayList<>();
    try {
      for (int i = 0; i < instances; i++) {
        Properties settings =
            cluster.settings(
                application,
                input,
                "instance.id",
                "i" + i,
                "state.dir",
                cluster.directory().resolve("state-" + application).resolve("i" + i).toString());
        running.add(StreamProgram.start(model, settings));
      }
      cluster.awaitShared(config, instances);
      workload.loadAtOnce(cluster.bootstrap(), input, records);
      return Rate.watch(
          cluster,
          config,
          records,
          () -> running.stream().map(ChildJvm::cpu).reduce(Duration.ZERO, Duration::plus));
    } finally {
      for (ChildJvm jvm : running) {
        jvm.close();
      }
      cluster.forget(config);
    }
  }
}
