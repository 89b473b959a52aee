package io.anode4j.streaming;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is kept of an episode of anomalies while it lasts: an immutable value, so that a reading
 * that is scored anew can go on from the one before.
 *
 * @param start first reading that was not quiet, nanoseconds since 1970
 * @param end last one
 * @param peak the one with the highest score
 * @param severity that score as a multiple of its threshold
 * @param readings readings from start to end
 * @param alarms those above a threshold
 * @param quiet quiet readings since the end
 * @param statistics 1 for the prediction, 2 for the level: what was above its threshold
 * @param told how and when it was told
 * @param contributed what each channel has contributed; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record Episode(
    long start,
    long end,
    long peak,
    double severity,
    long readings,
    long alarms,
    int quiet,
    int statistics,
    Told told,
    double[] contributed) {

  private static final int FIXED = 3 * 8 + 8 + 2 * 8 + 4 + 1 + 4 + 8 + 8 + 2 + 2;

  /**
   * How an episode was told.
   *
   * @param revision times that it was told; 0 while there are too few alarms
   * @param at reading of the last time, nanoseconds since 1970
   * @param severity what was said then
   * @param worst channel that was said then; empty for none
   */
  record Told(int revision, long at, double severity, String worst) {
    static final Told NEVER = new Told(0, 0, 0, "");
  }

  static Episode beginning(long nanos, int channels) {
    return new Episode(nanos, nanos, nanos, 0, 0, 0, 0, 0, Told.NEVER, new double[channels]);
  }

  /** Whether it was told: others know of it. */
  boolean isOpen() {
    return told.revision() > 0;
  }

  Episode told(Told how) {
    return new Episode(
        start, end, peak, severity, readings, alarms, quiet, statistics, how, contributed);
  }

  Episode quieter() {
    return new Episode(
        start, end, peak, severity, readings, alarms, quiet + 1, statistics, told, contributed);
  }

  /**
   * To go on from when the last reading is scored anew: what was said of it stands.
   *
   * @param before the episode before that reading; null when there was none
   * @param now the episode after it
   */
  static Episode again(@org.jspecify.annotations.Nullable Episode before, Episode now) {
    return before == null
        ? beginning(now.start, now.contributed.length).told(now.told)
        : before.told(now.told);
  }

  /** Index of the channel that contributed most; −1 when none did. */
  int worst() {
    int worst = -1;
    for (int c = 0; c < contributed.length; c++) {
      if (contributed[c] > (worst < 0 ? 0 : contributed[worst])) {
        worst = c;
      }
    }
    return worst;
  }

  int bytes() {
    return FIXED + utf8(told.worst()).length + 8 * contributed.length;
  }

  void write(ByteBuffer out) {
    out.putLong(start).putLong(end).putLong(peak).putDouble(severity);
    out.putLong(readings).putLong(alarms).putInt(quiet).put((byte) statistics);
    out.putInt(told.revision()).putLong(told.at()).putDouble(told.severity());
    byte[] worst = utf8(told.worst());
    out.putShort((short) worst.length).put(worst);
    out.putShort((short) contributed.length);
    for (double one : contributed) {
      out.putDouble(one);
    }
  }

  /** Reads one. */
  static Episode read(ByteBuffer in) {
    long start = in.getLong();
    long end = in.getLong();
    long peak = in.getLong();
    double severity = in.getDouble();
    long readings = in.getLong();
    long alarms = in.getLong();
    int quiet = in.getInt();
    int statistics = in.get();
    int revision = in.getInt();
    long at = in.getLong();
    double toldSeverity = in.getDouble();
    byte[] worst = new byte[in.getShort()];
    in.get(worst);
    double[] contributed = new double[in.getShort()];
    for (int c = 0; c < contributed.length; c++) {
      contributed[c] = in.getDouble();
    }
    Told told = new Told(revision, at, toldSeverity, new String(worst, StandardCharsets.UTF_8));
    return new Episode(
        start, end, peak, severity, readings, alarms, quiet, statistics, told, contributed);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
