package io.anode4j.anode;

import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.ParametricField;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.NdArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A vector field given as a SameDiff graph of ND4J, with that graph's own gradients: the way in for
 * whoever has a model there. The graph has a placeholder {@code y} of shape {@code [-1, d]}, if it
 * depends on time another one {@code t} of shape {@code [-1, 1]}, and an output of shape {@code
 * [-1, d]}; all of it is FLOAT. Its trainable variables are the parameters, in the order of their
 * names.
 *
 * <p>A row of the output must depend on that row of {@code y} alone. Every evaluation costs some
 * milliseconds whatever its size, hundreds of times more than a {@link LayerField} of a small
 * perceptron: fine to try a model out, too slow to train long. Graphs need ND4J's native library,
 * the dependency {@code anode4j-natives}.
 */
public final class SameDiffField implements ParametricField {
  private static final String STATE = "y";
  private static final String TIME = "t";
  private static final String COTANGENT = "anode4j_cotangent";
  private static final String LOSS = "anode4j_loss";

  private final SameDiff graph;
  private final String output;
  private final int dimension;
  private final List<String> names;
  private final float[] values;

  /**
   * A field of a graph.
   *
   * @param graph the graph; copied
   * @param output name of the variable that holds the derivative
   * @throws IllegalArgumentException when the graph has no such placeholder or output
   * @throws io.anode4j.tensor.MissingNativesException when ND4J's native library is not there
   */
  public SameDiffField(SameDiff graph, String output) {
    NdArrays.requireNatives();
    SDVariable state = variable(graph, STATE);
    variable(graph, output);
    long[] shape = state.getShape();
    if (state.getVariableType() != VariableType.PLACEHOLDER
        || shape == null
        || shape.length != 2
        || shape[1] < 1
        || state.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "The graph's y is a "
              + state.getVariableType()
              + " of shape "
              + Arrays.toString(shape)
              + " and type "
              + state.dataType()
              + "; expected a FLOAT placeholder of shape [-1, dimension]");
    }
    this.graph = graph.dup();
    this.output = output;
    dimension = Math.toIntExact(shape[1]);
    names = new ArrayList<>();
    for (SDVariable v : this.graph.variables()) {
      if (v.getVariableType() == VariableType.VARIABLE) {
        names.add(v.name());
      }
    }
    // The graph itself promises no order.
    Collections.sort(names);
    values = read(this.graph);
  }

  private SameDiffField(SameDiffField other, float[] values) {
    graph = other.graph;
    output = other.output;
    dimension = other.dimension;
    names = other.names;
    this.values = values;
  }

  private static SDVariable variable(SameDiff graph, String name) {
    if (!graph.hasVariable(name)) {
      throw new IllegalArgumentException(
          "The graph has no variable \""
              + name
              + "\"; expected a placeholder \"y\" and the named output among "
              + graph.variables().stream().map(SDVariable::name).toList());
    }
    return graph.getVariable(name);
  }

  private float[] read(SameDiff from) {
    float[] all = new float[0];
    for (String name : names) {
      float[] part = from.getVariable(name).getArr().dup('c').data().asFloat();
      int at = all.length;
      all = Arrays.copyOf(all, at + part.length);
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public float[] parameterValues() {
    return values.clone();
  }

  @Override
  public SameDiffField withParameterValues(float[] other) {
    if (other.length != values.length) {
      throw new IllegalArgumentException(
          other.length + " values for a graph of " + values.length + "; give one for each");
    }
    return new SameDiffField(this, other.clone());
  }

  @Override
  public ParametricEvaluator evaluator() {
    SameDiff own;
    synchronized (graph) {
      own = graph.dup();
    }
    int at = 0;
    for (String name : names) {
      INDArray array = own.getVariable(name).getArr();
      int size = Math.toIntExact(array.length());
      array.assign(Nd4j.create(Arrays.copyOfRange(values, at, at + size), array.shape(), 'c'));
      at += size;
    }
    SDVariable cotangent = own.placeHolder(COTANGENT, DataType.FLOAT, -1, dimension);
    own.getVariable(output).mul(cotangent).sum(LOSS);
    own.setLossVariables(LOSS);
    // By itself the graph differentiates with respect to variables only.
    own.createGradFunction(STATE);
    return new Evaluator(own);
  }

  private final class Evaluator implements ParametricEvaluator {
    private final SameDiff own;
    private final boolean timed;
    private final float[] kept = new float[values.length];
    private final List<String> wanted;

    Evaluator(SameDiff own) {
      this.own = own;
      timed = own.hasVariable(TIME);
      wanted = new ArrayList<>(names);
      wanted.add(STATE);
    }

    private Map<String, INDArray> inputs(int rows, double[] t, Matrix y) {
      Map<String, INDArray> inputs = new HashMap<>();
      inputs.put(STATE, array(rows, y));
      if (timed) {
        float[] times = new float[rows];
        for (int r = 0; r < rows; r++) {
          times[r] = (float) t[r];
        }
        inputs.put(TIME, Nd4j.create(times, new long[] {rows, 1}, 'c'));
      }
      return inputs;
    }

    private INDArray array(int rows, Matrix m) {
      Matrix used = new Matrix(rows, dimension);
      for (int r = 0; r < rows; r++) {
        used.copyRow(r, m, r);
      }
      return NdArrays.of(used);
    }

    private void write(INDArray from, int rows, Matrix to) {
      Matrix values = NdArrays.matrix(from);
      for (int r = 0; r < rows; r++) {
        to.copyRow(r, values, r);
      }
    }

    @Override
    public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
      write(own.output(inputs(rows, t, y), output).get(output), rows, dydt);
    }

    @Override
    public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
      evaluate(rows, t, y, dydt);
    }

    @Override
    public void pullback(
        int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
      Map<String, INDArray> inputs = inputs(rows, t, y);
      inputs.put(COTANGENT, array(rows, cotangent));
      Map<String, INDArray> gradients = own.calculateGradients(inputs, wanted);
      write(gradients.get(STATE), rows, yCotangent);
      int at = 0;
      for (String name : names) {
        for (float g : gradients.get(name).dup('c').data().asFloat()) {
          kept[at++] += g;
        }
      }
    }

    @Override
    public void drainGradient(float[] gradient) {
      for (int i = 0; i < kept.length; i++) {
        gradient[i] += kept[i];
      }
      Arrays.fill(kept, 0f);
    }
  }
}
