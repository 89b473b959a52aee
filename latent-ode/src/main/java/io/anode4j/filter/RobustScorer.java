package io.anode4j.filter;

import io.anode4j.forecast.Forecast;
import java.nio.ByteBuffer;

/** One sensor of a {@link RobustSensorModel}. */
final class RobustScorer implements Scorer {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  private final RobustSensorModel model;
  private final RobustChannel[] channels;
  private final ScoreCalibration.Curves curves;
  private final AdaptiveThreshold anomaly;
  private final AdaptiveThreshold level;
  private final Switches switches;
  private final GapHistory gaps = new GapHistory();
  private long count;
  private double time = Double.NaN;

  RobustScorer(RobustSensorModel model, double falseAlarmRate) {
    this.model = model;
    this.channels = new RobustChannel[model.channels().size()];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = new RobustChannel();
    }
    this.switches = new Switches(channels.length);
    this.curves = ScoreCalibration.gaussian(channels.length).curves();
    this.anomaly = new AdaptiveThreshold(falseAlarmRate);
    this.level = new AdaptiveThreshold(falseAlarmRate);
    reset();
  }

  @Override
  public Score update(Reading reading) {
    check(reading);
    int d = channels.length;
    double[] mean = new double[d];
    double[] std = new double[d];
    double[] logDensity = new double[d];
    double[] surprise = new double[d];
    double[] fromLevel = new double[d];
    boolean[] counted = switches.counted(reading.values());
    double sum = 0;
    double levelSum = 0;
    int observed = 0;
    for (int c = 0; c < d; c++) {
      mean[c] = channels[c].mean();
      std[c] = channels[c].std();
      double value = reading.values()[c];
      if (!Double.isNaN(value)) {
        double residual = (value - mean[c]) / std[c];
        logDensity[c] = -0.5 * residual * residual - Math.log(std[c]) - HALF_LOG_2_PI;
        surprise[c] = curves.residual()[c].surprise(Math.abs(residual));
        fromLevel[c] = curves.residual()[c].surprise(channels[c].fromLevel(value));
        sum += counted[c] ? surprise[c] : 0;
        levelSum += counted[c] ? fromLevel[c] : 0;
        observed += counted[c] ? 1 : 0;
      }
    }
    boolean warm = warmUp();
    double total = curves.ofReading(sum, observed);
    Score.Alarm alarm = alarm(total, curves.ofReading(levelSum, observed), observed > 0 && !warm);
    if (observed > 0) {
      learn(reading);
    }
    return new Score(
        reading, count, warm, mean, std, logDensity, surprise, fromLevel, alarm, gaps.after(time));
  }

  /** Thresholds are those of before the reading. */
  private Score.Alarm alarm(double total, double levelTotal, boolean counts) {
    double threshold = anomaly.threshold();
    double levelThreshold = level.threshold();
    if (counts) {
      anomaly.add(total);
      level.add(levelTotal);
    }
    return new Score.Alarm(
        Math.exp(-total), anomaly.value(), threshold, level.value(), levelThreshold);
  }

  private void learn(Reading reading) {
    if (count > 0) {
      gaps.add(reading.time() - time);
    }
    switches.learn(reading.values());
    for (int c = 0; c < channels.length; c++) {
      double value = reading.values()[c];
      if (Double.isFinite(value)) {
        channels[c].add(value);
      }
    }
    time = reading.time();
    count++;
  }

  private void check(Reading reading) {
    if (reading.values().length != channels.length) {
      throw new IllegalArgumentException(
          "A reading of "
              + reading.values().length
              + " channels; the model expects "
              + model.channels()
              + ", NaN where nothing was observed");
    }
    if (reading.time() < time) {
      throw new IllegalArgumentException(
          "A reading at "
              + model.timeFormat().format(reading.time())
              + " after one at "
              + model.timeFormat().format(time)
              + "; expected readings in the order of time: sort them, or leave late ones out");
    }
  }

  @Override
  public Forecast forecast(double[] times) {
    double[][] mean = new double[times.length][channels.length];
    double[][] std = new double[times.length][channels.length];
    double usual = gaps.after(0).time();
    for (int t = 0; t < times.length; t++) {
      if (times[t] < time) {
        throw new IllegalArgumentException(
            "A forecast for "
                + model.timeFormat().format(times[t])
                + ", before the last reading at "
                + model.timeFormat().format(time)
                + "; expected times after it");
      }
      double gapsAhead = usual > 0 && count > 0 ? Math.max(1, (times[t] - time) / usual) : 1;
      for (int c = 0; c < channels.length; c++) {
        mean[t][c] = channels[c].mean();
        std[t][c] = channels[c].std() * (channels[c].wanders() ? Math.sqrt(gapsAhead) : 1);
      }
    }
    return Forecast.gaussian("", model.channels(), times, mean, std);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public double lastTime() {
    return time;
  }

  @Override
  public boolean warmUp() {
    return count < RobustSensorModel.WARM_UP;
  }

  @Override
  public double expectedNext() {
    return gaps.after(time).time();
  }

  @Override
  public double overdueAfter() {
    return gaps.after(time).overdueAfter();
  }

  /** Bytes of a state within its envelope. */
  static int content(int channels) {
    return 8
        + 8
        + GapHistory.BYTES
        + 2 * AdaptiveThreshold.BYTES
        + Switches.bytes(channels)
        + channels * RobustChannel.BYTES;
  }

  @Override
  public byte[] save() {
    ByteBuffer out = model.state().begin(content(channels.length));
    out.putLong(count).putDouble(time);
    gaps.write(out);
    anomaly.write(out);
    level.write(out);
    switches.write(out);
    for (RobustChannel channel : channels) {
      channel.write(out);
    }
    return model.state().end(out);
  }

  @Override
  public void restore(byte[] state) {
    ByteBuffer in = model.state().open(state);
    if (in.remaining() != content(channels.length)) {
      throw SensorState.damaged(state);
    }
    count = in.getLong();
    time = in.getDouble();
    gaps.read(in);
    anomaly.read(in);
    level.read(in);
    switches.read(in);
    for (RobustChannel channel : channels) {
      channel.read(in);
    }
  }

  @Override
  public void reset() {
    count = 0;
    time = Double.NaN;
    gaps.clear();
    anomaly.clear();
    level.clear();
    switches.clear();
    for (RobustChannel channel : channels) {
      channel.clear();
    }
  }
}
