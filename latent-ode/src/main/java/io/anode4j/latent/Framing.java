package io.anode4j.latent;

import io.anode4j.anchor.AnchorRules;
import io.anode4j.anchor.FrameStatistics;
import io.anode4j.anchor.LinearAnchor;
import io.anode4j.anchor.SeriesPast;
import io.anode4j.anchor.WindowFrame;
import io.anode4j.latent.window.WindowFeatures;
import io.anode4j.latent.window.WindowQuery;
import java.util.Arrays;

/**
 * Puts windows into the frame of their own recent past: what the network reads and what it is asked
 * for are in units of the frame, and of the horizon only what a linear anchor leaves open.
 *
 * @param frames how frames are made
 * @param anchor what is taken off the horizon
 */
record Framing(FrameStatistics frames, LinearAnchor anchor) {
  /** Whether a time is ahead, and two functions of the lead time. */
  private static final int LEAD_FEATURES = 3;

  /** Last value, shape and anchor. */
  private static final int CHANNEL_FEATURES = 3;

  /** Lead times beyond this many horizons look alike. */
  private static final double MOST_HORIZONS = 4;

  private static final double FADING = 8;

  /** A level this far from the channel's centre is none that training has met. */
  static final double USUAL_LEVEL = 4;

  /**
   * A window in its frame.
   *
   * @param query what the network reads and is asked
   * @param frame its frame
   * @param anchor what the anchor says in units of the frame, 0 until the origin {@code [times ×
   *     channels]}
   */
  record Framed(WindowQuery query, WindowFrame frame, double[][] anchor) {}

  static int statics(int channels) {
    return 4 * channels;
  }

  static int timeFeatures(int channels) {
    return LEAD_FEATURES + CHANNEL_FEATURES * channels;
  }

  /**
   * Frames a window.
   *
   * @param query context, times and known targets on the channels' scales
   * @param past of its series, of which nothing after the origin is read
   * @param present the origin of the window, which {@link AnchorRules#origin} may move back
   * @param phased whether the network is told the phases of absolute time
   * @param levelled whether it is told at which level a usual channel lies
   * @return the same question in the frame
   */
  Framed frame(
      WindowQuery query, SeriesPast past, double present, boolean phased, boolean levelled) {
    double origin = anchor.rules().origin(past, present);
    WindowFrame frame = frames.frame(past, origin);
    double[] times = query.times();
    int first = (int) Arrays.stream(times).filter(t -> t <= origin).count();
    double[] ahead = Arrays.copyOfRange(times, first, times.length);
    LinearAnchor.Answer answer = anchor.answer(past, frame, ahead);
    int channels = frame.location().length;
    double[][] anchors = new double[times.length][channels];
    System.arraycopy(answer.sum(), 0, anchors, first, ahead.length);
    WindowQuery framed =
        new WindowQuery(
                frame.toFrame(query.context()),
                times,
                targets(query.targets(), frame, anchors),
                query.contextTimes(),
                new WindowFeatures(
                    statics(frame, levelled),
                    features(times, first, origin, answer),
                    timeFeatures(channels),
                    phased,
                    query.features().drive()))
            .ending(query.ends());
    return new Framed(framed, frame, anchors);
  }

  /** What the frame tells, then each channel's level where it is told and usual, and whether. */
  private static float[] statics(WindowFrame frame, boolean levelled) {
    int channels = frame.location().length;
    float[] statics = Arrays.copyOf(frame.statics(), statics(channels));
    for (int c = 0; c < channels; c++) {
      double level = frame.location()[c];
      boolean told = levelled && Math.abs(level) < USUAL_LEVEL;
      statics[2 * channels + c] = told ? (float) level : 0f;
      statics[3 * channels + c] = told ? 1f : 0f;
    }
    return statics;
  }

  private double[][] targets(double[][] values, WindowFrame frame, double[][] anchors) {
    boolean driven = anchor.rules().lagged();
    double[][] targets = new double[values.length][];
    for (int t = 0; t < targets.length; t++) {
      targets[t] = values[t].clone();
      for (int c = 0; c < targets[t].length; c++) {
        double value = targets[t][c];
        double expected = anchors[t][c];
        targets[t][c] =
            driven ? frame.beside(c, value, expected) : frame.toFrame(c, value) - expected;
      }
    }
    return targets;
  }

  private float[] features(double[] times, int first, double origin, LinearAnchor.Answer answer) {
    int channels = answer.last().length;
    int width = timeFeatures(channels);
    float[] features = new float[times.length * width];
    for (int t = first; t < times.length; t++) {
      double horizons = (times[t] - origin) / anchor.rules().horizon();
      int at = t * width;
      features[at++] = 1;
      features[at++] = (float) Math.sqrt(Math.min(horizons, MOST_HORIZONS));
      features[at++] = (float) Math.exp(-FADING * horizons);
      for (int c = 0; c < channels; c++) {
        features[at++] = (float) answer.last()[c];
        features[at++] = (float) answer.shape()[t - first][c];
        features[at++] = (float) answer.sum()[t - first][c];
      }
    }
    return features;
  }
}
