package io.anode4j.anchor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.data.WallClock;
import io.anode4j.model.SettingRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Simple rules of forecasting, whose answers are what a {@link LinearAnchor} weighs: the last
 * value, an exponentially weighted mean (fading over a quarter of the horizon), the slope of the
 * last horizon's length, the mean of the whole past, the mean of the last horizon's length, and for
 * each period the value a whole number of periods earlier, and over the first period the mean of
 * four such values, and for each period the same value brought to the level of now; behind them
 * stand {@link CovariateFeatures}, {@link LaggedFeatures} and {@link CalendarFeatures}.
 *
 * @param context how far back the weighted mean reads, original time units
 * @param horizon length of the horizon, original time units
 * @param periods seasons, original time units
 * @param covariates number of covariates
 * @param lagged whether {@link LaggedFeatures} are told: of what is driven, earlier values say in
 *     which state it is; models of before had none
 * @param levelled whether there are seasons brought to the level of now: series drift and jump, and
 *     keep their shape; models of before had none, and read the past of one series less densely
 * @param zone by whose clock the periods repeat, such as {@code Europe/Berlin}; empty for plain
 *     times
 * @param calendar what training series measured at each time: one, or none where that is not told
 */
public record AnchorRules(
    double context,
    double horizon,
    List<Double> periods,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int covariates,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lagged,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean levelled,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String zone,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SharedCalendar> calendar) {
  static final int LAST = 0;
  static final int WEIGHTED_MEAN = 1;
  private static final int SLOPE = 2;
  static final int PAST_MEAN = 3;
  private static final int RECENT_MEAN = 4;
  private static final int SEASONS = 5;
  private static final int CYCLES = 4;
  private static final int MOST_COVARIATES = 1 << 10;

  /** Further from the frame's centre no rule is believed. */
  private static final double MOST = 6;

  /** What is driven goes where it is sent, far from where it has been of late. */
  private static final double MOST_DRIVEN = 24;

  /** Checks and copies. */
  public AnchorRules {
    SettingRange.above("context", context);
    SettingRange.above("horizon", horizon);
    periods = List.copyOf(periods);
    periods.forEach(period -> SettingRange.above("period", period));
    SettingRange.within("covariates", covariates, 0, MOST_COVARIATES);
    calendar = List.copyOf(calendar);
    SettingRange.within("calendars", calendar.size(), 0, 1);
  }

  /** Rules alone. */
  public AnchorRules(double context, double horizon, List<Double> periods) {
    this(context, horizon, periods, 0);
  }

  /** Rules, and what covariates tell where there are any. */
  public AnchorRules(double context, double horizon, List<Double> periods, int covariates) {
    this(context, horizon, periods, covariates, covariates > 0, true, "", List.of());
  }

  /** The same by the clock of a zone. */
  public AnchorRules by(WallClock clock) {
    return new AnchorRules(
        context, horizon, periods, covariates, lagged, levelled, clock.zone(), calendar);
  }

  /**
   * The same, told what training series measured at each time.
   *
   * @param series the training series, on the channels' scales
   * @param frames of the training data
   * @return other rules
   */
  public AnchorRules sharing(List<SeriesPast> series, FrameStatistics frames) {
    SharedCalendar shared =
        SharedCalendar.of(series.stream().map(s -> s.standardised(frames)).toList(), horizon);
    return new AnchorRules(
        context, horizon, periods, covariates, lagged, levelled, zone, List.of(shared));
  }

  /** Number of rules, and of what covariates and lags tell beside them. */
  public int count() {
    return calendars() + CalendarFeatures.COUNT * calendar.size();
  }

  /** Where what others measured begins. */
  private int calendars() {
    return lags() + (lagged ? LaggedFeatures.count(covariates) : 0);
  }

  /** Where the lags begin. */
  private int lags() {
    return simple() + CovariateFeatures.EACH * covariates;
  }

  /**
   * From when a window is looked at: from its last observation where lags are told, as forecasts
   * are, because they say nothing of a state at an unknown distance from it.
   *
   * @param past of a series
   * @param present origin of a window
   * @return the present, or the last time at which anything was observed until it
   */
  public double origin(SeriesPast past, double present) {
    return lagged ? past.lastTime(present) : present;
  }

  /** Number of rules, each of which is a forecast. */
  int simple() {
    return levels() + (levelled ? periods.size() : 0);
  }

  /** Where the seasons that are brought to the level of now begin. */
  private int levels() {
    return SEASONS + periods.size() + (periods.isEmpty() ? 0 : 1);
  }

  /** The rule that says most about the shape to come: the first season, or the weighted mean. */
  int shape() {
    return periods.isEmpty() ? WEIGHTED_MEAN : SEASONS;
  }

  /** What the rules need of one channel at one origin, whatever times are asked. */
  private record Summary(
      double last, double lastTime, double weighted, double slope, double mean, double recent) {}

  /**
   * Answers of all rules for one channel, in units of the frame.
   *
   * @param series all of its past
   * @param frame of the origin
   * @param channel which channel of the frame
   * @param times times after the origin
   * @return {@code [times × rules]}; zero where nothing was ever observed
   */
  double[][] answers(SeriesPast series, WindowFrame frame, int channel, double[] times) {
    double[][] answers = new double[times.length][count()];
    ChannelPast past = series.channel(channel);
    int end = past.until(frame.origin());
    if (end == 0) {
      return answers;
    }
    WallClock clock = WallClock.of(zone);
    Summary s = summary(past, end, frame.origin());
    double location = frame.location()[channel];
    double scale = frame.scale()[channel];
    for (int t = 0; t < times.length; t++) {
      double[] to = answers[t];
      to[LAST] = cut((s.last - location) / scale);
      to[WEIGHTED_MEAN] = cut((s.weighted - location) / scale);
      to[SLOPE] = cut(s.slope * (times[t] - s.lastTime) / scale);
      to[PAST_MEAN] = cut((s.mean - location) / scale);
      to[RECENT_MEAN] = cut((s.recent - location) / scale);
      for (int p = 0; p < periods.size(); p++) {
        double period = periods.get(p);
        double value = season(past, end, clock, times[t], s.lastTime, period, 1);
        to[SEASONS + p] = Double.isNaN(value) ? 0 : cut((value - location) / scale);
        if (levelled && !Double.isNaN(value)) {
          double change =
              change(past, s, clock, cycles(clock, times[t], s.lastTime, period) * period);
          to[levels() + p] = cut((value + change - location) / scale);
        }
      }
      if (!periods.isEmpty()) {
        double value = season(past, end, clock, times[t], s.lastTime, periods.get(0), CYCLES);
        to[SEASONS + periods.size()] = Double.isNaN(value) ? 0 : cut((value - location) / scale);
      }
    }
    if (covariates > 0) {
      CovariateFeatures.write(
          series.covariates(), frame.origin(), this, scale, times, answers, simple());
    }
    if (lagged) {
      LaggedFeatures.write(series, frame, channel, this, answers, lags());
    }
    for (SharedCalendar shared : calendar) {
      CalendarFeatures.write(shared, series, frame, channel, this, times, answers, calendars());
    }
    return answers;
  }

  /** Scales of a frame beyond which neither an answer nor what covariates tell is believed. */
  double most() {
    return lagged ? MOST_DRIVEN : MOST;
  }

  static double cut(double value) {
    return WindowFrame.cut(value, MOST);
  }

  private Summary summary(ChannelPast past, int end, double origin) {
    double last = past.value(end - 1);
    double lastTime = past.time(end - 1);
    double weights = 0;
    double weighted = 0;
    double count = 0;
    double sumTime = 0;
    double sumTimeSquared = 0;
    double sumProduct = 0;
    double sum = 0;
    int start = Math.min(end - 1, past.until(origin - context));
    for (int i = end - 1; i >= start; i--) {
      double age = lastTime - past.time(i);
      double change = past.value(i) - last;
      double weight = Math.exp(-4 * age / horizon);
      weights += weight;
      weighted += weight * change;
      if (age < horizon) {
        count++;
        sum += change;
        sumTime -= age;
        sumTimeSquared += age * age;
        sumProduct -= age * change;
      }
    }
    double spread = sumTimeSquared - sumTime * sumTime / count;
    double slope = count > 2 && spread > 0 ? (sumProduct - sumTime * sum / count) / spread : 0;
    return new Summary(
        last, lastTime, last + weighted / weights, slope, past.mean(0, end), last + sum / count);
  }

  /** Mean of the values a whole number of periods earlier, of so many cycles; NaN without any. */
  private static double season(
      ChannelPast past,
      int end,
      WallClock clock,
      double time,
      double lastTime,
      double period,
      int cycles) {
    double periods = cycles(clock, time, lastTime, period);
    double sum = 0;
    int found = 0;
    for (int cycle = 0; cycle < cycles + 2 && found < cycles; cycle++) {
      double earlier = Math.min(clock.ago(time, (periods + cycle) * period), lastTime);
      double value = past.at(earlier, end, period / 4 * (1 + 1e-9));
      if (!Double.isNaN(value)) {
        sum += value;
        found++;
      }
    }
    return sum / found;
  }

  /** How many whole periods before a time something was known. */
  static double cycles(WallClock clock, double time, double lastTime, double period) {
    // A whole number of periods must not miss the last value by a rounding error.
    double since = clock.shown(time) - clock.shown(lastTime);
    return Math.max(1, Math.ceil(since / period - 1e-9));
  }

  /** By how much the last horizon's length lies above the same stretch so long ago. */
  private double change(ChannelPast past, Summary now, WallClock clock, double ago) {
    double then = clock.ago(now.lastTime, ago);
    int from = past.until(then - horizon);
    int to = past.until(then);
    return to > from ? now.recent - past.mean(from, to) : 0;
  }

  /** Names of the rules, in the order of their answers. */
  public List<String> names() {
    List<String> names =
        new ArrayList<>(List.of("last", "weighted mean", "slope", "past mean", "recent mean"));
    periods.forEach(period -> names.add("season " + period));
    if (!periods.isEmpty()) {
      names.add("mean of seasons");
    }
    if (levelled) {
      periods.forEach(period -> names.add("season at this level " + period));
    }
    return names;
  }
}
