package io.anode4j.filter;

import io.anode4j.data.TimeFormat;
import java.util.List;

/**
 * A model that needs no training: each sensor's own past says what is to be expected of it. A value
 * is expected by its last one or by a mean of the last, whichever has erred least; location and
 * scale of errors and of the level are robust and forget, and so do the thresholds. A channel of
 * two values at most, such as a command, counts in no score unless there is no other. For the time
 * until enough has been seen to train a {@link NeuralFilter}, and for comparison with one.
 */
public final class RobustSensorModel implements SensorModel {
  /** Readings of a sensor before its scores count. */
  static final int WARM_UP = 64;

  /** Most channels whose state fits into 4 KB. */
  public static final int MOST_CHANNELS =
      (SensorState.MOST - SensorState.around(RobustScorer.content(0)))
          / (RobustChannel.BYTES + Switches.bytes(1));

  private static final String VERSION = "robust 2";

  private final List<String> channels;
  private final TimeFormat times;
  private final String id;
  private final SensorState state;

  private RobustSensorModel(List<String> channels, TimeFormat times) {
    this.channels = channels;
    this.times = times;
    this.id = SensorModel.fingerprint(VERSION + " " + channels + " " + times.isDated());
    this.state = new SensorState('R', id);
  }

  /**
   * A model of some channels.
   *
   * @param channels their names, each once
   * @param times how times are written: dated ones are seconds since 1970
   * @return the model
   * @throws IllegalArgumentException when there is no channel, one is named twice, or there are
   *     more than {@link #MOST_CHANNELS}
   */
  public static RobustSensorModel of(List<String> channels, TimeFormat times) {
    List<String> names = List.copyOf(channels);
    boolean distinct = names.stream().distinct().count() == names.size();
    if (names.isEmpty() || names.size() > MOST_CHANNELS || !distinct) {
      throw new IllegalArgumentException(
          "A model without training of "
              + names.size()
              + " channels"
              + (distinct ? "" : ", one of them twice")
              + "; expected 1 to "
              + MOST_CHANNELS
              + ", each once, so that a sensor's state stays within 4 KB: name others");
    }
    return new RobustSensorModel(names, times);
  }

  @Override
  public List<String> channels() {
    return channels;
  }

  @Override
  public TimeFormat timeFormat() {
    return times;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int stateBytes() {
    return SensorState.around(RobustScorer.content(channels.size()));
  }

  @Override
  public Scorer newScorer(double falseAlarmRate) {
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new IllegalArgumentException(
          "A false-alarm rate of " + falseAlarmRate + "; expected a share between 0 and 1");
    }
    return new RobustScorer(this, falseAlarmRate);
  }

  SensorState state() {
    return state;
  }
}
