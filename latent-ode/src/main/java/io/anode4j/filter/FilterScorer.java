package io.anode4j.filter;

import io.anode4j.forecast.Forecast;
import io.anode4j.tensor.Matrix;
import java.nio.ByteBuffer;

/** One sensor of a {@link NeuralFilter}: a row of state, its gaps and its smoothed scores. */
final class FilterScorer implements Scorer {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  private final NeuralFilter model;
  private final FilterRows rows;
  private final GapHistory gaps = new GapHistory();
  private final double threshold;
  private final double levelThreshold;
  private final double[] at = new double[1];
  private final float[] scaled;
  private final SmoothedSurprise anomaly;
  private final SmoothedSurprise level;

  FilterScorer(NeuralFilter model, double falseAlarmRate) {
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new IllegalArgumentException(
          "A false-alarm rate of " + falseAlarmRate + "; expected a share between 0 and 1");
    }
    this.model = model;
    this.rows = new FilterRows(model, 1);
    this.threshold = model.curves().threshold(falseAlarmRate);
    this.levelThreshold = model.levels().threshold(falseAlarmRate);
    double smoothing = model.config().smoothing();
    this.anomaly = new SmoothedSurprise(smoothing, threshold);
    this.level = new SmoothedSurprise(smoothing, levelThreshold);
    this.scaled = new float[model.channels().size()];
  }

  @Override
  public Score update(Reading reading) {
    int d = scaled.length;
    double[] values = reading.values();
    check(reading);
    int observed = 0;
    for (int c = 0; c < d; c++) {
      scaled[c] = (float) model.scaler().toScaled(c, values[c]);
      observed += Double.isNaN(values[c]) ? 0 : 1;
    }
    at[0] = reading.time();
    rows.predict(1, at);
    double[] mean = new double[d];
    double[] std = new double[d];
    double[] logDensity = new double[d];
    double[] surprise = new double[d];
    double sum = 0;
    double levels = 0;
    for (int c = 0; c < d; c++) {
      mean[c] = model.scaler().toOriginal(c, rows.mean[c]);
      double deviation = rows.std[c] * model.factors().factor(c, rows.lead[0]);
      std[c] = model.scaler().spreadToOriginal(c, deviation);
      if (!Float.isNaN(scaled[c])) {
        double residual = (values[c] - mean[c]) / std[c];
        logDensity[c] = -0.5 * residual * residual - Math.log(std[c]) - HALF_LOG_2_PI;
        surprise[c] = model.curves().residual()[c].surprise(Math.abs(residual));
        sum += surprise[c];
        levels += model.levels().residual()[c].surprise(Math.abs(scaled[c]));
      }
    }
    double total = model.curves().ofReading(sum, observed);
    boolean warm = warmUp();
    if (observed > 0) {
      if (!warm) {
        anomaly.add(total);
        level.add(model.levels().ofReading(levels, observed));
      }
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
        new Score.Alarm(
            Math.exp(-total), anomaly.value(), threshold, level.value(), levelThreshold),
        gaps.after(lastTime()));
  }

  private void learn(double time) {
    if (count() > 0) {
      gaps.add(time - rows.time[0]);
    }
    rows.learn(1, at, scaled);
  }

  private void check(Reading reading) {
    if (reading.values().length != scaled.length) {
      throw new IllegalArgumentException(
          "A reading of "
              + reading.values().length
              + " channels; the model expects "
              + model.channels()
              + ", NaN where nothing was observed");
    }
    if (reading.time() < rows.time[0]) {
      throw new IllegalArgumentException(
          "A reading at "
              + model.timeFormat().format(reading.time())
              + " after one at "
              + model.timeFormat().format(rows.time[0])
              + "; expected readings in the order of time: sort them, or leave late ones out");
    }
  }

  @Override
  public Forecast forecast(double[] times) {
    for (double t : times) {
      if (t < rows.time[0]) {
        throw new IllegalArgumentException(
            "A forecast for "
                + model.timeFormat().format(t)
                + ", before the last reading at "
                + model.timeFormat().format(rows.time[0])
                + "; expected times after it");
      }
    }
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
    return count() < model.config().warmUp();
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
  static int content(int hidden, int channels) {
    return 8 + 8 + 8 + 8 + GapHistory.BYTES + 4 * hidden + 12 * channels;
  }

  /** Bytes more after strange readings, until they are forgotten. */
  private static int strangeContent(int channels) {
    return 2 * SmoothedSurprise.BURST_BYTES + channels;
  }

  @Override
  public byte[] save() {
    int h = model.cell().architecture.hidden();
    boolean strange = rows.doubt.isAny() || anomaly.inBurst() || level.inBurst();
    int content = content(h, scaled.length) + (strange ? strangeContent(scaled.length) : 0);
    ByteBuffer out = model.state().begin(content);
    out.putLong(count()).putDouble(rows.time[0]);
    anomaly.writeValue(out);
    level.writeValue(out);
    gaps.write(out);
    for (int j = 0; j < h; j++) {
      out.putFloat(rows.h.data()[j]);
    }
    for (int c = 0; c < scaled.length; c++) {
      out.putFloat(rows.lastValue[c]).putDouble(rows.lastTime[c]);
    }
    if (strange) {
      anomaly.writeBurst(out);
      level.writeBurst(out);
      rows.doubt.write(out);
    }
    return model.state().end(out);
  }

  @Override
  public void restore(byte[] state) {
    int h = model.cell().architecture.hidden();
    ByteBuffer in = model.state().open(state);
    int usual = content(h, scaled.length);
    boolean strange = in.remaining() == usual + strangeContent(scaled.length);
    if (in.remaining() != usual && !strange) {
      throw SensorState.damaged(state);
    }
    rows.count[0] = in.getLong();
    rows.time[0] = in.getDouble();
    anomaly.readValue(in);
    level.readValue(in);
    gaps.read(in);
    for (int j = 0; j < h; j++) {
      rows.h.data()[j] = in.getFloat();
    }
    for (int c = 0; c < scaled.length; c++) {
      rows.lastValue[c] = in.getFloat();
      rows.lastTime[c] = in.getDouble();
    }
    rows.doubt.clear();
    if (strange) {
      anomaly.readBurst(in);
      level.readBurst(in);
      rows.doubt.read(in);
    }
  }

  @Override
  public void reset() {
    rows.clear();
    gaps.clear();
    anomaly.clear();
    level.clear();
  }
}
