package io.anode4j.filter;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import io.anode4j.model.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A latent ODE used on streams as in the papers: each sensor keeps its last readings, and each
 * prediction encodes them anew. Its cost grows with the window; its state is the window.
 */
public final class WindowedLatentOde implements SensorModel {
  /** Readings before scores of a sensor count, if the window holds as many. */
  private static final int WARM_UP = 16;

  private static final int MOST_READINGS = 128;

  static final double SMOOTHING = 8;

  /** What a state holds; part of the id, so that one that holds something else is not restored. */
  private static final String STATE = "scaled";

  private final LatentOde model;
  private final ValueScaler scaler;
  private final int window;
  private final ScoreCalibration.Curves curves;
  private final ScoreCalibration.Curves levels;
  private final String id;
  private final SensorState state;

  private WindowedLatentOde(
      LatentOde model, int window, ScoreCalibration scores, ScoreCalibration levels) {
    this.model = model;
    this.scaler = model.scaler();
    this.window = window;
    this.curves = scores.curves();
    this.levels = levels.curves();
    String all = String.join(" ", STATE, model.fingerprint(), window + "", scores + " " + levels);
    this.id = SensorModel.fingerprint(all);
    this.state = new SensorState('W', id);
  }

  /**
   * As many readings as fit into 4 KB, at most 128; scores by the tails of a Gaussian.
   *
   * @param model a trained latent ODE
   * @return the model of streams
   */
  public static WindowedLatentOde of(LatentOde model) {
    int row = 8 + 4 * model.channels().size();
    int fitting = (SensorState.MOST - SensorState.around(WindowedScorer.content(0, 0))) / row;
    return of(model, Math.max(1, Math.min(MOST_READINGS, fitting)));
  }

  /**
   * Windows of a given number of readings; scores by the tails of a Gaussian.
   *
   * @param model a trained latent ODE
   * @param readings readings that are kept, 1 or more
   * @return the model of streams
   * @throws IllegalArgumentException when the state would be larger than 4 KB
   */
  public static WindowedLatentOde of(LatentOde model, int readings) {
    int d = model.channels().size();
    int bytes = SensorState.around(WindowedScorer.content(readings, d));
    if (readings < 1 || bytes > SensorState.MOST) {
      throw new IllegalArgumentException(
          "A window of "
              + readings
              + " readings of "
              + d
              + " channels has "
              + bytes
              + " bytes; expected at least one reading and at most "
              + SensorState.MOST
              + " bytes: keep fewer readings");
    }
    ScoreCalibration gaussian = ScoreCalibration.gaussian(d);
    return new WindowedLatentOde(model, readings, gaussian, gaussian);
  }

  /**
   * The same with scores calibrated on ordinary readings.
   *
   * @param ordinary series that training has not seen, without anomalies
   * @return another model
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public WindowedLatentOde calibrated(Iterable<TimeSeries> ordinary) {
    List<double[]> residuals = new ArrayList<>();
    List<double[]> distances = new ArrayList<>();
    int d = channels().size();
    for (TimeSeries s : ordinary) {
      WindowedScorer scorer = new WindowedScorer(this, 0.5);
      double[] found = new double[s.length() * d];
      int size = 0;
      for (int i = 0; i < s.length(); i++) {
        Score score = scorer.update(new Reading(s.time(i), s.row(i)));
        for (int c = 0; c < d && !score.warmUp(); c++) {
          found[size++] = Math.abs(score.residual(c));
        }
      }
      residuals.add(Arrays.copyOf(found, size));
      distances.add(ScoreCalibration.distances(s, d, this::scaled));
    }
    return new WindowedLatentOde(
        model,
        window,
        ScoreCalibration.fit(residuals, d, SMOOTHING),
        ScoreCalibration.fit(distances, d, SMOOTHING));
  }

  @Override
  public List<String> channels() {
    return model.channels();
  }

  @Override
  public TimeFormat timeFormat() {
    return model.timeFormat();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Map<String, String> units() {
    return model.units();
  }

  @Override
  public TrainedModel trained() {
    return model;
  }

  @Override
  public double horizon() {
    return model.horizon();
  }

  @Override
  public int stateBytes() {
    return SensorState.around(WindowedScorer.content(window, channels().size()));
  }

  /** Readings that are kept of each sensor. */
  public int window() {
    return window;
  }

  int warmUp() {
    return Math.min(WARM_UP, window);
  }

  ScoreCalibration.Curves curves() {
    return curves;
  }

  ScoreCalibration.Curves levels() {
    return levels;
  }

  /** A value in standard deviations of its channel's training data from their mean. */
  double scaled(int channel, double value) {
    var standard = model.baselines().standardisation();
    return (value - standard.mean().get(channel)) / standard.std().get(channel);
  }

  ValueScaler scaler() {
    return scaler;
  }

  SensorState state() {
    return state;
  }

  Forecast predict(TimeSeries history, double[] times) {
    return model.forecast(history, times);
  }

  @Override
  public Scorer newScorer(double falseAlarmRate) {
    return new WindowedScorer(this, falseAlarmRate);
  }
}
