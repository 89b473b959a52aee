package io.anode4j.filter;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.nio.ByteBuffer;

/**
 * One sensor of a {@link WindowedLatentOde}: a ring of its last readings.
 *
 * <p>Values are kept as the model scales them, in the float32 in which it computes: as they came,
 * float32 would not tell the readings of a counter at 1e12 apart.
 */
final class WindowedScorer implements Scorer {
  /** How far a second strange value is believed, in deviations. */
  private static final double OUTLIER_LIMIT = 6;

  private final WindowedLatentOde model;
  private final int channels;
  private final double threshold;
  private final double levelThreshold;
  private final GapHistory gaps = new GapHistory();
  private final double[] times;
  private final float[] scaled;
  private long count;
  private final SmoothedSurprise anomaly;
  private final SmoothedSurprise level;
  private final Doubt doubt;

  WindowedScorer(WindowedLatentOde model, double falseAlarmRate) {
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new IllegalArgumentException(
          "A false-alarm rate of " + falseAlarmRate + "; expected a share between 0 and 1");
    }
    this.model = model;
    this.channels = model.channels().size();
    this.threshold = model.curves().threshold(falseAlarmRate);
    this.levelThreshold = model.levels().threshold(falseAlarmRate);
    this.anomaly = new SmoothedSurprise(WindowedLatentOde.SMOOTHING, threshold);
    this.level = new SmoothedSurprise(WindowedLatentOde.SMOOTHING, levelThreshold);
    this.doubt = new Doubt(model.curves().residual(), model.warmUp(), 1);
    this.times = new double[model.window()];
    this.scaled = new float[model.window() * channels];
  }

  private int kept() {
    return (int) Math.min(count, times.length);
  }

  private TimeSeries history() {
    int n = kept();
    if (n == 0) {
      return TimeSeries.empty("", channels);
    }
    double[] t = new double[n];
    double[][] v = new double[n][channels];
    for (int i = 0; i < n; i++) {
      int at = (int) ((count - n + i) % times.length);
      t[i] = times[at];
      for (int c = 0; c < channels; c++) {
        v[i][c] = model.scaler().toOriginal(c, scaled[at * channels + c]);
      }
    }
    return TimeSeries.of("", t, v);
  }

  @Override
  public Score update(Reading reading) {
    check(reading);
    double[] observedValues = reading.values();
    Forecast expected = model.predict(history(), new double[] {reading.time()});
    double[] mean = new double[channels];
    double[] std = new double[channels];
    double[] logDensity = new double[channels];
    double[] surprise = new double[channels];
    double sum = 0;
    double levels = 0;
    int observed = 0;
    for (int c = 0; c < channels; c++) {
      mean[c] = expected.mean(0, c);
      std[c] = expected.std(0, c);
      double value = observedValues[c];
      if (!Double.isNaN(value)) {
        logDensity[c] = expected.logDensity(0, c, value);
        surprise[c] = model.curves().residual()[c].surprise(Math.abs(value - mean[c]) / std[c]);
        sum += surprise[c];
        levels += model.levels().residual()[c].surprise(Math.abs(model.scaled(c, value)));
        observed++;
      }
    }
    double total = model.curves().ofReading(sum, observed);
    boolean warm = warmUp();
    if (observed > 0) {
      if (!warm) {
        anomaly.add(total);
        level.add(model.levels().ofReading(levels, observed));
      }
      keep(reading, mean, std);
    }
    return new Score(
        reading,
        count,
        warm,
        mean,
        std,
        logDensity,
        surprise,
        new Score.Alarm(
            Math.exp(-total), anomaly.value(), threshold, level.value(), levelThreshold),
        gaps.after(lastTime()));
  }

  private void keep(Reading reading, double[] mean, double[] std) {
    if (count > 0) {
      gaps.add(reading.time() - lastTime());
    }
    int at = (int) (count % times.length);
    times[at] = reading.time();
    for (int c = 0; c < channels; c++) {
      double believed = believed(c, reading.values()[c], mean[c], std[c]);
      scaled[at * channels + c] = finite(model.scaler().toScaled(c, believed));
    }
    count++;
  }

  private static float finite(double value) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  /** What is kept of a value: a strange one not before the next confirms it. */
  private double believed(int channel, double value, double mean, double std) {
    if (Double.isNaN(value) || !doubt.isStrange(channel, (value - mean) / std)) {
      return value;
    }
    return mean + doubt.believed(channel, value - mean, std, OUTLIER_LIMIT * std, count);
  }

  private void check(Reading reading) {
    if (reading.values().length != channels) {
      throw new IllegalArgumentException(
          "A reading of "
              + reading.values().length
              + " channels; the model expects "
              + model.channels()
              + ", NaN where nothing was observed");
    }
    if (count > 0 && !(reading.time() > lastTime())) {
      throw new IllegalArgumentException(
          "A reading at "
              + model.timeFormat().format(reading.time())
              + " after one at "
              + model.timeFormat().format(lastTime())
              + "; expected readings in the order of time: sort them, merge those of one time, or"
              + " leave late ones out");
    }
  }

  @Override
  public Forecast forecast(double[] asked) {
    for (double t : asked) {
      if (count > 0 && t < lastTime()) {
        throw new IllegalArgumentException(
            "A forecast for "
                + model.timeFormat().format(t)
                + ", before the last reading at "
                + model.timeFormat().format(lastTime())
                + "; expected times after it");
      }
    }
    return model.predict(history(), asked);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public double lastTime() {
    return count == 0 ? Double.NaN : times[(int) ((count - 1) % times.length)];
  }

  @Override
  public boolean warmUp() {
    return count < model.warmUp();
  }

  @Override
  public double expectedNext() {
    return gaps.after(lastTime()).time();
  }

  @Override
  public double overdueAfter() {
    return gaps.after(lastTime()).overdueAfter();
  }

  /** Bytes of a state within its envelope. */
  static int content(int readings, int channels) {
    return 8 + 8 + 8 + GapHistory.BYTES + readings * (8 + 4 * channels);
  }

  /** Bytes more after strange readings, until they are forgotten. */
  private static int strangeContent(int channels) {
    return 2 * SmoothedSurprise.BURST_BYTES + channels;
  }

  @Override
  public byte[] save() {
    int n = kept();
    boolean strange = doubt.isAny() || anomaly.inBurst() || level.inBurst();
    int content = content(n, channels) + (strange ? strangeContent(channels) : 0);
    ByteBuffer out = model.state().begin(content);
    out.putLong(count);
    anomaly.writeValue(out);
    level.writeValue(out);
    gaps.write(out);
    for (int i = 0; i < n; i++) {
      int at = (int) ((count - n + i) % times.length);
      out.putDouble(times[at]);
      for (int c = 0; c < channels; c++) {
        out.putFloat(scaled[at * channels + c]);
      }
    }
    if (strange) {
      anomaly.writeBurst(out);
      level.writeBurst(out);
      doubt.write(out);
    }
    return model.state().end(out);
  }

  @Override
  public void restore(byte[] state) {
    ByteBuffer in = model.state().open(state);
    if (in.remaining() < content(0, channels)) {
      throw SensorState.damaged(state);
    }
    int given = in.remaining();
    long readings = in.getLong();
    int n = (int) Math.min(readings, times.length);
    int usual = content(n, channels);
    boolean strange = given == usual + strangeContent(channels);
    if (readings < 0 || given != usual && !strange) {
      throw SensorState.damaged(state);
    }
    count = readings;
    anomaly.readValue(in);
    level.readValue(in);
    gaps.read(in);
    for (int i = 0; i < n; i++) {
      int at = (int) ((count - n + i) % times.length);
      times[at] = in.getDouble();
      for (int c = 0; c < channels; c++) {
        scaled[at * channels + c] = in.getFloat();
      }
    }
    doubt.clear();
    if (strange) {
      anomaly.readBurst(in);
      level.readBurst(in);
      doubt.read(in);
    }
  }

  @Override
  public void reset() {
    gaps.clear();
    count = 0;
    anomaly.clear();
    level.clear();
    doubt.clear();
  }
}
