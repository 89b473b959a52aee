package io.anode4j.data;

/**
 * What one channel holds.
 *
 * @param name its name
 * @param count how many values
 * @param missing share of the rows that have no value in it, 0 to 1; {@code NaN} without rows
 * @param values how its values are spread; {@code NaN} without values
 */
public record ChannelSummary(String name, long count, double missing, Quantiles values) {

  static ChannelSummary of(SeriesSet set, int channel, long rows) {
    ChannelValues sorted = ChannelValues.of(set, channel);
    Quantiles sampled = Quantiles.of(sorted);
    long count = 0;
    double min = sampled.min();
    double max = sampled.max();
    for (TimeSeries series : set) {
      count += series.observedCount(channel);
      // The sorted values may be a sample; extremes should not be.
      for (int i = 0; i < series.length(); i++) {
        double value = series.value(i, channel);
        min = value < min ? value : min;
        max = value > max ? value : max;
      }
    }
    Quantiles values = new Quantiles(min, sampled.median(), sampled.p95(), max);
    double missing = rows == 0 ? Double.NaN : 1 - (double) count / rows;
    return new ChannelSummary(set.channels().get(channel), count, missing, values);
  }

  boolean isConstant() {
    return count > 1 && values.min() == values.max();
  }
}
