package io.anode4j.examples;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.filter.StateException;
import io.anode4j.forecast.Forecast;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A sensor model of your own, or a double in tests: the mean and deviation of a sensor's last
 * readings, weighted exponentially. It goes wherever a trained one goes, into a Kafka topology for
 * instance ({@link TwoTopologies}).
 *
 * @param channels names of the channels
 */
public record OwnScorer(List<String> channels) implements SensorModel {
  private static final double NEWEST = 0.1;
  private static final int WARM_UP = 10;

  @Override
  public TimeFormat timeFormat() {
    return TimeFormat.epochSeconds();
  }

  @Override
  public String id() {
    return SensorModel.fingerprint("moving mean, version 1, of " + channels);
  }

  @Override
  public int stateBytes() {
    return Long.BYTES * (3 + 2 * channels.size());
  }

  @Override
  public Scorer newScorer(double falseAlarmRate) {
    return new MovingMean(-Math.log(falseAlarmRate));
  }

  /** One sensor at a time. */
  private final class MovingMean implements Scorer {
    private final double threshold;
    private final double[] mean = new double[channels.size()];
    private final double[] variance = new double[channels.size()];
    private long count;
    private double time = Double.NaN;

    MovingMean(double threshold) {
      this.threshold = threshold;
    }

    private double[] std() {
      return Arrays.stream(variance).map(v -> Math.sqrt(v + 1e-6)).toArray();
    }

    @Override
    public Score update(Reading reading) {
      if (reading.time() < time) {
        throw new IllegalArgumentException("A reading older than the last; leave it out");
      }
      double[] expected = mean.clone();
      double[] std = std();
      learn(reading);
      Score.Alarm none = Score.Alarm.of(0, threshold);
      Score plain = Score.of(reading, count, warmUp(), expected, std, none, Double.NaN, Double.NaN);
      double strangest = 0;
      for (int c = 0; c < mean.length; c++) {
        strangest = Math.max(strangest, plain.contribution(c)); // −ln of a Gaussian's tail
      }
      Score.Alarm alarm = Score.Alarm.of(strangest, threshold);
      return Score.of(reading, count, warmUp(), expected, std, alarm, Double.NaN, Double.NaN);
    }

    private void learn(Reading reading) {
      count++;
      time = reading.time();
      double share = Math.max(NEWEST, 1.0 / count);
      for (int c = 0; c < mean.length; c++) {
        double off = reading.values()[c] - mean[c];
        if (!Double.isNaN(off)) {
          mean[c] += share * off;
          variance[c] = (1 - share) * (variance[c] + share * off * off);
        }
      }
    }

    @Override
    public Forecast forecast(double[] times) {
      double[][] means = new double[times.length][];
      double[][] stds = new double[times.length][];
      Arrays.fill(means, mean.clone());
      Arrays.fill(stds, std());
      return Forecast.gaussian("", channels, times, means, stds);
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
      return count < WARM_UP;
    }

    @Override
    public double expectedNext() {
      return Double.NaN; // it does not watch for silence
    }

    @Override
    public double overdueAfter() {
      return Double.NaN;
    }

    @Override
    public byte[] save() {
      ByteBuffer out = ByteBuffer.allocate(stateBytes());
      out.putLong(id().hashCode()).putLong(count).putDouble(time);
      for (int c = 0; c < mean.length; c++) {
        out.putDouble(mean[c]).putDouble(variance[c]);
      }
      return out.array();
    }

    @Override
    public void restore(byte[] state) {
      ByteBuffer in = ByteBuffer.wrap(state);
      if (state.length != stateBytes() || in.getLong() != id().hashCode()) {
        throw new StateException(
            StateException.Reason.OTHER_MODEL, "A state of another model; start afresh");
      }
      count = in.getLong();
      time = in.getDouble();
      for (int c = 0; c < mean.length; c++) {
        mean[c] = in.getDouble();
        variance[c] = in.getDouble();
      }
    }

    @Override
    public void reset() {
      count = 0;
      time = Double.NaN;
      Arrays.fill(mean, 0);
      Arrays.fill(variance, 0);
    }
  }
}
