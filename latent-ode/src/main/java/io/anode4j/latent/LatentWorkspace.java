package io.anode4j.latent;

import io.anode4j.anode.Augmentation;
import io.anode4j.latent.dynamics.DynamicsPass;
import io.anode4j.latent.task.Arrivals;
import io.anode4j.latent.task.HeadTerm;
import io.anode4j.latent.task.Kl;
import io.anode4j.latent.task.LatentPass;
import io.anode4j.latent.task.LossTerm;
import io.anode4j.latent.task.Reconstruction;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import io.anode4j.training.ShardedGradient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thread's way through a latent ODE: posterior, dynamics, loss terms, and the same way back. It
 * knows what its parts do, not what they are.
 */
final class LatentWorkspace implements ShardedGradient.Workspace {
  private final Augmentation augmentation;
  private final Posterior posterior;
  private final DynamicsPass dynamics;
  private final Reconstruction reconstruction;
  private final Optional<HeadTerm> head;
  private final Optional<Arrivals> arrivals;
  private final List<LossTerm> terms;
  private final LatentPass pass;

  LatentWorkspace(LatentArchitecture architecture) {
    this.augmentation = architecture.augmentation();
    this.posterior = new Posterior(architecture);
    this.dynamics = architecture.dynamics().pass();
    this.reconstruction = new Reconstruction(architecture.decoder(), architecture.likelihood());
    this.head = architecture.head().map(Head.Placed::term);
    this.arrivals = architecture.dynamics().intensity().map(Arrivals::new);
    Stream<LossTerm> asked = Stream.concat(head.stream(), arrivals.stream());
    this.terms = Stream.concat(Stream.of(reconstruction, new Kl()), asked).toList();
    this.pass = new LatentPass(augmentation.features(), augmentation.dimension());
  }

  @Override
  public void load(Parameters current) {
    posterior.load(current);
    dynamics.load(current);
    terms.forEach(term -> term.load(current));
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
    pass.begin(batch);
    Matrix starts = posterior.sample(pass, noise);
    head.ifPresent(said -> said.decode(pass));
    if (batch.rows() == 0) {
      return 0; // No time is asked: all that is said is of the whole series.
    }
    Matrix initial = new Matrix(starts.rows(), augmentation.dimension());
    augmentation.augment(starts.rows(), starts, initial);
    batch.paths().ifPresent(dynamics::drive);
    dynamics.solve(batch.startTimes(), initial, batch.outputs(), pass.states(), record);
    Cancellation.check("The solve of a latent ODE");
    reconstruction.decode(pass);
    arrivals.ifPresent(times -> times.decode(pass));
    return failedRows(batch);
  }

  /**
   * What the head says of a window after {@link #forward}.
   *
   * @param window as sorted in the batch
   * @return probabilities of classes, or a scaled number
   * @throws java.util.NoSuchElementException when the model has no head
   */
  double[] answers(int window) {
    return head.orElseThrow().answers(window);
  }

  private int failedRows(WindowBatch batch) {
    int failed = 0;
    for (int r = 0; r < batch.rows(); r++) {
      failed += dynamics.status(r) == RowStatus.SUCCESS ? 0 : 1;
    }
    return failed;
  }

  /** Evaluations of the field in the last forward pass, summed over rows. */
  long evaluations(WindowBatch batch) {
    long sum = 0;
    for (int r = 0; r < batch.rows(); r++) {
      sum += dynamics.evaluations(r);
    }
    return sum;
  }

  /** Mean or, behind the means, log-variance of a component of z in the first window. */
  float statistic(int component) {
    return pass.statistics().data()[component];
  }

  /** log λ at an output of a solve row, events a unit of model time, where that is modelled. */
  double logIntensity(WindowBatch batch, int solveRow, int output) {
    return arrivals.orElseThrow().logIntensity(batch.outputs().offsets()[solveRow] + output);
  }

  /** Expected events between the anchor and an output of a solve row. */
  double expectedEvents(WindowBatch batch, int solveRow, int output) {
    return arrivals.orElseThrow().expected(pass, batch.outputs().offsets()[solveRow] + output);
  }

  /** Location of a channel at an output of a solve row, scaled. */
  double mean(WindowBatch batch, int solveRow, int output, int channel) {
    return reconstruction.location(batch.outputs().offsets()[solveRow] + output, channel);
  }

  /** Scale of a channel's observation noise at an output of a solve row, scaled. */
  double scale(WindowBatch batch, int solveRow, int output, int channel) {
    return reconstruction.scale(batch.outputs().offsets()[solveRow] + output, channel);
  }

  /**
   * Sums over the windows of one batch.
   *
   * @param loss −ELBO in nats, KL weighted, likelihoods weighted
   * @param fit how well the values were met
   * @param head how well the labels of whole windows were
   * @param arrivals how well the times were
   */
  record Losses(double loss, Reconstruction.Fit fit, HeadTerm.Fit head, Arrivals.Fit arrivals) {
    static final Losses NONE =
        new Losses(0, new Reconstruction.Fit(0, 0, 0, 0), HeadTerm.Fit.NONE, Arrivals.Fit.NONE);

    Losses plus(Losses o) {
      return new Losses(
          loss + o.loss, fit.plus(o.fit), head.plus(o.head), arrivals.plus(o.arrivals));
    }
  }

  /** Weighs the loss of the head beside that of values; 1 if nothing is said. */
  void headWeight(double weight) {
    pass.headWeight(weight);
  }

  /**
   * Evaluates the negative ELBO after {@link #forward}, and prepares its gradient: {@code E_q[−log
   * p(x|z)] + β·KL(q(z)‖N(0, I))} (Kingma and Welling 2014, eq. 10; summed, not averaged, over
   * values and latent dimensions, so β = 1 is the true bound).
   *
   * @param klWeight β
   * @param scale factor of the gradient, 0 when none is wanted
   * @return the sums
   */
  Losses loss(double klWeight, double scale) {
    pass.klWeight(klWeight);
    pass.clearCotangents();
    double sum = 0;
    for (LossTerm term : terms) {
      sum += term.add(pass, scale);
    }
    return new Losses(
        sum,
        reconstruction.fit(),
        head.map(HeadTerm::fit).orElse(HeadTerm.Fit.NONE),
        arrivals.map(Arrivals::fit).orElse(Arrivals.Fit.NONE));
  }

  /**
   * Pulls the loss back through the whole model.
   *
   * @param noise draws of the forward pass
   * @param flat gradient vector added to
   */
  void backward(float[] noise, float[] flat) {
    int rows = pass.batch().rows();
    Matrix startCotangents = new Matrix(rows, augmentation.features());
    if (rows > 0) {
      Matrix initialCotangents = new Matrix(rows, augmentation.dimension());
      dynamics.pullback(pass.stateCotangents(), initialCotangents, flat);
      augmentation.pullback(rows, initialCotangents, startCotangents);
    }
    posterior.backward(pass, noise, startCotangents, flat);
    terms.forEach(term -> term.drainGradient(flat));
  }
}
