package io.anode4j.latent;

import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.FeatureClassifier;
import io.anode4j.classification.RowWindows;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained classifier of series: an immutable value that any number of threads may use at once.
 *
 * <p>A latent ODE reads a series backwards into q(z) at its start, and a small network turns the
 * mean of q into a score a class (Rubanova, Chen and Duvenaud, NeurIPS 2019). Beside it stand,
 * unless its settings say no, a logistic regression on simple features and a random forest on these
 * and on what periods there are; all are weighed, and so calibrated, on series that no gradient
 * saw. A series without any value is given the shares of the classes in training.
 */
public final class LatentClassifier implements Classifier, SeriesModel {
  /** Names of the members of which it is made, for tables. */
  public static final String NETWORK = "latent ODE";

  /** The regression on simple features. */
  public static final String REGRESSION = "logistic regression";

  /** The random forest on features of values and periods. */
  public static final String FOREST = "random forest";

  /** The shares of the classes in training. */
  public static final String PRIOR = "prior";

  static final ModelFile<ClassifierDescription, LatentClassifier> FILE =
      new ModelFile<>(new ClassifierKind());

  private final ModelHeader header;
  private final ClassifierDescription description;
  private final Parameters parameters;
  private final NetworkClassifier network;
  private final FeatureClassifier prior;

  LatentClassifier(
      ModelHeader header,
      ClassifierDescription description,
      LatentArchitecture architecture,
      Parameters parameters) {
    this.header = header;
    this.description = description;
    this.parameters = parameters;
    this.prior = FeatureClassifier.prior(description.classes(), description.counts());
    this.network =
        new NetworkClassifier(
            new HeadNetwork(
                architecture,
                parameters,
                header,
                description.layout(header),
                description.context()),
            prior);
  }

  ClassifierDescription description() {
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
  public String kind() {
    return "classifier: says which class a series belongs to";
  }

  @Override
  public List<String> classes() {
    return description.classes();
  }

  /**
   * With two classes the one that scores speak of: the rarer one in training, of equally frequent
   * ones the second.
   */
  public String positive() {
    return description.positive();
  }

  @Override
  public double context() {
    return description.context();
  }

  @Override
  public LatentOdeConfig config() {
    return description.config();
  }

  @Override
  public HeadSettings settings() {
    return description.classifier();
  }

  @Override
  public int parameterCount() {
    return parameters.size();
  }

  /** Fingerprint of the model: that of its file, 64 hexadecimal digits. */
  public String fingerprint() {
    return FILE.fingerprint(this);
  }

  /**
   * Classifies many series; what is said of one does not depend on the others, to the bit.
   *
   * @param series original values, the model's channels in its order; rows without values do not
   *     count, and of a series longer than {@link #context()} its end is read
   * @return the probabilities of the classes
   * @throws IllegalArgumentException when a series has other channels than the model
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public List<Classification> classifyAll(List<TimeSeries> series) {
    List<Classifier> members = new ArrayList<>(members().values());
    List<List<Classification>> said = new ArrayList<>();
    for (int m = 0; m < description.blend().weights().size(); m++) {
      // What is not listened to need not be asked: a search for periods takes its time.
      Classifier asked = description.blend().weights().get(m) > 0 ? members.get(m) : prior;
      said.add(asked.classifyAll(series));
    }
    List<Classification> answers = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      int at = i;
      boolean empty = series.get(i).observedCount() == 0;
      answers.add(
          empty
              ? prior.classify(series.get(i))
              : blended(said.stream().map(answersOf -> answersOf.get(at)).toList()));
    }
    return answers;
  }

  @Override
  public boolean isOfRows() {
    return description.rows();
  }

  /**
   * Classifies every row of a series from what came up to it, within {@link #context()}.
   *
   * @param series original values, the model's channels in its order
   * @return one answer a row, in the order of the rows
   * @throws IllegalArgumentException when the model was trained on the labels of whole series, or
   *     the series has other channels
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public List<Classification> classifyRows(TimeSeries series) {
    if (!isOfRows()) {
      throw new IllegalArgumentException(
          "This classifier was trained on the labels of whole series; expected one of rows; train it"
              + " by fitRows, or classify the series");
    }
    return RowWindows.ofEach(series, context(), this::classifyAll).stream()
        .map(one -> new Classification(series.id(), classes(), one.probabilities()))
        .toList();
  }

  private Classification blended(List<Classification> said) {
    List<double[]> probabilities =
        said.stream()
            .map(c -> c.probabilities().stream().mapToDouble(Double::doubleValue).toArray())
            .toList();
    double[] p = description.blend().of(probabilities);
    return new Classification(said.get(0).series(), classes(), Arrays.stream(p).boxed().toList());
  }

  /**
   * What can stand beside it in a table: its network, its regression and its forest if it has them,
   * all as they are, not calibrated, and the prior.
   *
   * @return classifiers by name
   */
  public Map<String, Classifier> members() {
    Map<String, Classifier> members = new LinkedHashMap<>();
    members.put(NETWORK, network);
    description
        .regression()
        .forEach(
            one ->
                members.put(
                    REGRESSION,
                    new FeatureClassifier(
                        classes(),
                        series ->
                            FeatureClassifier.regression(classes(), one)
                                .rule()
                                .apply(network.network().read(series)))));
    description
        .forest()
        .forEach(
            one ->
                members.put(
                    FOREST,
                    new FeatureClassifier(
                        classes(), series -> one.probabilities(network.network().read(series)))));
    members.put(PRIOR, prior);
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
   * @throws ModelFileException when the file is missing, damaged or of another kind or version
   */
  public static LatentClassifier load(Path file) {
    return FILE.read(file);
  }

  /** What reads and writes their files. */
  public static ModelFile<?, LatentClassifier> files() {
    return FILE;
  }

  @Override
  public String toString() {
    return "LatentClassifier" + classes() + " with " + parameterCount() + " weights";
  }
}
