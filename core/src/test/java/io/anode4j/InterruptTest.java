package io.anode4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.anode4j.anode.NeuralOde;
import io.anode4j.anode.Regularization;
import io.anode4j.flow.ContinuousFlow;
import io.anode4j.flow.FlowPoints;
import io.anode4j.flow.PlanarFlow;
import io.anode4j.flow.PlaneEnergy;
import io.anode4j.flow.Trace;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Classifier;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solver;
import io.anode4j.optim.Objective;
import io.anode4j.optim.SupervisedObjective;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.reference.WatchedLayer;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every long call of this module is interrupted in the middle, ends with a CancellationException
 * and the flag set, and the same objects then give the same bits as if nothing had happened.
 */
class InterruptTest {
  private static final Solver SOLVER = Solver.dopri5(1e-4, 1e-5);

  /** A call, and the layer within it that can interrupt it. */
  private record Case(WatchedLayer watched, Supplier<List<Object>> call) {}

  @AfterEach
  void forget() {
    Thread.interrupted();
  }

  static Stream<Arguments> calls() {
    List<Arguments> all = new ArrayList<>();
    for (GradientStrategy strategy :
        List.of(
            GradientStrategy.discrete(),
            new GradientStrategy.Checkpointed(2),
            GradientStrategy.continuousAdjoint(1e-4, 1e-5),
            GradientStrategy.reversible())) {
      String name = strategy.getClass().getSimpleName();
      all.add(argumentSet("apply, " + name, applied(strategy)));
      all.add(argumentSet("fit, " + name, trained(strategy)));
      all.add(argumentSet("objective, " + name, reused(strategy)));
    }
    all.add(argumentSet("regularised fit", regularized()));
    all.add(argumentSet("flow there and back", flow()));
    all.add(argumentSet("flow's likelihood", flowObjective(false)));
    all.add(argumentSet("flow's divergence", flowObjective(true)));
    all.add(argumentSet("plain layers", plain()));
    return all.stream();
  }

  private static Matrix points(int rows) {
    Matrix x = new Matrix(rows, 2);
    SplittableRandom random = new SplittableRandom(3);
    for (int r = 0; r < rows; r++) {
      x.set(r, 0, (float) random.nextGaussian());
      x.set(r, 1, (float) random.nextGaussian());
    }
    return x;
  }

  private static List<Object> bits(Matrix y) {
    return List.of(Arrays.hashCode(y.toArray()));
  }

  private static List<Object> bits(Trained trained) {
    return List.of(Arrays.hashCode(trained.parameters().values()), trained.history());
  }

  private static List<Object> bits(FlowPoints points) {
    return List.of(
        bits(points.points()), Arrays.hashCode(points.logDensity()), points.evaluations());
  }

  /** A network around a watched field. */
  private record Watch(WatchedLayer field, ParameterLayout layout) {
    static Watch of() {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      WatchedLayer field = new WatchedLayer(Mlp.in(layout, "field", Activation.TANH, 2, 8, 2));
      return new Watch(field, layout.build());
    }

    Network network(Layer layer) {
      return Network.create(layer, layout, 5);
    }
  }

  private static Case applied(GradientStrategy strategy) {
    Watch w = Watch.of();
    Network network = w.network(NeuralOde.of(w.field(), SOLVER).differentiatedBy(strategy));
    Matrix x = points(3000);
    return new Case(w.field(), () -> bits(network.apply(x)));
  }

  private static Case trained(GradientStrategy strategy) {
    Watch w = Watch.of();
    Network network = w.network(NeuralOde.of(w.field(), SOLVER).differentiatedBy(strategy));
    Matrix x = points(48);
    Trainer trainer = Trainer.of(2).withBatchSize(16);
    return new Case(w.field(), () -> bits(trainer.fit(network, x, x, Loss.meanSquared())));
  }

  private static Case reused(GradientStrategy strategy) {
    Watch w = Watch.of();
    NeuralOde ode = NeuralOde.of(w.field(), SOLVER).differentiatedBy(strategy);
    Objective objective = new SupervisedObjective(ode, points(48), points(48), Loss.meanSquared());
    Parameters first = w.network(ode).parameters();
    Trainer trainer = Trainer.of(2).withBatchSize(16);
    return new Case(w.field(), () -> bits(trainer.fit(first, objective, objective)));
  }

  private static Case regularized() {
    Watch w = Watch.of();
    Regularization kinetic = new Regularization(0.1, 0.1, 0.1);
    Network network = w.network(NeuralOde.of(w.field(), SOLVER).with(kinetic));
    Matrix x = points(48);
    Trainer trainer = Trainer.of(2).withBatchSize(16);
    return new Case(w.field(), () -> bits(trainer.fit(network, x, x, Loss.meanSquared())));
  }

  private static Case flow() {
    Watch w = Watch.of();
    ContinuousFlow flow = ContinuousFlow.of(w.field(), w.network(w.field()).parameters(), SOLVER);
    return new Case(
        w.field(),
        () -> {
          FlowPoints drawn = flow.sample(2500, 4);
          return List.of(bits(drawn), Arrays.hashCode(flow.logDensity(drawn.points())));
        });
  }

  private static Case flowObjective(boolean reverse) {
    Watch w = Watch.of();
    Parameters first = w.network(w.field()).parameters();
    ContinuousFlow flow = ContinuousFlow.of(w.field(), first, SOLVER);
    Objective objective =
        reverse
            ? flow.reverseKl(PlaneEnergy.U1, 48, Trace.HUTCHINSON)
            : flow.likelihood(points(48), Trace.HUTCHINSON);
    Trainer trainer = Trainer.of(2).withBatchSize(16);
    return new Case(w.field(), () -> bits(trainer.fit(first, objective, objective)));
  }

  private static Case plain() {
    Watch w = Watch.of();
    Network network = w.network(w.field());
    Classifier classifier = new Classifier(network);
    Matrix x = points(20_000);
    return new Case(
        w.field(),
        () ->
            List.of(
                bits(classifier.probabilities(x)),
                classifier.accuracy(x, new Matrix(x.rows(), 1)),
                bits(network.apply(x))));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anInterruptEndsTheCallAndLeavesNothingBehind(Case one) {
    one.watched().interruptAt(0);
    List<Object> expected = one.call().get();
    long passes = one.watched().passes();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 12; i++) {
      long at = i == 0 ? 1 : 1 + random.nextLong(passes - 1);
      one.watched().interruptAt(at);
      CancellationException e =
          assertThrows(
              CancellationException.class, one.call()::get, () -> "pass " + at + " of " + passes);
      assertTrue(Thread.interrupted(), "the flag must stay set");
      assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
      one.watched().interruptAt(0);
      assertEquals(expected, one.call().get(), "after an interrupt in pass " + at);
    }
  }

  @Test
  void planarFlowsEndToo() {
    PlanarFlow flow = PlanarFlow.create(2, 8, 1);
    Matrix z = points(50);
    Matrix before = flow.inverse(flow.forward(z).points());
    Objective objective = flow.likelihood(z);
    List<Runnable> calls =
        List.of(
            () -> flow.forward(z),
            () -> flow.inverse(z),
            () -> flow.logDensity(z),
            () -> flow.sample(50, 1),
            () -> Trainer.of(1).fit(flow.parameters(), objective, null));
    for (Runnable call : calls) {
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, call::run);
      assertTrue(Thread.interrupted(), "the flag must stay set");
    }
    assertEquals(bits(before), bits(flow.inverse(flow.forward(z).points())));
  }
}
