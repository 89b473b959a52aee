package io.anode4j.latent;

import io.anode4j.latent.dynamics.DynamicsSettings;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.LikelihoodSettings;

/**
 * Everything that decides what is trained and how, with defaults that need no tuning. The same
 * record is written into the model file.
 *
 * @param latentSize dimensions L of the latent state z
 * @param augment extra dimensions P of the ODE state, zero at the start (augmented neural ODE)
 * @param encoderUnits state size of the GRU encoder
 * @param fieldUnits width of the vector field's hidden layers
 * @param fieldLayers number of the vector field's hidden layers
 * @param decoderUnits width of the decoder's hidden layer; 0 for a linear decoder
 * @param timeFrequencies sines and cosines of the time since the window's start that the encoder
 *     reads beside values, mask and gap; 0 for the encoder of the papers, which reads these three
 *     alone
 * @param rtol relative tolerance of the solver
 * @param atol absolute tolerance of the solver
 * @param samples posterior samples a window while training
 * @param forecastSamples posterior samples of a forecast
 * @param epochs at most so many passes over the training windows
 * @param batchSize windows an optimiser step
 * @param windowsPerEpoch at most so many windows an epoch, drawn anew each time
 * @param learningRate peak learning rate of Adam
 * @param patience epochs without improvement on validation before training stops
 * @param klWarmup epochs over which the weight of the KL term rises to 1
 * @param contextWeight weight of the context's log-likelihood beside the horizon's; 1 for the ELBO
 *     of the whole window
 * @param contextKeep least share of the context's observation times that the encoder is shown while
 *     training; 1 to show all
 * @param clipNorm largest global norm of a gradient
 * @param validationFraction share of the data kept for validation
 * @param seed seed of every random choice
 */
public record LatentOdeConfig(
    int latentSize,
    int augment,
    int encoderUnits,
    int fieldUnits,
    int fieldLayers,
    int decoderUnits,
    int timeFrequencies,
    double rtol,
    double atol,
    int samples,
    int forecastSamples,
    int epochs,
    int batchSize,
    int windowsPerEpoch,
    double learningRate,
    int patience,
    int klWarmup,
    double contextWeight,
    double contextKeep,
    double clipNorm,
    double validationFraction,
    long seed) {

  /** No layer is ever that wide; a model file that says so must not be able to fill the memory. */
  private static final int MOST_UNITS = 1 << 16;

  private static final int MOST_SAMPLES = 1 << 12;

  /** Checks every range. */
  public LatentOdeConfig {
    within("latentSize", latentSize, 1, MOST_UNITS);
    within("augment", augment, 0, MOST_UNITS);
    within("encoderUnits", encoderUnits, 1, MOST_UNITS);
    within("fieldUnits", fieldUnits, 1, MOST_UNITS);
    within("fieldLayers", fieldLayers, 1, MOST_UNITS);
    within("decoderUnits", decoderUnits, 0, MOST_UNITS);
    within("timeFrequencies", timeFrequencies, 0, MOST_UNITS);
    above("rtol", rtol);
    above("atol", atol);
    within("samples", samples, 1, MOST_SAMPLES);
    within("forecastSamples", forecastSamples, 1, MOST_SAMPLES);
    atLeast("epochs", epochs, 1);
    atLeast("batchSize", batchSize, 1);
    atLeast("windowsPerEpoch", windowsPerEpoch, 1);
    above("learningRate", learningRate);
    atLeast("patience", patience, 1);
    atLeast("klWarmup", klWarmup, 0);
    atLeast("contextWeight", contextWeight, 0);
    share("contextKeep", contextKeep, true);
    above("clipNorm", clipNorm);
    share("validationFraction", validationFraction, false);
  }

  private static void atLeast(String name, double value, double minimum) {
    require(value >= minimum && Double.isFinite(value), name, value, "at least " + minimum);
  }

  private static void within(String name, int value, int minimum, int maximum) {
    require(
        value >= minimum && value <= maximum,
        name,
        value,
        "a number " + minimum + " to " + maximum);
  }

  private static void above(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "a number above 0");
  }

  private static void share(String name, double value, boolean whole) {
    require(value > 0 && (value < 1 || (whole && value == 1)), name, value, "a share of 1");
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The setting " + name + " is " + value + "; expected " + expected);
    }
  }

  /** Settings that do well without tuning. */
  public static LatentOdeConfig defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static LatentOdeConfigBuilder builder() {
    return new LatentOdeConfigBuilder();
  }

  /** A builder that starts from these settings. */
  public LatentOdeConfigBuilder toBuilder() {
    return new LatentOdeConfigBuilder()
        .latentSize(latentSize)
        .augment(augment)
        .encoderUnits(encoderUnits)
        .fieldUnits(fieldUnits)
        .fieldLayers(fieldLayers)
        .decoderUnits(decoderUnits)
        .timeFrequencies(timeFrequencies)
        .rtol(rtol)
        .atol(atol)
        .samples(samples)
        .forecastSamples(forecastSamples)
        .epochs(epochs)
        .batchSize(batchSize)
        .windowsPerEpoch(windowsPerEpoch)
        .learningRate(learningRate)
        .patience(patience)
        .klWarmup(klWarmup)
        .contextWeight(contextWeight)
        .contextKeep(contextKeep)
        .clipNorm(clipNorm)
        .validationFraction(validationFraction)
        .seed(seed);
  }

  /** Dimension of the ODE state, L + P. */
  public int stateSize() {
    return latentSize + augment;
  }

  EncoderSettings encoder() {
    return new Gru(encoderUnits, timeFrequencies);
  }

  DynamicsSettings dynamics() {
    return new NeuralField(fieldUnits, fieldLayers, rtol, atol);
  }

  LikelihoodSettings likelihood() {
    return new Gaussian();
  }
}
