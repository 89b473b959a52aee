package io.anode4j.anchor;

import java.util.Arrays;

/**
 * Fits a {@link LinearAnchor} again to the past of the one series that is forecast, pulled towards
 * the fit to all (partial pooling: Gelman and Hill, Data Analysis Using Regression, 2007, chapter
 * 12): how much yesterday says, and how much the same hour a week ago, differs from series to
 * series.
 */
final class LocalFit {
  /**
   * How a past is read.
   *
   * @param aHorizon origins a horizon: those between overlap and say less that is new
   * @param most looked back at, about sixteen horizons; more would cost time and be longer ago
   * @param least fewer say less than all series do
   * @param targets an origin; more would cost time and say the same
   * @param judging whether the latest third tells how much the fit to all counts
   */
  private record Reading(int aHorizon, int most, int least, int targets, boolean judging) {
    static Reading of(AnchorRules rules) {
      return rules.levelled() ? new Reading(6, 96, 16, 12, true) : new Reading(3, 48, 8, 24, false);
    }
  }

  /** A season is read of a past that holds it this often; before it, rules would have no answer. */
  private static final double SEASONS = 3;

  private final LinearAnchor usual;
  private final FrameStatistics frames;
  private final SeriesPast past;
  private final double last;
  private final Reading reading;
  private final LocalRows[] rows;

  /** Rows a window by channel; 0 where the past is too short. */
  private final double[] aWindow;

  /**
   * Reads a past.
   *
   * @param usual fitted to all series; without covariates
   * @param frames of the training data
   * @param past of the series
   * @param last the present, behind which nothing is read
   */
  LocalFit(LinearAnchor usual, FrameStatistics frames, SeriesPast past, double last) {
    this.usual = usual;
    this.frames = frames;
    this.past = past;
    this.last = last;
    this.reading = Reading.of(usual.rules());
    int channels = usual.weights().length;
    this.rows = new LocalRows[channels];
    this.aWindow = new double[channels];
    int[] origins = new int[channels];
    Arrays.setAll(origins, this::origins);
    int most = Arrays.stream(origins).max().orElse(0);
    if (most >= reading.least) {
      read(origins, most);
    }
  }

  private void read(int[] origins, int most) {
    Arrays.setAll(rows, c -> new LocalRows(usual.weights()[c].length));
    for (int k = 1; k <= most; k++) {
      WindowFrame frame = frames.frame(past, last - k * step());
      for (int c = 0; c < rows.length; c++) {
        if (k <= origins[c]) {
          add(c, frame, reading.judging && LocalRows.judges(k, origins[c]));
        }
      }
    }
    for (int c = 0; c < rows.length; c++) {
      boolean enough = origins[c] >= reading.least && rows[c].count() >= reading.least;
      aWindow[c] = enough ? (double) rows[c].count() / origins[c] * reading.aHorizon : 0;
    }
  }

  /**
   * The anchor of this series; of a channel whose past is too short, the usual weights.
   *
   * @param prior windows' worth of rows that the fit to all series counts, above 0
   */
  LinearAnchor anchor(double prior) {
    if (Arrays.stream(aWindow).allMatch(rows -> rows == 0)) {
      return usual;
    }
    double[][] weights = usual.weights().clone();
    for (int c = 0; c < weights.length; c++) {
      if (aWindow[c] > 0) {
        weights[c] = rows[c].solve(prior * aWindow[c], weights[c]);
      }
    }
    return new LinearAnchor(usual.rules(), weights, usual.spread());
  }

  private double step() {
    return usual.rules().horizon() / reading.aHorizon;
  }

  /** How many origins have behind them what the rules read. */
  private int origins(int channel) {
    ChannelPast values = past.channel(channel);
    if (values.until(last) == 0) {
      return 0;
    }
    double first = values.time(0);
    double before = usual.rules().context();
    for (double period : usual.rules().periods()) {
      before = last - first >= SEASONS * period ? Math.max(before, period) : before;
    }
    return (int) Math.max(0, Math.min(reading.most, (last - first - before) / step()));
  }

  /** Adds what came after an origin. */
  private void add(int channel, WindowFrame frame, boolean judging) {
    AnchorRules rules = usual.rules();
    ChannelPast values = past.channel(channel);
    int from = values.until(frame.origin());
    int to = values.until(Math.min(last, frame.origin() + rules.horizon()));
    int stride = Math.max(1, (to - from + reading.targets - 1) / reading.targets);
    double[] times = new double[(to - from + stride - 1) / stride];
    Arrays.setAll(times, t -> values.time(from + t * stride));
    double[][] answers = rules.answers(past, frame, channel, times);
    for (int t = 0; t < times.length; t++) {
      LinearAnchor.Place place = LinearAnchor.place(times[t] - frame.origin(), rules.horizon());
      double target = AnchorFit.target(rules, frame, channel, values.value(from + t * stride));
      rows[channel].add(judging, place.left() * rules.count(), place.spread(answers[t]), target);
    }
  }
}
