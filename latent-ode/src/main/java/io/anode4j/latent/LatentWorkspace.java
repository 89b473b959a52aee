package io.anode4j.latent;

import io.anode4j.anode.Augmentation;
import io.anode4j.anode.MlpField;
import io.anode4j.gradient.DiscreteGradient;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.nn.GruEvaluator;
import io.anode4j.nn.MlpEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * One thread's way through a latent ODE: encoder, posterior, solve, decoder, likelihood, and the
 * same way back.
 */
final class LatentWorkspace {
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  /** Keeps exp(½ log-variance) and exp(log noise) away from overflow and from zero. */
  private static final float LOG_VARIANCE_LIMIT = 12f;

  /** Noise below a thousandth of a channel's scale would make single values own the loss. */
  static final double SMALLEST_NOISE = 1e-3;

  private final LatentArchitecture architecture;
  private final LatentOdeConfig config;
  private final Augmentation augmentation;
  private final GruEvaluator encoder;
  private final MlpEvaluator posterior;
  private final MlpField.Evaluator field;
  private final MlpEvaluator decoder;
  private final Integrator<Matrix> integrator;
  private final DiscreteGradient<Matrix> gradient;
  private Parameters parameters;

  private Matrix states;
  private Matrix stateCotangents;
  private Matrix means;
  private Matrix meanCotangents;
  private Matrix statistics;
  private Matrix latents;

  LatentWorkspace(LatentArchitecture architecture, LatentOdeConfig config) {
    this.architecture = architecture;
    this.config = config;
    this.augmentation = new Augmentation(config.latentSize(), config.augment());
    this.encoder = new GruEvaluator(architecture.encoder());
    this.posterior = new MlpEvaluator(architecture.posterior());
    this.field = new MlpField.Evaluator(architecture.field());
    this.decoder = new MlpEvaluator(architecture.decoder());
    Solver solver = Solver.dopri5(config.rtol(), config.atol());
    this.integrator = new Integrator<>(solver, config.stateSize(), field);
    this.gradient = new DiscreteGradient<>(solver.tableau(), config.stateSize(), field);
    this.parameters = new Parameters(architecture.layout());
    this.states = new Matrix(0, config.stateSize());
    this.stateCotangents = states;
    this.means = new Matrix(0, architecture.channels());
    this.meanCotangents = means;
    this.statistics = new Matrix(0, 2 * config.latentSize());
    this.latents = new Matrix(0, config.latentSize());
  }

  /** Packs current weights everywhere. */
  void load(Parameters current) {
    parameters = current;
    encoder.load(current);
    posterior.load(current);
    field.load(current);
    decoder.load(current);
  }

  private void reserve(WindowBatch batch) {
    int outputs = batch.outputs().total();
    if (outputs > states.rows()) {
      int rows = outputs + outputs / 4;
      states = new Matrix(rows, config.stateSize());
      stateCotangents = new Matrix(rows, config.stateSize());
      phased = new Matrix(rows, config.stateSize() + Math.max(1, batch.targets().phaseCount()));
      phasedCotangents =
          new Matrix(rows, config.stateSize() + Math.max(1, batch.targets().phaseCount()));
      means = new Matrix(rows, architecture.channels());
      meanCotangents = new Matrix(rows, architecture.channels());
    }
  }

  /**
   * Encodes, samples, solves and decodes.
   *
   * @param batch windows
   * @param noise standard normal draws {@code [windows · samples × latent]} in sorted order
   * @param record whether a gradient will be asked for
   * @return solve rows that failed
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; the next
   *     pass begins anew
   */
  int forward(WindowBatch batch, float[] noise, boolean record) {
    reserve(batch);
    int latent = config.latentSize();
    Matrix encoded = new Matrix(batch.windows(), config.encoderUnits());
    encoder.forward(
        batch.contexts().active(), batch.contexts().steps(), batch.contexts().inputs(), encoded);
    encodedStates = encoded;
    statistics = new Matrix(batch.windows(), 2 * latent);
    posterior.forward(batch.windows(), 0, encoded, statistics);
    latents = new Matrix(batch.windows() * batch.samples(), latent);
    for (int r = 0; r < latents.rows(); r++) {
      int at = r / batch.samples() * statistics.stride();
      for (int j = 0; j < latent; j++) {
        float mean = statistics.data()[at + j];
        float deviation = deviation(statistics.data()[at + latent + j]);
        latents.data()[r * latents.stride() + j] = mean + deviation * noise[r * latent + j];
      }
    }
    Matrix starts = new Matrix(batch.rows(), latent);
    for (int r = 0; r < batch.rows(); r++) {
      starts.copyRow(r, latents, batch.latentOf(r));
    }
    Matrix initial = new Matrix(starts.rows(), config.stateSize());
    augmentation.augment(starts.rows(), starts, initial);
    integrator.recordSteps(record);
    integrator.solve(batch.startTimes(), initial, batch.outputs(), states);
    Cancellation.check("The solve of a latent ODE");
    decoderInput = withPhases(batch);
    decoder.forward(batch.outputs().total(), 0, decoderInput, means);
    return failedRows(batch);
  }

