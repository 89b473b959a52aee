package io.anode4j.latent;

import io.anode4j.classification.RowWindows;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.regression.FeatureRegressor;
import io.anode4j.regression.Prediction;
import io.anode4j.regression.Regressor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained regressor of series: an immutable value that any number of threads may use at once.
 *
 * <p>A latent ODE reads a series backwards into q(z) at its start, and a small network turns the
 * mean of q into a number: what remains of a machine's life, say. Beside it stands, unless its
 * settings say no, a ridge regression on simple features; how they are weighed, and the interval
 * around what is said, come from series that no gradient saw. A series without any value is given
 * the mean of the labels in training.
 */
public final class LatentRegressor implements Regressor, SeriesModel {
  /** Names of the members of which it is made, for tables. */
  public static final String NETWORK = "latent ODE";

  /** The regression on simple features. */
  public static final String REGRESSION = "ridge regression";

  /** The mean of the labels in training. */
  public static final String MEAN = "mean";

  static final ModelFile<RegressorDescription, LatentRegressor> FILE =
      new ModelFile<>(new RegressorKind());

  private final ModelHeader header;
  private final RegressorDescription description;
  private final Parameters parameters;
  private final HeadNetwork network;

  /** What reads and writes the files of regressors. */
  public static ModelFile<?, LatentRegressor> files() {
    return FILE;
  }

  LatentRegressor(
      ModelHeader header,
      RegressorDescription description,
      LatentArchitecture architecture,
      Parameters parameters) {
    this.header = header;
    this.description = description;
    this.parameters = parameters;
    this.network =
        new HeadNetwork(
            architecture,
            parameters,
            header,
            HeadTraining.layout(description.config(), header),
            description.context());
  }

  RegressorDescription description() {
    return description;
  }

  Parameters parameters() {
    return parameters;
  }

  @Override
  public ModelHeader header() {
    return header;
  }

  @Override
  public LatentOdeConfig config() {
    return description.config();
  }

  @Override
  public HeadSettings settings() {
    return description.regressor();
  }

  @Override
  public double context() {
    return description.context();
  }

  @Override
  public String kind() {
    return "regressor: says which number belongs to a series";
  }

  @Override
  public boolean isOfRows() {
    return description.rows();
  }

  @Override
  public int parameterCount() {
    return parameters.size();
  }

  /**
   * What larger labels were taken as in training; the largest double where they were not limited.
   */
  public double labelMax() {
    return description.target().most();
  }

  /** Fingerprint of the model: that of its file, 64 hexadecimal digits. */
  public String fingerprint() {
    return FILE.fingerprint(this);
  }

  /**
   * Says the number of many series; of one it does not depend on the others, to the bit.
   *
   * @param series original values, the model's channels in its order; rows without values do not
   *     count, and of a series longer than {@link #context()} its end is read
   * @return a number each, in the unit of the labels, with an interval of 90 %
   * @throws IllegalArgumentException when a series has other channels than the model
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public List<Prediction> predictAll(List<TimeSeries> series) {
    List<Prediction> said = networkAlone(series);
    List<Prediction> answers = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      answers.add(
          description.bands().around(series.get(i).id(), blended(series.get(i), said.get(i))));
    }
    return answers;
  }

  private double blended(TimeSeries series, Prediction said) {
    if (series.observedCount() == 0) {
      return description.target().mean();
    }
    double value = description.share() * said.value();
    return description.regression().isEmpty()
        ? said.value()
        : value + (1 - description.share()) * ridge().predict(series).value();
  }

  private List<Prediction> networkAlone(List<TimeSeries> series) {
    List<double[]> said = network.answers(series);
    List<Prediction> answers = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      double[] scaled = said.get(i);
      RegressorTarget target = description.target();
      answers.add(
          Prediction.of(
              series.get(i).id(), scaled.length == 0 ? target.mean() : target.original(scaled[0])));
    }
    return answers;
  }

  private FeatureRegressor ridge() {
    FeatureRegressor plain = FeatureRegressor.regression(description.regression().get(0));
    return new FeatureRegressor(
        series -> description.target().limited(plain.rule().applyAsDouble(network.read(series))));
  }

  /**
   * Says the number of every row of a series from what came up to it, within {@link #context()}.
   *
   * @param series original values, the model's channels in its order
   * @return one answer a row, in the order of the rows
   * @throws IllegalArgumentException when the model was trained on the labels of whole series, or
   *     the series has other channels
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public List<Prediction> predictRows(TimeSeries series) {
    if (!isOfRows()) {
      throw new IllegalArgumentException(
          "This regressor was trained on the labels of whole series; expected one of rows; train it"
              + " by fitRows, or ask for the series");
    }
    return RowWindows.ofEach(series, context(), this::predictAll).stream()
        .map(one -> new Prediction(series.id(), one.value(), one.lower(), one.upper()))
        .toList();
  }

  /**
   * What can stand beside it in a table: its network, its regression if it has one, and the mean.
   *
   * @return regressors by name
   */
  public Map<String, Regressor> members() {
    Map<String, Regressor> members = new LinkedHashMap<>();
    members.put(NETWORK, this::networkAlone);
    if (!description.regression().isEmpty()) {
      members.put(REGRESSION, ridge());
    }
    members.put(MEAN, FeatureRegressor.constant(description.target().mean()));
    return members;
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
   * @throws io.anode4j.model.ModelFileException when the file is missing, damaged or of another
   *     kind or version
   */
  public static LatentRegressor load(Path file) {
    return FILE.read(file);
  }

  @Override
  public String toString() {
    return "LatentRegressor with " + parameterCount() + " weights";
  }
}
