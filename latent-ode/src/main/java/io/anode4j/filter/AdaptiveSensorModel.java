package io.anode4j.filter;

import io.anode4j.data.TimeFormat;
import io.anode4j.evaluation.Standardisation;
import io.anode4j.model.TrainedModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model around another whose scorers follow each sensor, so that one that is not what training
 * saw does not alarm at each reading:
 *
 * <ul>
 *   <li>a sensor that lives beyond two deviations of the training data is moved there before the
 *       model sees it, and expectations are moved back;
 *   <li>{@link Score#level} is how far the last readings lie from where the sensor itself has been,
 *       all channels together (Hotelling's T²), and {@link Score#anomaly} the mean surprise of the
 *       channels; a channel of two values at most, such as a command, counts in neither unless
 *       there is no other; as one voice more beside the surprises, how strange the course of each
 *       channel is on timescales of 2 to 64 readings, for as many channels as 4 KB have room for;
 *   <li>the thresholds of both follow the sensor and share the one false-alarm rate: an alarm is
 *       either above its own;
 *   <li>while an alarm is raised all of this learns at a quarter of its pace; after 512 readings of
 *       alarm the sensor is taken to have changed for good, and is learnt anew.
 * </ul>
 *
 * <p>What a sensor does from its first reading on is ordinary to it: a fault that was there before
 * is not found.
 */
public final class AdaptiveSensorModel implements SensorModel {
  /** Deviations of the training data within which nothing is moved. */
  private static final double WITHIN = 2;

  /** What an inner state may have more than it says, after strange readings. */
  private static final int STRANGE = 32;

  private static final String VERSION = "adaptive 4 ";

  private final SensorModel inner;
  private final @Nullable Standardisation trained;
  private final boolean together;
  private final int courses;
  private final String id;
  private final SensorState state;

  private AdaptiveSensorModel(
      SensorModel inner, @Nullable Standardisation trained, boolean together, int courses) {
    this.inner = inner;
    this.trained = trained;
    this.together = together;
    this.courses = courses;
    this.id = SensorModel.fingerprint(VERSION + inner.id());
    this.state = new SensorState('A', id);
  }

  /**
   * A model around another.
   *
   * @param inner a trained model, one without training or one of your own; only the first are moved
   * @return the model; where the covariance of all channels does not fit into a state of 4 KB, the
   *     level knows each channel's variance alone
   * @throws IllegalArgumentException when not even that fits
   */
  public static AdaptiveSensorModel of(SensorModel inner) {
    boolean isTrained = inner instanceof NeuralFilter || inner instanceof WindowedLatentOde;
    Standardisation scale = isTrained ? inner.trained().baselines().standardisation() : null;
    if (bytes(inner, false) > SensorState.MOST) {
      throw new IllegalArgumentException(
          "A sensor's state of "
              + inner.channels().size()
              + " channels takes "
              + bytes(inner, false)
              + " bytes with its frame; expected at most "
              + SensorState.MOST
              + ": use the model without it, or fewer channels");
    }
    boolean together = bytes(inner, true) <= SensorState.MOST;
    int room = (SensorState.MOST - bytes(inner, together)) / Courses.EACH;
    int courses = Math.min(inner.channels().size(), room);
    return new AdaptiveSensorModel(inner, scale, together, courses);
  }

  private static int bytes(SensorModel inner, boolean together) {
    int channels = inner.channels().size();
    int own = AdaptiveScorer.content(channels, together, 0);
    return SensorState.around(own + inner.stateBytes() + STRANGE + channels);
  }

  SensorModel inner() {
    return inner;
  }

  boolean isTogether() {
    return together;
  }

  /** Most channels that are followed on several timescales: all, or what a state has room for. */
  int courses() {
    return courses;
  }

  SensorState state() {
    return state;
  }

  /** How far each channel lies from where it was in training; null if nowhere. */
  double @Nullable [] shift(OwnFrame frame) {
    if (trained == null) {
      return null;
    }
    double[] shift = null;
    int d = trained.mean().size();
    for (int c = 0; c < d; c++) {
      double most = WITHIN * trained.std().get(c);
      double off = frame.location(c) - trained.mean().get(c);
      if (Math.abs(off) > most) {
        shift = shift == null ? new double[d] : shift;
        shift[c] = off - Math.copySign(most, off);
      }
    }
    return shift;
  }

  @Override
  public List<String> channels() {
    return inner.channels();
  }

  @Override
  public TimeFormat timeFormat() {
    return inner.timeFormat();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Map<String, String> units() {
    return inner.units();
  }

  @Override
  public TrainedModel trained() {
    return inner.trained();
  }

  @Override
  public double horizon() {
    return inner.horizon();
  }

  @Override
  public int stateBytes() {
    return SensorState.around(
        AdaptiveScorer.content(channels().size(), together, courses) + inner.stateBytes());
  }

  @Override
  public Scorer newScorer(double falseAlarmRate) {
    return new AdaptiveScorer(this, falseAlarmRate);
  }
}
