package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** One thread's workspace for a {@link ConcatSquash}. */
final class ConcatSquashEvaluator implements LayerEvaluator {
  private final ConcatSquash layer;
  private final DenseEvaluator affine;
  private final int outputs;
  private final float[] gate;
  private final float[] gateBias;
  private final float[] shift;
  private final float[] gateGradient;
  private final float[] gateBiasGradient;
  private final float[] shiftGradient;

  /** Outputs of the affine part, its tangents and the gate's values, by tape. */
  private final TapeMatrices affineOutputs;

  private final TapeMatrices affineTangents;
  private final TapeMatrices gates;
  private final TapeMatrices cotangent;
  private final TapeMatrices tangentCotangent;

  ConcatSquashEvaluator(ConcatSquash layer) {
    this.layer = layer;
    affine = layer.affine().evaluator();
    outputs = layer.outputs();
    gate = new float[outputs];
    gateBias = new float[outputs];
    shift = new float[outputs];
    gateGradient = new float[outputs];
    gateBiasGradient = new float[outputs];
    shiftGradient = new float[outputs];
    affineOutputs = new TapeMatrices(outputs);
    affineTangents = new TapeMatrices(outputs);
    gates = new TapeMatrices(outputs);
    cotangent = new TapeMatrices(outputs);
    tangentCotangent = new TapeMatrices(outputs);
  }

  @Override
  public void load(Parameters parameters) {
    affine.load(parameters);
    parameters.layout().require(layer.gate());
    parameters.layout().require(layer.gateBias());
    parameters.layout().require(layer.shift());
    float[] v = parameters.values();
    System.arraycopy(v, layer.gate().offset(), gate, 0, outputs);
    System.arraycopy(v, layer.gateBias().offset(), gateBias, 0, outputs);
    System.arraycopy(v, layer.shift().offset(), shift, 0, outputs);
  }

  @Override
  public void reserve(int rows, int tapes) {
    affineOutputs.reserve(rows, tapes);
    gates.reserve(rows, tapes);
    cotangent.reserve(rows, 1);
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    Matrix a = affineOutputs.get(rows, tape);
    Matrix g = gates.get(rows, tape);
    affine.forward(rows, x, a);
    for (int r = 0; r < rows; r++) {
      float time = (float) t[r];
      int at = r * a.stride();
      for (int j = 0; j < outputs; j++) {
        double z = time * gate[j] + gateBias[j];
        float open = (float) (1 / (1 + Math.exp(-z)));
        g.data()[at + j] = open;
        y.data()[at + j] = a.data()[at + j] * open + time * shift[j];
      }
    }
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix da = cotangent.get(rows, 0);
    Matrix a = affineOutputs.get(rows, tape);
    Matrix g = gates.get(rows, tape);
    for (int r = 0; r < rows; r++) {
      float time = (float) t[r];
      int at = r * a.stride();
      for (int j = 0; j < outputs; j++) {
        float ct = dy.data()[at + j];
        float open = g.data()[at + j];
        da.data()[at + j] = ct * open;
        addGateGradient(j, time, ct * a.data()[at + j] * open * (1 - open));
        shiftGradient[j] += ct * time;
      }
    }
    affine.backward(rows, tape, t, x, da, dx);
  }

  private void addGateGradient(int j, float time, float dz) {
    gateGradient[j] += dz * time;
    gateBiasGradient[j] += dz;
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    forward(rows, tape, t, x, y);
    Matrix av = affineTangents.get(directions * rows, tape);
    affine.linear(directions * rows, u, av);
    multiply(directions, rows, av, gates.get(rows, tape), v);
  }

  private void multiply(int directions, int rows, Matrix from, Matrix gate, Matrix to) {
    int count = rows * from.stride();
    for (int d = 0; d < directions; d++) {
      for (int i = 0; i < count; i++) {
        to.data()[d * count + i] = from.data()[d * count + i] * gate.data()[i];
      }
    }
  }

  @Override
  public void backwardTangent(
      int rows,
      int directions,
      int tape,
      double[] t,
      Matrix x,
      Matrix u,
      Matrix dy,
      Matrix dv,
      Matrix dx,
      Matrix du) {
    backward(rows, tape, t, x, dy, dx);
    int all = directions * rows;
    Matrix g = gates.get(rows, tape);
    Matrix av = affineTangents.get(all, tape);
    Matrix dav = tangentCotangent.get(all, 0);
    multiply(directions, rows, dv, g, dav);
    for (int r = 0; r < all; r++) {
      float time = (float) t[r % rows];
      int at = r * av.stride();
      int gateAt = r % rows * av.stride();
      for (int j = 0; j < outputs; j++) {
        float open = g.data()[gateAt + j];
        float dz = dv.data()[at + j] * av.data()[at + j] * open * (1 - open);
        addGateGradient(j, time, dz);
      }
    }
    affine.addWeightGradient(all, u, dav);
    affine.inputCotangent(all, dav, du);
  }

  @Override
  public void drainGradient(float[] gradient) {
    affine.drainGradient(gradient);
    drain(gateGradient, layer.gate(), gradient);
    drain(gateBiasGradient, layer.gateBias(), gradient);
    drain(shiftGradient, layer.shift(), gradient);
  }

  static void drain(float[] kept, ParameterSlot slot, float[] gradient) {
    for (int j = 0; j < slot.size(); j++) {
      gradient[slot.offset() + j] += kept[j];
    }
    Arrays.fill(kept, 0f);
  }
}
