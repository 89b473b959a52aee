package io.anode4j.filter;

import io.anode4j.forecast.Forecast;
import java.nio.ByteBuffer;

/** One sensor of an {@link AdaptiveSensorModel}. */
final class AdaptiveScorer implements Scorer {
  /** Readings that the surprise is smoothed over. */
  private static final double SMOOTHING = 32;

  /** Surprise beyond which a single value counts no further. */
  private static final double MOST = 20;

  /** What a reading counts in learning while the alarm is raised. */
  private static final double ALARMED = 0.25;

  /** Readings in alarm after which the sensor is taken to have changed for good. */
  private static final int ACCEPT = 512;

  /** Readings that a frame is learnt from, at first and when the sensor has changed. */
  static final int SETTLE = 64;

  /** Readings of a sensor that has changed that count in full, alarm or not. */
  private static final int RELEARN = 512;

  /**
   * Least deviation of the level's cube root, as a part of what it has for Gaussians: √(2/9d),
   * Wilson and Hilferty.
   */
  private static final double LEVEL_FLOOR = 0.6;

  private final AdaptiveSensorModel model;
  private final Scorer inner;
  private final OwnFrame frame;
  private final Switches switches;
  private final Courses courses;
  private final FollowedStatistic prediction;
  private final FollowedStatistic level;
  private double surprise = 1;
  private int alarmed;
  private int settling;

  AdaptiveScorer(AdaptiveSensorModel model, double falseAlarmRate) {
    this.model = model;
    this.inner = model.inner().newScorer(falseAlarmRate);
    this.frame = new OwnFrame(model.channels().size(), model.isTogether());
    this.switches = new Switches(model.channels().size());
    this.courses = new Courses(model.courses());
    // Two statistics share the rate.
    this.prediction = new FollowedStatistic(falseAlarmRate / 2);
    this.level = new FollowedStatistic(falseAlarmRate / 2);
  }

  @Override
  public Score update(Reading reading) {
    double[] shift = model.shift(frame);
    Score score = inner.update(shift == null ? reading : shifted(reading, shift));
    boolean observed = follow(score, reading);
    Score.Alarm alarm =
        new Score.Alarm(
            score.pValue(),
            prediction.value(),
            prediction.threshold(),
            level.value(),
            level.threshold());
    double[] expected = new double[model.channels().size()];
    for (int c = 0; c < expected.length; c++) {
      expected[c] = score.mean(c) + (shift == null ? 0 : shift[c]);
    }
    boolean warm = score.warmUp() || frame.count() < SETTLE;
    Score judged = score.adapted(reading, warm, expected, frame.contributions(), alarm);
    if (observed) {
      learn(reading, judged.isAnomaly() || judged.isUnusualLevel());
    }
    return judged;
  }

  /** Brings both statistics up to a reading; says whether it has a value. */
  private boolean follow(Score score, Reading reading) {
    boolean[] counted = switches.counted(reading.values());
    double sum = 0;
    int observed = 0;
    for (int c = 0; c < score.channels(); c++) {
      if (score.isObserved(c) && counted[c]) {
        sum += Math.min(score.contribution(c), MOST);
        observed++;
      }
    }
    if (observed > 0) {
      int measuring = switches.measuring();
      surprise += (sum / observed - surprise) / SMOOTHING;
      double course = courses.follow(reading.values(), frame);
      prediction.set(
          // One voice more, beside those of the channels.
          Double.isNaN(course) ? surprise : (measuring * surprise + course) / (measuring + 1),
          // Of the cube root of a mean of so many surprises.
          Math.sqrt(1 / (9 * SMOOTHING * measuring)));
      level.set(
          frame.distance(reading.values(), counted, measuring),
          LEVEL_FLOOR * Math.sqrt(2 / (9.0 * measuring)));
    }
    return observed > 0;
  }

  private static Reading shifted(Reading reading, double[] shift) {
    double[] values = reading.values().clone();
    for (int c = 0; c < values.length; c++) {
      values[c] -= shift[c];
    }
    return new Reading(reading.time(), values);
  }

  private void learn(Reading reading, boolean alarm) {
    alarmed = alarm ? alarmed + 1 : 0;
    if (alarmed > ACCEPT) {
      alarmed = 0;
      settling = RELEARN;
      frame.hurry(SETTLE);
      prediction.again();
      level.again();
    }
    double weight = alarm && settling == 0 ? ALARMED : 1;
    settling = Math.max(0, settling - 1);
    switches.learn(reading.values());
    courses.learn(reading.values(), switches, weight);
    frame.learn(reading.values(), weight);
    prediction.learn(weight);
    level.learn(weight);
  }

  @Override
  public Forecast forecast(double[] times) {
    double[] shift = model.shift(frame);
    Forecast forecast = inner.forecast(times);
    return shift == null ? forecast : forecast.moved(shift);
  }

  @Override
  public long count() {
    return inner.count();
  }

  @Override
  public double lastTime() {
    return inner.lastTime();
  }

  @Override
  public boolean warmUp() {
    return inner.warmUp() || frame.count() < SETTLE;
  }

  @Override
  public double expectedNext() {
    return inner.expectedNext();
  }

  @Override
  public double overdueAfter() {
    return inner.overdueAfter();
  }

  /** Bytes of a state within its envelope, without those of the inner state. */
  static int content(int channels, boolean together, int courses) {
    return 4
        + 4
        + 4
        + 8
        + Switches.bytes(channels)
        + Courses.bytes(courses)
        + OwnFrame.bytes(channels, together)
        + 2 * FollowedStatistic.BYTES;
  }

  @Override
  public byte[] save() {
    byte[] within = inner.save();
    int own = content(model.channels().size(), model.isTogether(), model.courses());
    ByteBuffer out = model.state().begin(own + within.length);
    out.putInt(alarmed).putInt(settling).putDouble(surprise);
    switches.write(out);
    courses.write(out);
    frame.write(out);
    prediction.write(out);
    level.write(out);
    out.putInt(within.length).put(within);
    return model.state().end(out);
  }

  @Override
  public void restore(byte[] state) {
    if (!model.state().isOwn(state)) {
      // A state of the model inside: it goes on, its frame is learnt from now on.
      inner.restore(state);
      clearOwn();
      return;
    }
    ByteBuffer in = model.state().open(state);
    int own = content(model.channels().size(), model.isTogether(), model.courses());
    if (in.remaining() < own || in.getInt(in.position() + own - 4) != in.remaining() - own) {
      throw SensorState.damaged(state);
    }
    byte[] within = new byte[in.remaining() - own];
    in.get(in.position() + own, within);
    inner.restore(within);
    alarmed = in.getInt();
    settling = in.getInt();
    surprise = in.getDouble();
    switches.read(in);
    courses.read(in);
    frame.read(in);
    prediction.read(in);
    level.read(in);
  }

  @Override
  public void reset() {
    inner.reset();
    clearOwn();
  }

  private void clearOwn() {
    switches.clear();
    courses.clear();
    frame.clear();
    prediction.clear();
    level.clear();
    surprise = 1;
    alarmed = 0;
    settling = 0;
  }
}
