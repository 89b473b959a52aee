package io.anode4j.filter;

import io.anode4j.data.TimeFormat;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a scorer of any model remembers of one sensor's alarms: smoothed surprise of readings and of
 * their level, against thresholds of one false-alarm rate, and the gaps between readings.
 */
final class AlarmState {
  private final List<String> channels;
  private final TimeFormat times;
  private final ScoreCalibration.Curves curves;
  private final ScoreCalibration.Curves levels;
  private final double threshold;
  private final double levelThreshold;
  private final SmoothedSurprise anomaly;
  private final SmoothedSurprise level;
  final GapHistory gaps = new GapHistory();

  // Sums over the channels of the reading being scored.
  private double sum;
  private double levelSum;
  private double[] fromCentre;
  private int observed;

  AlarmState(
      SensorModel model,
      ScoreCalibration.Curves curves,
      ScoreCalibration.Curves levels,
      double smoothing,
      double falseAlarmRate) {
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new IllegalArgumentException(
          "A false-alarm rate of " + falseAlarmRate + "; expected a share between 0 and 1");
    }
    this.channels = model.channels();
    this.fromCentre = new double[channels.size()];
    this.times = model.timeFormat();
    this.curves = curves;
    this.levels = levels;
    this.threshold = curves.threshold(falseAlarmRate);
    this.levelThreshold = levels.threshold(falseAlarmRate);
    this.anomaly = new SmoothedSurprise(smoothing, threshold);
    this.level = new SmoothedSurprise(smoothing, levelThreshold);
  }

  /** Begins a reading. */
  void begin() {
    sum = 0;
    levelSum = 0;
    fromCentre = new double[channels.size()];
    observed = 0;
  }

  /**
   * Adds an observed channel of the reading.
   *
   * @param channel which one
   * @param residual size of its residual, in deviations
   * @param distance size of its value on the model's scale
   * @return the channel's surprise
   */
  double add(int channel, double residual, double distance) {
    double surprise = curves.residual()[channel].surprise(residual);
    sum += surprise;
    fromCentre[channel] = levels.residual()[channel].surprise(distance);
    levelSum += fromCentre[channel];
    observed++;
    return surprise;
  }

  /** What each channel adds to the level of the reading; not used again here. */
  double[] levels() {
    return fromCentre;
  }

  /** Whether the reading has any value. */
  boolean isObserved() {
    return observed > 0;
  }

  /** Ends the reading; while the sensor warms up, its scores do not count. */
  Score.Alarm end(boolean warmUp) {
    double total = curves.ofReading(sum, observed);
    if (observed > 0 && !warmUp) {
      anomaly.add(total);
      level.add(levels.ofReading(levelSum, observed));
    }
    return new Score.Alarm(
        Math.exp(-total), anomaly.value(), threshold, level.value(), levelThreshold);
  }

  /** Refuses a reading of another width, or one out of order. */
  void check(Reading reading, double lastTime, boolean inOrder, String remedy) {
    if (reading.values().length != channels.size()) {
      throw new IllegalArgumentException(
          "A reading of "
              + reading.values().length
              + " channels; the model expects "
              + channels
              + ", NaN where nothing was observed");
    }
    if (!inOrder) {
      throw new IllegalArgumentException(
          "A reading at "
              + times.format(reading.time())
              + " after one at "
              + times.format(lastTime)
              + "; expected readings in the order of time: "
              + remedy);
    }
  }

  /** Refuses to forecast what lies before the last reading, NaN if there is none. */
  void checkAsked(double[] asked, double lastTime) {
    for (double t : asked) {
      if (t < lastTime) {
        throw new IllegalArgumentException(
            "A forecast for "
                + times.format(t)
                + ", before the last reading at "
                + times.format(lastTime)
                + "; expected times after it");
      }
    }
  }

  boolean inBurst() {
    return anomaly.inBurst() || level.inBurst();
  }

  /** Bytes of {@link #writeValues}. */
  static int valueBytes() {
    return 8 + 8 + GapHistory.BYTES;
  }

  /** Bytes more after strange readings, until they are forgotten: bursts and doubts. */
  static int strangeBytes(int channels) {
    return 2 * SmoothedSurprise.BURST_BYTES + channels;
  }

  void writeValues(ByteBuffer out) {
    anomaly.writeValue(out);
    level.writeValue(out);
    gaps.write(out);
  }

  void readValues(ByteBuffer in) {
    anomaly.readValue(in);
    level.readValue(in);
    gaps.read(in);
  }

  void writeBursts(ByteBuffer out) {
    anomaly.writeBurst(out);
    level.writeBurst(out);
  }

  void readBursts(ByteBuffer in) {
    anomaly.readBurst(in);
    level.readBurst(in);
  }

  void clear() {
    gaps.clear();
    anomaly.clear();
    level.clear();
  }
}
