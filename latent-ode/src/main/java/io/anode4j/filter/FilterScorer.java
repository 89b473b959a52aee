package io.anode4j.filter;

import io.anode4j.forecast.Forecast;
import io.anode4j.tensor.Matrix;
import java.nio.ByteBuffer;

/** One sensor of a {@link NeuralFilter}: a row of state, its gaps and its smoothed scores. */
final class FilterScorer implements Scorer {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  private final NeuralFilter model;
  private final FilterRows rows;
  private final AlarmState alarms;
  private final double[] at = new double[1];
  private final float[] scaled;

  FilterScorer(NeuralFilter model, double falseAlarmRate) {
    this.model = model;
    this.rows = new FilterRows(model, 1);
    this.alarms =
        new AlarmState(
            model,
            model.curves(),
            model.levels(),
            model.config().scoring().smoothing(),
            falseAlarmRate);
    this.scaled = new float[model.channels().size()];
  }

  @Override
  public Score update(Reading reading) {
    int d = scaled.length;
    double[] values = reading.values();
    alarms.check(
        reading,
        rows.time[0],
        !(reading.time() < rows.time[0]),
        "sort them, or leave late ones out");
    for (int c = 0; c < d; c++) {
      scaled[c] = (float) model.scaler().toScaled(c, values[c]);
    }
    at[0] = reading.time();
    rows.predict(1, at);
    double[] mean = new double[d];
    double[] std = new double[d];
    double[] logDensity = new double[d];
    double[] surprise = new double[d];
    alarms.begin();
    for (int c = 0; c < d; c++) {
      mean[c] = model.scaler().toOriginal(c, rows.mean[c]);
      double deviation = rows.std[c] * model.factors().factor(c, rows.lead[0]);
      std[c] = model.scaler().spreadToOriginal(c, deviation);
      if (!Float.isNaN(scaled[c])) {
        double residual = (values[c] - mean[c]) / std[c];
        logDensity[c] = -0.5 * residual * residual - Math.log(std[c]) - HALF_LOG_2_PI;
        surprise[c] = alarms.add(c, Math.abs(residual), Math.abs(scaled[c]));
      }
    }
    boolean warm = warmUp();
    Score.Alarm alarm = alarms.end(warm);
    if (alarms.isObserved()) {
      learn(reading.time());
    }
    return new Score(
        reading,
        count(),
        warm,
        mean,
        std,
        logDensity,
        surprise,
        alarms.levels(),
        alarm,
        alarms.gaps.after(lastTime()));
  }

  private void learn(double time) {
    if (count() > 0) {
      alarms.gaps.add(time - rows.time[0]);
    }
    rows.learn(1, at, scaled);
  }

  @Override
  public Forecast forecast(double[] times) {
    alarms.checkAsked(times, lastTime());
    int n = times.length;
    Matrix z = new Matrix(n, model.cell().architecture.first().inputs());
    double[] lead = new double[n];
    float[] last = new float[n * scaled.length];
    for (int t = 0; t < n; t++) {
      rows.ask(0, times[t], z, t);
      lead[t] = (times[t] - rows.time[0]) / model.layout().timeUnit();
      System.arraycopy(rows.lastValue, 0, last, t * scaled.length, scaled.length);
    }
    return model.decode("", times, z, lead, last);
  }

  @Override
  public long count() {
    return rows.count[0];
  }

  @Override
  public double lastTime() {
    return count() == 0 ? Double.NaN : rows.time[0];
  }

  @Override
  public boolean warmUp() {
    return count() < model.config().scoring().warmUp();
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
  static int content(int hidden, int channels) {
    return 8 + 8 + AlarmState.valueBytes() + 4 * hidden + 12 * channels;
  }

  @Override
  public byte[] save() {
    int h = model.cell().architecture.hidden();
    boolean strange = rows.doubt.isAny() || alarms.inBurst();
    int content =
        content(h, scaled.length) + (strange ? AlarmState.strangeBytes(scaled.length) : 0);
    ByteBuffer out = model.state().begin(content);
    out.putLong(count()).putDouble(rows.time[0]);
    alarms.writeValues(out);
    for (int j = 0; j < h; j++) {
      out.putFloat(rows.h.data()[j]);
    }
    for (int c = 0; c < scaled.length; c++) {
      out.putFloat(rows.lastValue[c]).putDouble(rows.lastTime[c]);
    }
    if (strange) {
      alarms.writeBursts(out);
      rows.doubt.write(out);
    }
    return model.state().end(out);
  }

  @Override
  public void restore(byte[] state) {
    int h = model.cell().architecture.hidden();
    ByteBuffer in = model.state().open(state);
    int usual = content(h, scaled.length);
    boolean strange = in.remaining() == usual + AlarmState.strangeBytes(scaled.length);
    if (in.remaining() != usual && !strange) {
      throw SensorState.damaged(state);
    }
    rows.count[0] = in.getLong();
    rows.time[0] = in.getDouble();
    alarms.readValues(in);
    for (int j = 0; j < h; j++) {
      rows.h.data()[j] = in.getFloat();
    }
    for (int c = 0; c < scaled.length; c++) {
      rows.lastValue[c] = in.getFloat();
      rows.lastTime[c] = in.getDouble();
    }
    rows.doubt.clear();
    if (strange) {
      alarms.readBursts(in);
      rows.doubt.read(in);
    }
  }

  @Override
  public void reset() {
    rows.clear();
    alarms.clear();
  }
}
