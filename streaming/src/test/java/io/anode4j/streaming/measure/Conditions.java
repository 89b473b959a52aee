package io.anode4j.streaming.measure;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Where and beside what other work something is measured; figures mean little without. */
final class Conditions {
  private Conditions() {}

  /** One line about this moment. */
  static String now() {
    return String.format(
        Locale.ROOT,
        "Java %s, %d processors, load average %.1f",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
