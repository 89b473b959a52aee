package io.anode4j.latent;

import io.anode4j.data.Covariate;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.TimeGrid;
import io.anode4j.model.TrainedModel;
import io.anode4j.nn.Parameters;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A trained latent ODE: an immutable value that any number of threads may use at once.
 *
 * <p>A forecast encodes the history's last {@link #context()} units of time, draws posterior
 * samples of z (the same draws for every series: seed of the config), carries each to the times
 * asked, and gives the mixture of their decoded means with the channel's observation noise. Times
 * may lie beyond the history, inside it or before its context. Inside it is interpolation: the
 * answer knows what was observed later. For what would have been forecast then, cut the history
 * there ({@link io.anode4j.data.TimeSeries#until}).
 *
 * <p>Trained with a horizon, it is anchored unless its {@link LatentOdeConfig#anchoring} says no:
 * one network, or several, see a window in the frame of the window's own past and add to a ridge
 * regression, another one sees it on the channels' scales, and after the last observation mean and
 * width are those of networks, ridge and simple rules weighed together ({@link #companions}).
 */
public final class LatentOde implements TrainedModel {
  static final ModelFile<ModelDescription, LatentOde> FILE = new ModelFile<>(new LatentOdeKind());

  private final LatentNetwork own;
  private final LatentForecaster network;
  private final Beside beside;
  private final AnchoredForecasters forecasters;

  LatentOde(LatentNetwork own, Beside beside) {
    this.own = own;
    this.beside = beside;
    this.network = sampling(config().forecastSamples());
    this.forecasters =
        description()
            .anchored()
            .map(anchored -> AnchoredForecasters.of(this, anchored))
            .orElse(AnchoredForecasters.none(network))
            .behind(description().covariates(), header().times());
  }

  @Override
  public ModelHeader header() {
    return own.header();
  }

  /** The settings it was trained with. */
  @Override
  public LatentOdeConfig config() {
    return own.description().config();
  }

  @Override
  public List<Covariate> covariates() {
    return own.description().covariates().stream().map(ScaledCovariate::covariate).toList();
  }

  @Override
  public List<Bounds> bounds() {
    return description().anchored().map(Anchoring::bounds).orElse(List.of());
  }

  @Override
  public OptionalDouble origin() {
    return description()
        .anchored()
        .flatMap(one -> one.origin().stream().findFirst())
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** Shift and scale of each channel before the network computes in float32. */
  public ValueScaler scaler() {
    return own.header().scaler();
  }

  /** How far back it reads, in the series' unit of time. */
  @Override
  public double context() {
    return own.description().context();
  }

  @Override
  public Map<String, Forecaster> companions() {
    return forecasters.companions();
  }

  /** Number of weights. */
  @Override
  public String kind() {
    return "window: a latent ODE that encodes the last readings anew";
  }

  @Override
  public int parameterCount() {
    return own.parameters().size()
        + beside.all().stream().mapToInt(LatentOde::parameterCount).sum();
  }

  /** Number of networks: those in the frame, and the one on the channels' scales. */
  @Override
  public int networks() {
    return 1 + beside.all().size();
  }

  /**
   * Fingerprint of the model: that of its file.
   *
   * @return 64 hexadecimal digits
   */
  public String fingerprint() {
    return FILE.fingerprint(this);
  }

  ModelDescription description() {
    return own.description();
  }

  /** The same network with another description, and networks beside it. */
  LatentOde with(ModelDescription other, Beside networks) {
    return new LatentOde(own.with(other), networks);
  }

  /** The weights of all its networks. */
  Parameters parameters() {
    List<LatentOde> others = beside.all();
    if (others.isEmpty()) {
      return own.parameters();
    }
    List<Parameters> all = new ArrayList<>(List.of(own.parameters()));
    others.forEach(one -> all.add(one.parameters()));
    return NetworkWeights.of(own.parameters().layout(), beside).join(all);
  }

  LatentArchitecture architecture() {
    return own.architecture();
  }

  Beside beside() {
    return beside;
  }

  /** The network alone. */
  LatentForecaster network() {
    return network;
  }

  /** The network alone with another number of posterior samples. */
  LatentForecaster sampling(int samples) {
    return new LatentForecaster(own, samples);
  }

  /**
   * Forecasts on a grid after the end of a history.
   *
   * @param history observations, at least one row
   * @param grid distance and number of times
   * @return the predictive distribution there
   */
  public Forecast forecast(TimeSeries history, TimeGrid grid) {
    return forecast(history, grid.after(history.lastTime()));
  }

  /**
   * Forecasts one series. The forecast at a time depends neither on the other times asked nor on
   * what is forecast beside it, to the bit.
   *
   * @param history what is known; its network reads the last {@link #context()} units of time
   *     before the last observation, and of a model with a horizon the anchor, the simple rules and
   *     the look back read all of it; rows without values do not count; without any value the
   *     forecast is mean and spread of the training data
   * @param times the times asked, finite, in any order
   * @return the predictive distribution at those times
   * @throws IllegalArgumentException when the history has other channels than the model
   * @throws io.anode4j.forecast.CovariateException when it has other covariates, or they do not
   *     reach as far as the times asked
   * @throws ArithmeticException when the state did not stay finite on the way to a time; of a
   *     weighed model the linear anchor answers then for the network
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecasters.best().forecast(history, times);
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    return forecasters.best().forecastAll(histories, times);
  }

  /**
   * Writes the model file; it appears whole or not at all.
   *
   * @param file where to
   * @throws UncheckedIOException when the file system refuses
   */
  @Override
  public void save(Path file) {
    FILE.write(this, file);
  }

  /**
   * Reads a model file.
   *
   * @param file a file written by {@link #save}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged or of another version
   */
  public static LatentOde load(Path file) {
    return FILE.read(file);
  }

  /**
   * Reads a model from the bytes of a file.
   *
   * @param bytes what the file holds
   * @param name what messages call it
   * @return the model
   * @throws ModelFileException when it is damaged or of another version
   */
  public static LatentOde parse(byte[] bytes, String name) {
    return FILE.parse(bytes, name);
  }

  /** What reads and writes their files. */
  public static ModelFile<?, LatentOde> files() {
    return FILE;
  }

  @Override
  public String toString() {
    return "LatentOde" + channels() + " with " + parameterCount() + " weights";
  }
}
