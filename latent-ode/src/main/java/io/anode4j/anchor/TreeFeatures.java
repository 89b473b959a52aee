package io.anode4j.anchor;

import io.anode4j.data.WallClock;
import io.anode4j.tree.BoostedTrees;
import java.util.Arrays;

/**
 * What trees are told of one channel at one origin: the answers of {@link AnchorRules}, and what
 * says which of them to believe: lead time and place in each season, the season's neighbours and
 * earlier cycles, how the channel moves of late, and where it lies.
 */
final class TreeFeatures {
  /** Values beside the season's: a little before and after it, and one and two cycles earlier. */
  private static final int OF_A_SEASON = 4;

  /** Lead time, last step, two scatters, own scale, two statics, level, channel, age. */
  private static final int OTHERS = 10;

  /** A neighbour of a season's value is this part of the season from it. */
  private static final double NEIGHBOUR = 1.0 / 24;

  /** Parts of the horizon within which scatter is measured. */
  private static final double[] LATE = {1.0 / 8, 1.0 / 2};

  private final AnchorRules rules;
  private final WindowFrame frame;
  private final ChannelPast past;
  private final WallClock clock;
  private final int channel;
  private final int end;
  private final double lastTime;

  private TreeFeatures(AnchorRules rules, SeriesPast past, WindowFrame frame, int channel) {
    this.rules = rules;
    this.frame = frame;
    this.past = past.channel(channel);
    this.clock = WallClock.of(rules.zone());
    this.channel = channel;
    this.end = this.past.until(frame.origin());
    this.lastTime = end > 0 ? this.past.time(end - 1) : frame.origin();
  }

  /** How many there are. */
  static int count(AnchorRules rules) {
    return rules.count() + (1 + OF_A_SEASON) * rules.periods().size() + OTHERS;
  }

  /**
   * Features of one channel.
   *
   * @param rules whose answers are among them
   * @param past of the series
   * @param frame of the origin
   * @param channel which channel
   * @param times times after the origin
   * @return {@code [times × count]}
   */
  static float[][] of(
      AnchorRules rules, SeriesPast past, WindowFrame frame, int channel, double[] times) {
    TreeFeatures features = new TreeFeatures(rules, past, frame, channel);
    double[][] answers = rules.answers(past, frame, channel, times);
    double[] same = features.same();
    float[][] rows = new float[times.length][];
    for (int t = 0; t < times.length; t++) {
      double[] row = Arrays.copyOf(answers[t], count(rules));
      int at = features.seasons(row, rules.count(), times[t]);
      row[at++] = (times[t] - frame.origin()) / rules.horizon();
      System.arraycopy(same, 0, row, at, same.length);
      rows[t] = finite(row);
    }
    return rows;
  }

  /** Of each season the place in it, and what stands beside its rule. */
  private int seasons(double[] row, int from, double time) {
    int at = from;
    for (double period : rules.periods()) {
      double shown = clock.shown(time) / period;
      row[at++] = shown - Math.floor(shown);
      double cycles = AnchorRules.cycles(clock, time, lastTime, period);
      double then = clock.ago(time, cycles * period);
      row[at++] = at(then - NEIGHBOUR * period, period);
      row[at++] = at(then + NEIGHBOUR * period, period);
      row[at++] = at(clock.ago(time, (cycles + 1) * period), period);
      row[at++] = at(clock.ago(time, (cycles + 2) * period), period);
    }
    return at;
  }

  private double at(double time, double period) {
    double value = time > lastTime ? Double.NaN : past.at(time, end, period / 4 * (1 + 1e-9));
    return inFrame(value);
  }

  /** What is the same whatever time is asked. */
  private double[] same() {
    double scale = frame.scale()[channel];
    int channels = frame.scale().length;
    return new double[] {
      end > 1 ? AnchorRules.cut((past.value(end - 1) - past.value(end - 2)) / scale) : Double.NaN,
      scatter(LATE[0] * rules.horizon()) / scale,
      scatter(LATE[1] * rules.horizon()) / scale,
      Math.log(frame.ownScale()[channel] / scale),
      frame.statics()[channel],
      frame.statics()[channels + channel],
      AnchorRules.cut(frame.location()[channel]),
      channel,
      (frame.origin() - lastTime) / rules.horizon()
    };
  }

  private double scatter(double length) {
    int from = past.until(frame.origin() - length);
    if (end - from < 2) {
      return Double.NaN;
    }
    double mean = past.mean(from, end);
    double squares = 0;
    for (int i = from; i < end; i++) {
      squares += (past.value(i) - mean) * (past.value(i) - mean);
    }
    return Math.sqrt(squares / (end - from));
  }

  private double inFrame(double value) {
    double location = frame.location()[channel];
    return AnchorRules.cut((value - location) / frame.scale()[channel]);
  }

  private static float[] finite(double[] row) {
    float[] x = new float[row.length];
    for (int j = 0; j < x.length; j++) {
      x[j] =
          Double.isNaN(row[j])
              ? BoostedTrees.MISSING
              : (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, row[j]));
    }
    return x;
  }
}
