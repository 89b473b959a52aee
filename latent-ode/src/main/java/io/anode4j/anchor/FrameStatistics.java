package io.anode4j.anchor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * What training data say about frames: how far a channel usually scatters within a window, and how
 * much a short context may be trusted over the channel's centre.
 *
 * @param context length of the contexts, original time units
 * @param typical usual scatter within a context by channel, on the channels' scales
 * @param shrinkage by channel, so many values at the channel's centre are added to a context: the
 *     ratio of the variance within windows to that between their means
 * @param afterStillness how far off a channel's next value is after the last 2, 4, 8 … were the
 *     same, root mean square, by channel, in units of how far the series moves when it does; empty
 *     for one that then stays, or where all do
 * @param moves root mean square of all moves by channel, from a value to one that is another, on
 *     the channels' scales; empty where {@code afterStillness} is, and in files until format 12,
 *     whose widths after stillness are on the channels' scales, of whatever size the series is
 */
public record FrameStatistics(
    double context,
    List<Double> typical,
    List<Double> shrinkage,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<Double>> afterStillness,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> moves) {
  /** Contexts of fewer values are pulled to the channel's centre. */
  private static final double SHORT = 8;

  /** Unless they lie this far from it: then the channel's centre knows nothing of the series. */
  private static final double NEAR = 6;

  /** Values of typical scatter that are added to a context's own. */
  private static final double PRIOR_VALUES = 4;

  private static final double MOST_SHRINKAGE = 10;

  /** A calm context is not trusted to stay ten times calmer than the series is. */
  private static final double LEAST_OF_OWN = 0.1;

  /** Nothing scatters less than a thousandth of what the channel does. */
  private static final double LEAST_OF_TYPICAL = 1e-3;

  /** A past of less than this share of a context shows too little of what a series does. */
  private static final double LITTLE = 0.25;

  private static final double CONSTANT = 1e-4;
  private static final double MOST_STATIC = 3;

  /** Checks and copies. */
  public FrameStatistics {
    typical = List.copyOf(typical);
    shrinkage = List.copyOf(shrinkage);
    afterStillness = afterStillness.stream().map(List::copyOf).toList();
    moves = List.copyOf(moves);
    boolean inRange = context > 0 && Double.isFinite(context);
    if (!inRange
        || typical.size() != shrinkage.size()
        || !typical.stream().allMatch(s -> s > 0 && Double.isFinite(s))
        || !shrinkage.stream().allMatch(k -> k >= 0 && k <= MOST_SHRINKAGE)
        || !(afterStillness.isEmpty() || afterStillness.size() == typical.size())
        || !afterStillness.stream()
            .flatMap(List::stream)
            .allMatch(far -> far >= 0 && Double.isFinite(far))
        || !(moves.isEmpty() || moves.size() == afterStillness.size())
        || !moves.stream().allMatch(move -> move > 0 && Double.isFinite(move))) {
      throw new IllegalArgumentException("its frame statistics are out of range");
    }
  }

  /**
   * Measures training data.
   *
   * @param pasts training series, on the channels' scales
   * @param windows windows drawn from them
   * @param context length of the contexts
   * @param workers who computes
   * @return the statistics
   */
  public static FrameStatistics fit(
      List<SeriesPast> pasts, List<Window> windows, double context, Workers workers) {
    int channels = pasts.get(0).channels();
    List<Double> typical = workers.map(channels, c -> typical(pasts, c));
    List<Double> shrinkage = workers.map(channels, c -> shrinkage(windows, c, typical.get(c)));
    List<Double> moves = workers.map(channels, c -> move(pasts, c, typical.get(c)));
    List<List<Double>> after =
        workers.map(
            channels,
            c ->
                new StillRuns()
                    .movement(pasts.stream().map(past -> past.channel(c)), moves.get(c)));
    boolean none = after.stream().allMatch(List::isEmpty);
    return new FrameStatistics(
        context, typical, shrinkage, none ? List.of() : after, none ? List.of() : moves);
  }

  /** Whether a channel moves after it has stood still, which files until format 9 do not say. */
  public boolean knowStillness() {
    return !afterStillness.isEmpty();
  }

  /** Whether it is known how far channels usually move, which files until format 12 do not say. */
  public boolean knowMoves() {
    return !moves.isEmpty();
  }

  private static double move(List<SeriesPast> pasts, int channel, double typical) {
    List<ChannelPast> own = pasts.stream().map(past -> past.channel(channel)).toList();
    double squares = own.stream().mapToDouble(past -> past.squaredMoves(past.size())).sum();
    long count = own.stream().mapToLong(past -> past.moves(past.size())).sum();
    return squares == 0 ? typical : Math.sqrt(squares / count);
  }

  private static double typical(List<SeriesPast> pasts, int channel) {
    double[] logs =
        pasts.stream()
            .map(past -> past.channel(channel))
            .mapToDouble(past -> past.scatter(past.size()))
            .filter(scatter -> scatter > CONSTANT)
            .map(Math::log)
            .sorted()
            .toArray();
    return logs.length == 0 ? 1 : Math.exp(logs[logs.length / 2]);
  }

  private static double shrinkage(List<Window> windows, int channel, double typical) {
    double[] means =
        windows.stream()
            .mapToDouble(window -> mean(window.context(), channel))
            .filter(Double::isFinite)
            .toArray();
    double centre = Arrays.stream(means).average().orElse(0);
    double squares = Arrays.stream(means).map(m -> (m - centre) * (m - centre)).sum();
    double between = means.length > 1 ? squares / (means.length - 1) : 1;
    return Math.min(MOST_SHRINKAGE, typical * typical / Math.max(1e-12, between));
  }

  private static double mean(TimeSeries series, int channel) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < series.length(); i++) {
      if (series.isObserved(i, channel)) {
        sum += series.value(i, channel);
        count++;
      }
    }
    return sum / count;
  }

  /**
   * The frame of what was known at an origin.
   *
   * @param past a series
   * @param origin the present
   * @return location and scale of its last {@link #context} units of time
   */
  public WindowFrame frame(SeriesPast past, double origin) {
    int channels = typical.size();
    double[] location = new double[channels];
    double[] scale = new double[channels];
    double[] own = new double[channels];
    double[] still = new double[channels];
    double[] shortage = new double[channels];
    float[] statics = new float[2 * channels];
    double missing = missing(past, origin);
    for (int c = 0; c < channels; c++) {
      ChannelPast channel = past.channel(c);
      int end = channel.until(origin);
      int start = Math.min(end, channel.until(origin - context));
      still[c] = afterStillness(channel, start, end, c);
      own[c] = ownScale(channel, end, typical.get(c));
      shortage[c] = missing * (end == 0 ? 0 : own[c] * Math.sqrt(1 + 1.0 / end));
      location[c] = location(channel, start, end, c);
      double squares = squares(channel, start, end) + PRIOR_VALUES * own[c] * own[c];
      double within = Math.sqrt(squares / (end - start + PRIOR_VALUES));
      scale[c] = Math.max(still[c], Math.max(LEAST_OF_OWN * own[c], within));
      double drift = end == 0 ? 0 : (location[c] - channel.mean(0, end)) / own[c] / 2;
      statics[c] = (float) WindowFrame.cut(Math.log(scale[c] / typical.get(c)), MOST_STATIC);
      statics[channels + c] = (float) WindowFrame.cut(drift, MOST_STATIC);
    }
    return new WindowFrame(origin, location, scale, own, still, shortage, statics);
  }

  /** How much of a quarter of a context the past of a series falls short of, 0 to 1. */
  private double missing(SeriesPast past, double origin) {
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < typical.size(); c++) {
      int end = past.channel(c).until(origin);
      if (end > 0) {
        first = Math.min(first, past.channel(c).time(0));
        last = Math.max(last, past.channel(c).time(end - 1));
      }
    }
    return last < first ? 0 : Math.max(0, 1 - (last - first) / (LITTLE * context));
  }

  private double location(ChannelPast past, int start, int end, int channel) {
    int n = end - start;
    if (n == 0) {
      return end == 0 ? 0 : past.value(end - 1);
    }
    double mean = past.mean(start, end);
    double pull = Math.abs(mean) < NEAR ? Math.max(0, 1 - n / SHORT) : 0;
    return n * mean / (n + pull * shrinkage.get(channel));
  }

  private static double squares(ChannelPast past, int start, int end) {
    double mean = end > start ? past.mean(start, end) : 0;
    double squares = 0;
    for (int i = start; i < end; i++) {
      double deviation = past.value(i) - mean;
      squares += deviation * deviation;
    }
    return squares;
  }

  private double afterStillness(ChannelPast past, int start, int count, int channel) {
    List<Double> movement = knowStillness() ? afterStillness.get(channel) : List.of();
    if (movement.isEmpty()) {
      return 0;
    }
    double far = StillRuns.after(movement, StillRuns.length(past, count));
    double share = StillRuns.share(past, start, count);
    return knowMoves() ? far * share * past.move(count, moves.get(channel)) : far;
  }

  /** Few degrees of freedom are pulled to the channel's scatter, on the logarithm. */
  private static double ownScale(ChannelPast past, int count, double typical) {
    int degrees = past.degrees(count);
    double scatter = past.scatter(count);
    if (degrees == 0) {
      return typical;
    }
    if (degrees < SHORT) {
      double log =
          (degrees * Math.log(Math.max(scatter, CONSTANT)) + PRIOR_VALUES * Math.log(typical))
              / (degrees + PRIOR_VALUES);
      return Math.max(LEAST_OF_TYPICAL * typical, Math.exp(log));
    }
    return Math.max(LEAST_OF_TYPICAL * typical, scatter);
  }
}
