package io.anode4j.recurrent;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.TrainedModel;
import io.anode4j.nn.Parameters;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained recurrent network: an immutable value that any number of threads may use at once.
 *
 * <p>It reads the last {@link RecurrentConfig#readings()} rows of a history forwards. The state
 * after the last reading is carried to each time asked and decoded there with the time since: no
 * answer is fed back as if it had been observed, so errors do not pile up along a horizon, and the
 * answer at a time does not depend on the other times asked. A time within a history is answered
 * from the readings up to it; without any the answer is what the training windows begin with.
 */
public final class RecurrentModel implements TrainedModel {
  static final ModelFile<RecurrentDescription, RecurrentModel> FILE =
      new ModelFile<>(new RecurrentKind());

  private final ModelHeader header;
  private final RecurrentDescription description;
  private final Parameters parameters;
  private final RecurrentForecaster forecaster;

  RecurrentModel(
      ModelHeader header,
      RecurrentDescription description,
      RecurrentArchitecture architecture,
      Parameters parameters) {
    this.header = header;
    this.description = description;
    this.parameters = parameters;
    this.forecaster = new RecurrentForecaster(header, description, architecture, parameters);
  }

  @Override
  public ModelHeader header() {
    return header;
  }

  @Override
  public RecurrentConfig config() {
    return description.config();
  }

  RecurrentDescription description() {
    return description;
  }

  /** It reads a number of rows, however long they last: as many usual gaps. */
  @Override
  public double context() {
    return config().readings() * header.timeUnit();
  }

  @Override
  public String kind() {
    return config().cell().text()
        + ": a recurrent network that predicts each reading from those before it";
  }

  @Override
  public int parameterCount() {
    return parameters.size();
  }

  Parameters parameters() {
    return parameters;
  }

  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecaster.forecast(history, times);
  }

  /**
   * Forecasts many series side by side: their readings go through the model step by step, each step
   * one product for all series.
   *
   * @throws IllegalArgumentException when a history has other channels than the model
   * @throws ArithmeticException when a state did not stay finite on the way to a time
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    return forecaster.forecastAll(histories, times);
  }

  /**
   * One-step predictions of every reading of a series from all readings before it.
   *
   * @param series rows of values
   * @return the predictive distributions at the times of its rows with values
   * @throws IllegalArgumentException when it has other channels than the model
   */
  public Forecast predict(TimeSeries series) {
    return forecaster.predictions(series);
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
  public static RecurrentModel load(Path file) {
    return FILE.read(file);
  }

  /**
   * Reads a model from the bytes of a file.
   *
   * @param bytes what the file holds
   * @param name what messages call it
   * @return the model
   * @throws ModelFileException when it is damaged or of another kind or version
   */
  public static RecurrentModel parse(byte[] bytes, String name) {
    return FILE.parse(bytes, name);
  }

  /** What reads and writes their files. */
  public static ModelFile<?, RecurrentModel> files() {
    return FILE;
  }

  @Override
  public String toString() {
    return "RecurrentModel("
        + config().cell().text()
        + ")"
        + channels()
        + " with "
        + parameterCount()
        + " weights";
  }
}
