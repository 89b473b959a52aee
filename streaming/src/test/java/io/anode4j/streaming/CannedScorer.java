package io.anode4j.streaming;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.config.StreamingConfig;

/**
 * A scorer that computes nothing: it gives one score and one state for ever, those of a real scorer
 * after some readings. Behind it everything else costs what it costs behind a real one, down to the
 * number of bytes written.
 */
public final class CannedScorer implements Scorer {
  private static final int READINGS = 100;

  private final Score score;
  private final byte[] state;
  private long count;
  private double time = Double.NaN;

  private CannedScorer(SensorModel model, double falseAlarmRate) {
    Scorer real = model.newScorer(falseAlarmRate);
    double[] values = new double[model.channels().size()];
    for (int i = 1; i < READINGS; i++) {
      for (int c = 0; c < values.length; c++) {
        values[c] = Math.sin(i / (3.0 + c));
      }
      real.update(new Reading(i, values));
    }
    this.score = real.update(new Reading(READINGS, values));
    this.state = real.save();
  }

  /**
   * Starts a stream that scores by such scorers.
   *
   * @param config its settings, without forecasts
   * @param models the model whose channels, score and state it shows
   * @return the stream, to be closed
   */
  public static ForecastStream stream(StreamingConfig config, ModelSource models) {
    return ForecastStream.start(config, models, CannedScorer::new, StreamingListener.NONE);
  }

  @Override
  public Score update(Reading reading) {
    time = reading.time();
    count++;
    return score;
  }

  @Override
  public Forecast forecast(double[] times) {
    throw new UnsupportedOperationException("Nothing is known of the sensor: turn forecasts off");
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
    return false;
  }

  @Override
  public double expectedNext() {
    return Double.NaN;
  }

  @Override
  public double overdueAfter() {
    return Double.NaN;
  }

  @Override
  public byte[] save() {
    return state.clone();
  }

  @Override
  public void restore(byte[] from) {
    count = 1;
  }

  @Override
  public void reset() {
    count = 0;
    time = Double.NaN;
  }
}
