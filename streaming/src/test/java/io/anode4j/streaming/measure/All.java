package io.anode4j.streaming.measure;

import java.util.Locale;

/** All measurements one after the other, with their usual arguments: about ten minutes. */
public final class All {
  private All() {}

  /** A program that measures and prints. */
  @FunctionalInterface
  private interface Program {
    void main(String... arguments) throws Exception;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    run("Throughput", Throughput::main);
    run("Latency", Latency::main);
    run("Restore", Restore::main);
    run("Start-up", StartUp::main);
    run("Instances", Instances::main);
  }

  private static void run(String name, Program program) throws Exception {
    System.out.printf("%n## %s%n", name);
    long start = System.nanoTime();
    program.main();
    System.out.printf(Locale.ROOT, "%.0f s in all%n", (System.nanoTime() - start) / 1e9);
  }
}