  /** [z(t); a(t); phases of t]: what the decoder sees. */
  private Matrix withPhases(WindowBatch batch) {
    if (batch.targets().phaseCount() == 0) {
      return states;
    }
    int size = config.stateSize();
    for (int r = 0; r < batch.rows(); r++) {
      int from = batch.outputs().offsets()[r];
      for (int i = 0; i < batch.outputs().count(r); i++) {
        int at = (from + i) * phased.stride();
        System.arraycopy(states.data(), (from + i) * states.stride(), phased.data(), at, size);
        System.arraycopy(
            batch.targets().phases(),
            batch.targetIndex(r, i) * batch.targets().phaseCount(),
            phased.data(),
            at + size,
            batch.targets().phaseCount());
      }
    }
    return phased;
  }

  private Matrix decoderInput = new Matrix(0, 1);
  private Matrix phased = new Matrix(0, 1);
  private Matrix phasedCotangents = new Matrix(0, 1);

  private Matrix encodedStates = new Matrix(0, 1);

  private static float deviation(float logVariance) {
    float v = Math.max(-LOG_VARIANCE_LIMIT, Math.min(LOG_VARIANCE_LIMIT, logVariance));
    return (float) Math.exp(0.5 * v);
  }

  private int failedRows(WindowBatch batch) {
    int failed = 0;
    for (int r = 0; r < batch.rows(); r++) {
      failed += integrator.status(r) == RowStatus.SUCCESS ? 0 : 1;
    }
    return failed;
  }

  /** Evaluations of the field in the last forward pass, summed over rows. */
  long evaluations(WindowBatch batch) {
    long sum = 0;
    for (int r = 0; r < batch.rows(); r++) {
      sum += integrator.evaluations(r);
    }
    return sum;
  }

  /** Mean of a channel at an output of a solve row, scaled. */
  float mean(WindowBatch batch, int solveRow, int output, int channel) {
    return means.data()[(batch.outputs().offsets()[solveRow] + output) * means.stride() + channel];
  }

  /** Observation noise of a channel, scaled. */
  double noise(int channel) {
    return noise(parameters, architecture, channel);
  }

  static double noise(Parameters parameters, LatentArchitecture architecture, int channel) {
    double log = parameters.values()[architecture.noise().offset() + channel];
    return Math.max(SMALLEST_NOISE, Math.exp(log));
  }

  /**
   * Sums over the windows of one batch.
   *
   * @param negativeElbo −ELBO in nats, KL weighted, likelihoods weighted
   * @param negativeLogLikelihood unweighted −log p of the horizon's values, averaged over samples
   * @param squaredError squared error of the horizon's values, averaged over samples
   * @param horizonValues observed values of the horizon
   * @param values observed values of context and horizon
   * @param kl unweighted KL divergence
   */
  record Losses(
      double negativeElbo,
      double negativeLogLikelihood,
      double squaredError,
      long horizonValues,
      long values,
      double kl) {}

  /**
   * Evaluates the negative ELBO after {@link #forward}, and prepares its gradient: {@code E_q[−log
   * p(x|z)] + β·KL(q(z)‖N(0, I))} (Kingma and Welling 2014, eq. 10; summed, not averaged, over
   * values and latent dimensions, so β = 1 is the true bound).
   *
   * @param batch windows
   * @param klWeight β
   * @param scale factor of the gradient
   * @param noiseGradient receives the gradient of each channel's log noise
   * @return the sums
   */
  Losses loss(WindowBatch batch, double klWeight, double scale, double[] noiseGradient) {
    Arrays.fill(noiseGradient, 0);
    meanCotangents.clearRows(batch.outputs().total());
    int channels = architecture.channels();
    double[] sigma = new double[channels];
    double[] precision = new double[channels];
    double[] logScale = new double[channels];
    for (int c = 0; c < channels; c++) {
      sigma[c] = noise(c);
      precision[c] = 1 / sigma[c];
      logScale[c] = Math.log(sigma[c]) + 0.5 * LOG_2PI;
    }
    double weighted = 0;
    double horizonNll = 0;
    double squared = 0;
    long horizonValues = 0;
    long values = 0;
    double share = 1.0 / batch.samples();
    for (int r = 0; r < batch.rows(); r++) {
      int from = batch.outputs().offsets()[r];
      int count = batch.outputs().offsets()[r + 1] - from;
      for (int i = 0; i < count; i++) {
        int target = batch.targetIndex(r, i);
        double weight = batch.targets().weights()[target] * share;
        boolean horizon = batch.targets().horizon()[target];
        int at = (from + i) * means.stride();
        for (int c = 0; c < channels; c++) {
          float x = batch.targets().values()[target * channels + c];
          if (Float.isNaN(x)) {
            continue;
          }
          double residual = (means.data()[at + c] - x) * precision[c];
          double nll = 0.5 * residual * residual + logScale[c];
          weighted += weight * nll;
          meanCotangents.data()[at + c] = (float) (scale * weight * residual * precision[c]);
          noiseGradient[c] += scale * weight * (1 - residual * residual);
          values++;
          if (horizon) {
            horizonValues++;
            horizonNll += share * nll;
            squared += share * residual * residual * sigma[c] * sigma[c];
          }
        }
      }
    }
    double kl = kl(batch.windows());
    return new Losses(
        weighted + klWeight * kl,
        horizonNll,
        squared,
        horizonValues / batch.samples(),
        values / batch.samples(),
        kl);
  }

