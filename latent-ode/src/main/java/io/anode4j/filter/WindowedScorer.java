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
  private final AlarmState alarms;
  private final double[] times;
  private final float[] scaled;
  private long count;
  private final Doubt doubt;

  WindowedScorer(WindowedLatentOde model, double falseAlarmRate) {
    this.model = model;
    this.channels = model.channels().size();
    this.alarms =
        new AlarmState(
            model, model.curves(), model.levels(), WindowedLatentOde.SMOOTHING, falseAlarmRate);
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
    alarms.check(
        reading,
        lastTime(),
        count == 0 || reading.time() > lastTime(),
        "sort them, merge those of one time, or leave late ones out");
    double[] observedValues = reading.values();
    Forecast expected = model.predict(history(), new double[] {reading.time()});
    double[] mean = new double[channels];
    double[] std = new double[channels];
    double[] logDensity = new double[channels];
    double[] surprise = new double[channels];
    alarms.begin();
    for (int c = 0; c < channels; c++) {
      mean[c] = expected.mean(0, c);
      std[c] = expected.std(0, c);
      double value = observedValues[c];
      if (!Double.isNaN(value)) {
        logDensity[c] = expected.logDensity(0, c, value);
        surprise[c] =
            alarms.add(c, Math.abs(value - mean[c]) / std[c], Math.abs(model.scaled(c, value)));
      }
    }
    boolean warm = warmUp();
    Score.Alarm alarm = alarms.end(warm);
    if (alarms.isObserved()) {
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
        alarms.levels(),
        alarm,
        alarms.gaps.after(lastTime()));
  }

  private void keep(Reading reading, double[] mean, double[] std) {
    if (count > 0) {
      alarms.gaps.add(reading.time() - lastTime());
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

  @Override
  public Forecast forecast(double[] asked) {
    alarms.checkAsked(asked, lastTime());
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
    return alarms.gaps.after(lastTime()).time();
  }

  @Override
  public double overdueAfter() {
    return alarms.gaps.after(lastTime()).overdueAfter();
  }

  /** Bytes of a state within its envelope. */
  static int content(int readings, int channels) {
    return 8 + AlarmState.valueBytes() + readings * (8 + 4 * channels);
  }

  @Override
  public byte[] save() {
    int n = kept();
    boolean strange = doubt.isAny() || alarms.inBurst();
    int content = content(n, channels) + (strange ? AlarmState.strangeBytes(channels) : 0);
    ByteBuffer out = model.state().begin(content);
    out.putLong(count);
    alarms.writeValues(out);
    for (int i = 0; i < n; i++) {
      int at = (int) ((count - n + i) % times.length);
      out.putDouble(times[at]);
      for (int c = 0; c < channels; c++) {
        out.putFloat(scaled[at * channels + c]);
      }
    }
    if (strange) {
      alarms.writeBursts(out);
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
    boolean strange = given == usual + AlarmState.strangeBytes(channels);
    if (readings < 0 || given != usual && !strange) {
      throw SensorState.damaged(state);
    }
    count = readings;
    alarms.readValues(in);
    for (int i = 0; i < n; i++) {
      int at = (int) ((count - n + i) % times.length);
      times[at] = in.getDouble();
      for (int c = 0; c < channels; c++) {
        scaled[at * channels + c] = in.getFloat();
      }
    }
    doubt.clear();
    if (strange) {
      alarms.readBursts(in);
      doubt.read(in);
    }
  }

  @Override
  public void reset() {
    alarms.clear();
    count = 0;
    doubt.clear();
  }
}
