package io.anode4j.optim;

import io.anode4j.nn.Parameters;
import io.anode4j.tensor.NdArrays;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Any of ND4J's updaters (AMSGrad, Nadam, RmsProp, Nesterovs, Sgd, AdaGrad, …) as an {@link
 * Optimizer}.
 *
 * <p>The first step loads ND4J's native library, which takes seconds; without the dependency {@code
 * anode4j-natives} it throws {@link io.anode4j.tensor.MissingNativesException}. The learning rate
 * is the one given to {@link #step}; the updater's own rate and schedule are not used. Rules
 * without a rate (AdaDelta, NoOp) do not look at it.
 *
 * <pre>{@code
 * Optimizer optimizer = new Nd4jOptimizer(new RmsProp());
 * }</pre>
 */
public final class Nd4jOptimizer implements Optimizer {
  /** The state begins with the number of steps and that of parameters. */
  private static final int HEAD = 2 * FloatCount.FLOATS;

  private final IUpdater rule;
  private int steps;
  private @Nullable Memory memory;

  /** The updater at work, and the array off the heap in which it remembers; rules may need none. */
  private record Memory(int size, @Nullable INDArray array, GradientUpdater<?> updater) {}

  /**
   * A descent rule of ND4J.
   *
   * @param rule the updater's configuration; copied
   */
  public Nd4jOptimizer(IUpdater rule) {
    this.rule = rule.clone();
  }

  @Override
  public void step(Parameters parameters, float[] gradient, double learningRate) {
    Moments.checkGradient(parameters.size(), gradient.length);
    if (memory == null) {
      int floats = Math.toIntExact(rule.stateSize(parameters.size()));
      memory = remember(parameters.size(), new float[floats], true);
    }
    Moments.checkSame(memory.size, parameters.size());
    if (rule.hasLearningRate()) {
      rule.setLrAndSchedule(learningRate, null);
    }
    try (INDArray update = Nd4j.createFromArray(gradient)) {
      memory.updater.applyUpdater(update, steps++, 0);
      float[] moves = update.toFloatVector();
      float[] theta = parameters.values();
      for (int i = 0; i < theta.length; i++) {
        theta[i] -= moves[i];
      }
    }
  }

  private Memory remember(int size, float[] values, boolean fresh) {
    NdArrays.requireNatives();
    INDArray array = values.length == 0 ? null : Nd4j.createFromArray(values);
    return new Memory(size, array, rule.instantiate(array, fresh));
  }

  @Override
  public float[] state() {
    if (memory == null) {
      return new float[0];
    }
    float[] values = memory.array == null ? new float[0] : memory.array.toFloatVector();
    float[] state = new float[HEAD + values.length];
    FloatCount.write(state, 0, steps);
    FloatCount.write(state, FloatCount.FLOATS, memory.size);
    System.arraycopy(values, 0, state, HEAD, values.length);
    return state;
  }

  @Override
  public void restore(float[] state) {
    if (state.length == 0) {
      reset();
      return;
    }
    if (state.length < HEAD
        || FloatCount.read(state, 0) < 1
        || rule.stateSize(FloatCount.read(state, FloatCount.FLOATS)) != state.length - HEAD) {
      throw Moments.notAState(state);
    }
    int size = Math.toIntExact(FloatCount.read(state, FloatCount.FLOATS));
    memory = remember(size, Arrays.copyOfRange(state, HEAD, state.length), false);
    steps = Math.toIntExact(FloatCount.read(state, 0));
  }

  @Override
  public void reset() {
    steps = 0;
    memory = null;
  }
}
