package io.anode4j.filter;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.TrainedModel;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.tensor.Matrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A trained neural filter: an immutable value that any number of threads may use at once.
 *
 * <p>It reads forwards. Between readings a hidden state follows a linear ODE in closed form; at
 * each reading a gated unit makes it jump, told which channels were observed (GRU-ODE-Bayes, De
 * Brouwer et al., NeurIPS 2019, with the linear latent ODE of LinODENet, Scholz et al. 2022). A
 * decoder turns the state at any later time into a Gaussian for each channel, around what is left
 * of the channel's last value. State and cost of a reading do not depend on how long the sensor has
 * been followed.
 */
public final class NeuralFilter implements SensorModel, TrainedModel {
  static final ModelFile<FilterDescription, NeuralFilter> FILE =
      new ModelFile<>(new NeuralFilterKind());

  private final ModelHeader header;
  private final FilterDescription description;
  private final Parameters parameters;
  private final FilterCell cell;
  private final FilterLayout layout;
  private final ValueScaler scaler;
  private final TimeFormat timeFormat;
  private final LeadFactors.Curve factors;
  private final ScoreCalibration.Curves curves;
  private final ScoreCalibration.Curves levels;
  private final String id;
  private final SensorState state;

  NeuralFilter(
      ModelHeader header,
      FilterDescription description,
      FilterArchitecture architecture,
      Parameters parameters) {
    this.header = header;
    this.description = description;
    this.parameters = parameters;
    this.cell = new FilterCell(architecture).load(parameters);
    this.layout = architecture.layout();
    this.scaler = header.scaler();
    this.timeFormat = header.times();
    this.factors = description.factors().curve();
    this.curves = description.scores().curves();
    this.levels = description.levels().curves();
    this.id = FILE.fingerprint(this);
    this.state = new SensorState('F', id);
  }

  @Override
  public ModelHeader header() {
    return header;
  }

  @Override
  public List<String> channels() {
    return header.channels();
  }

  @Override
  public TimeFormat timeFormat() {
    return timeFormat;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Map<String, String> units() {
    return TrainedModel.super.units();
  }

  @Override
  public TrainedModel trained() {
    return this;
  }

  @Override
  public FilterConfig config() {
    return description.config();
  }

  @Override
  public double context() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double horizon() {
    return header.horizon();
  }

  @Override
  public String kind() {
    return "filter: scores each reading of a stream before it learns from it";
  }

  @Override
  public OptionalInt sensorState() {
    return OptionalInt.of(stateBytes());
  }

  @Override
  public int parameterCount() {
    return parameters.size();
  }

  @Override
  public int stateBytes() {
    return SensorState.around(FilterScorer.content(config().hidden(), channels().size()));
  }

  @Override
  public Scorer newScorer(double falseAlarmRate) {
    return new FilterScorer(this, falseAlarmRate);
  }

  FilterDescription description() {
    return description;
  }

  Parameters parameters() {
    return parameters;
  }

  FilterCell cell() {
    return cell;
  }

  FilterLayout layout() {
    return layout;
  }

  ValueScaler scaler() {
    return scaler;
  }

  LeadFactors.Curve factors() {
    return factors;
  }

  ScoreCalibration.Curves curves() {
    return curves;
  }

  ScoreCalibration.Curves levels() {
    return levels;
  }

  SensorState state() {
    return state;
  }

  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecastAll(List.of(history), List.of(times)).get(0);
  }

  /**
   * Forecasts many series side by side: their readings go through the model step by step, each step
   * one product for all series.
   *
   * <p>A time within a history is answered from the readings up to it.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    Forecaster.requireOneEach(histories, times);
    List<Forecast> forecasts = new ArrayList<>();
    for (int from = 0; from < histories.size(); from += FilterPass.ROWS_AT_ONCE) {
      int to = Math.min(histories.size(), from + FilterPass.ROWS_AT_ONCE);
      FilterPass pass = new FilterPass(this, histories.subList(from, to));
      forecasts.addAll(pass.forecasts(times.subList(from, to)));
    }
    return forecasts;
  }

  /**
   * One-step predictions of every reading of a series from the readings before it, as a stream
   * would have made them: the batch form of {@link Scorer#update}.
   *
   * @param series series with at least one channel observed in each row
   * @return for each series the predictive distributions at its own times
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public List<Forecast> predictAll(List<TimeSeries> series) {
    List<Forecast> predictions = new ArrayList<>();
    for (int from = 0; from < series.size(); from += FilterPass.ROWS_AT_ONCE) {
      int to = Math.min(series.size(), from + FilterPass.ROWS_AT_ONCE);
      predictions.addAll(new FilterPass(this, series.subList(from, to)).predictions());
    }
    return predictions;
  }

  /** Decodes questions of one series into a forecast. */
  Forecast decode(String series, double[] times, Matrix z, double[] lead, float[] last) {
    int n = times.length;
    int d = layout.channels();
    Matrix units = new Matrix(n, cell.architecture.first().outputs());
    Matrix out = new Matrix(n, cell.architecture.second().outputs());
    cell.decode(n, z, units, out);
    double[][] mean = new double[n][d];
    double[][] std = new double[n][d];
    int fresh = cell.freshnessAt();
    for (int t = 0; t < n; t++) {
      for (int c = 0; c < d; c++) {
        float f = z.data()[t * z.stride() + fresh + c];
        mean[t][c] = scaler.toOriginal(c, cell.mean(out, t, c, f, last[t * d + c]));
        double deviation = (float) Math.exp(cell.logStd(out, t, c)) * factors.factor(c, lead[t]);
        std[t][c] = scaler.spreadToOriginal(c, deviation);
      }
    }
    return Forecast.gaussian(series, channels(), times, mean, std);
  }

  @Override
  public void save(Path file) {
    FILE.write(this, file);
  }

  /**
   * Reads a model file.
   *
   * @param file a file written by {@link #save}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged or of another kind or version
   */
  public static NeuralFilter load(Path file) {
    return FILE.read(file);
  }

  @Override
  public String toString() {
    return "NeuralFilter" + channels() + " with " + parameterCount() + " weights";
  }
}
