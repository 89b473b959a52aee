package io.anode4j.anchor;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link SharedCalendar} tells of a time, as columns of a {@link LinearAnchor} behind all
 * others: what other series measured around that time, near and wide, and at the times of the last
 * horizon, in scatters of this one, and these in units of the frame.
 */
final class CalendarFeatures {
  /** Steps before and after, from near to wide. */
  private static final int[] REACHES = {1, 4, 16};

  static final int COUNT = REACHES.length + 1;

  /** Recent values that others are compared with; more tell no more. */
  private static final int MOST_RECENT = 32;

  private CalendarFeatures() {}

  /**
   * Writes the columns of one origin.
   *
   * @param calendar of the training series
   * @param series of whose channel something was observed until the origin
   * @param frame of the origin
   * @param channel which channel
   * @param rules they stand behind
   * @param times times after the origin
   * @param answers receives them {@code [times × columns]}
   * @param first their first column
   */
  static void write(
      SharedCalendar calendar,
      SeriesPast series,
      WindowFrame frame,
      int channel,
      AnchorRules rules,
      double[] times,
      double[][] answers,
      int first) {
    ChannelPast past = series.channel(channel);
    ChannelPast own = series.shared(channel);
    double unit = frame.ownScale()[channel] / frame.scale()[channel];
    double before = before(calendar, past, own, frame.origin(), channel, rules.horizon());
    for (int t = 0; t < times.length; t++) {
      double wider = 0;
      for (int r = REACHES.length - 1; r >= 0; r--) {
        double mean = calendar.mean(channel, times[t], REACHES[r], own);
        wider = Double.isNaN(mean) ? wider : mean;
        answers[t][first + r] = AnchorRules.cut(unit * wider);
      }
      answers[t][first + REACHES.length] = AnchorRules.cut(unit * before);
    }
  }

  /** What others measured at the times of the last horizon of a series. */
  private static double before(
      SharedCalendar calendar,
      ChannelPast past,
      @Nullable ChannelPast own,
      double origin,
      int channel,
      double horizon) {
    int end = past.until(origin);
    double since = past.time(end - 1) - horizon;
    double sum = 0;
    int count = 0;
    for (int i = end - 1; i >= Math.max(0, end - MOST_RECENT) && past.time(i) > since; i--) {
      double usual = calendar.mean(channel, past.time(i), REACHES[1], own);
      if (!Double.isNaN(usual)) {
        sum += usual;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
