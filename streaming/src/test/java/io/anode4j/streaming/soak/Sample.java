package io.anode4j.streaming.soak;

import java.util.Locale;

/**
 * What was seen of the application at one time.
 *
 * @param seconds since the beginning
 * @param rate readings scored a second since the sample before
 * @param heap bytes in use after a full collection
 * @param resident bytes of memory the system gives it; NaN where the system does not tell
 * @param state bytes of its state directory
 * @param threads how many
 * @param files open files; NaN where the system does not tell
 * @param accepted models taken into service so far
 * @param refused models refused so far
 */
record Sample(
    double seconds,
    double rate,
    double heap,
    double resident,
    double state,
    double threads,
    double files,
    int accepted,
    int refused) {
  private static final double MIB = 1 << 20;

  static String head() {
    return "minute  scored/s  heap MiB  resident MiB  state MiB  threads  files  models  refused";
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%6.1f  %8.0f  %8.1f  %12.1f  %9.1f  %7.0f  %5.0f  %6d  %7d",
        seconds / 60,
        rate,
        heap / MIB,
        resident / MIB,
        state / MIB,
        threads,
        files,
        accepted,
        refused);
  }
}
