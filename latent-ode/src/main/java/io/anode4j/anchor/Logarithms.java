package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.util.List;

/**
 * Channels of amounts on the scale of their logarithm, where growth is a slope and a season that
 * multiplies one that adds (Box and Cox 1964).
 *
 * @param floors by channel the value below which none is told apart, above 0; 0 for a channel that
 *     stays as it is
 */
public record Logarithms(List<Double> floors) {
  /** A standard deviation of a logarithm counts no more: beyond it first order says nothing. */
  private static final double MOST_SPREAD = 1;

  /** Checks and copies. */
  public Logarithms {
    floors = List.copyOf(floors);
    if (!floors.stream().allMatch(floor -> floor >= 0 && Double.isFinite(floor))) {
      throw new IllegalArgumentException("a floor of its logarithms is out of range");
    }
  }

  /** A series with the logarithms of its amounts. */
  public TimeSeries of(TimeSeries series) {
    ChannelScale logarithm = this::of;
    return logarithm.of(series);
  }

  private double of(int channel, double value) {
    double floor = floors.get(channel);
    return floor > 0 ? Math.log(Math.max(floor, value)) : value;
  }

  /**
   * A forecast of logarithms as one of amounts: their medians, and widths to first order.
   *
   * @param logarithms Gaussian
   * @return Gaussian
   */
  public Forecast back(Forecast logarithms) {
    double[] times = logarithms.times();
    int channels = floors.size();
    double[][] means = new double[times.length][channels];
    double[][] stds = new double[times.length][channels];
    for (int t = 0; t < times.length; t++) {
      for (int c = 0; c < channels; c++) {
        double mean = logarithms.mean(t, c);
        double std = logarithms.std(t, c);
        boolean amount = floors.get(c) > 0;
        means[t][c] = amount ? Math.exp(mean) : mean;
        stds[t][c] = amount ? means[t][c] * Math.min(MOST_SPREAD, std) : std;
      }
    }
    return Forecast.gaussian(logarithms.id(), logarithms.channels(), times, means, stds);
  }
}