  /** KL(N(μ, σ²) ‖ N(0, 1)), summed over windows and dimensions. */
  private double kl(int windows) {
    double sum = 0;
    int latent = config.latentSize();
    for (int w = 0; w < windows; w++) {
      int at = w * statistics.stride();
      for (int j = 0; j < latent; j++) {
        double mean = statistics.data()[at + j];
        double deviation = deviation(statistics.data()[at + latent + j]);
        sum += 0.5 * (mean * mean + deviation * deviation - 1) - Math.log(deviation);
      }
    }
    return sum;
  }

  /**
   * Pulls the loss back through the whole model.
   *
   * @param batch windows of the forward pass
   * @param noise draws of the forward pass
   * @param klWeight β
   * @param scale factor of the gradient
   * @param noiseGradient gradient of the log noise from {@link #loss}
   * @param flat gradient vector added to
   */
  void backward(
      WindowBatch batch,
      float[] noise,
      double klWeight,
      double scale,
      double[] noiseGradient,
      float[] flat) {
    int latent = config.latentSize();
    int total = batch.outputs().total();
    if (batch.targets().phaseCount() == 0) {
      decoder.backward(total, 0, states, meanCotangents, stateCotangents);
    } else {
      decoder.backward(total, 0, phased, meanCotangents, phasedCotangents);
      for (int o = 0; o < total; o++) {
        int to = o * stateCotangents.stride();
        System.arraycopy(
            phasedCotangents.data(),
            o * phasedCotangents.stride(),
            stateCotangents.data(),
            to,
            config.stateSize());
        Arrays.fill(
            stateCotangents.data(), to + config.stateSize(), to + stateCotangents.stride(), 0f);
      }
    }
    Matrix initialCotangents = new Matrix(batch.rows(), config.stateSize());
    gradient.pullback(integrator.steps(), stateCotangents, initialCotangents);
    Matrix startCotangents = new Matrix(batch.rows(), latent);
    augmentation.pullback(batch.rows(), initialCotangents, startCotangents);
    Matrix d = new Matrix(batch.windows(), 2 * latent);
    for (int r = 0; r < batch.rows(); r++) {
      int l = batch.latentOf(r);
      int at = l / batch.samples() * d.stride();
      for (int j = 0; j < latent; j++) {
        float dz = startCotangents.data()[r * startCotangents.stride() + j];
        float logVariance = statistics.data()[at + latent + j];
        d.data()[at + j] += dz;
        d.data()[at + latent + j] += 0.5f * dz * noise[l * latent + j] * deviation(logVariance);
      }
    }
    double klScale = scale * klWeight;
    for (int w = 0; w < batch.windows(); w++) {
      int at = w * d.stride();
      for (int j = 0; j < latent; j++) {
        float deviation = deviation(statistics.data()[at + latent + j]);
        d.data()[at + j] += (float) (klScale * statistics.data()[at + j]);
        d.data()[at + latent + j] += (float) (klScale * 0.5 * (deviation * deviation - 1));
      }
    }
    Matrix encodedCotangents = new Matrix(batch.windows(), config.encoderUnits());
    posterior.backward(batch.windows(), 0, encodedStates, d, encodedCotangents);
    encoder.backward(batch.contexts().inputs(), encodedCotangents);
    decoder.drainGradient(flat);
    field.drainGradient(flat);
    posterior.drainGradient(flat);
    encoder.drainGradient(flat);
    for (int c = 0; c < noiseGradient.length; c++) {
      int slot = architecture.noise().offset() + c;
      boolean floored = Math.exp(parameters.values()[slot]) < SMALLEST_NOISE;
      flat[slot] += floored && noiseGradient[c] > 0 ? 0 : (float) noiseGradient[c];
    }
  }
}
