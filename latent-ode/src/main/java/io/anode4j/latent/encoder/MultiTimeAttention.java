package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.Activation;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.MlpEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * Multi-time attention, mTAND (Shukla and Marlin, ICLR 2021, section 3): reference points look at
 * the observations of each channel by a softmax over learnt embeddings of time, a linear map makes
 * {@code units} numbers of what they saw, and a GRU reads the points backwards in time, as z sits
 * at the window's start. Covariates, phases and statics are channels that are never missing; gaps
 * are not read, as the embedding knows all times.
 *
 * @param units numbers that a reference point says, and state size of the GRU
 * @param embedding size of a time's embedding: one number linear in time, sines otherwise
 * @param heads attentions side by side, each with a share of the embedding
 * @param references reference points
 * @param reach model time that they cover evenly from the window's start; context and horizon are
 *     about 8 together
 */
public record MultiTimeAttention(int units, int embedding, int heads, int references, double reach)
    implements EncoderSettings {
  private static final double[] NO_TIMES = {};

  /** Checks the ranges. */
  public MultiTimeAttention {
    SettingRange.within("units", units, 1, MOST_UNITS);
    SettingRange.within("embedding", embedding, 2, MOST_UNITS);
    SettingRange.within("heads", heads, 1, embedding);
    SettingRange.require(
        embedding % heads == 0, "heads", heads, "a divisor of the embedding's size " + embedding);
    SettingRange.within("references", references, 2, MOST_UNITS);
    SettingRange.above("reach", reach);
  }

  /** 64 units, one head over 32 numbers, 32 points over a whole window. */
  public static MultiTimeAttention defaults() {
    return new MultiTimeAttention(64, 32, 1, 32, 8);
  }

  @Override
  public String type() {
    return "mtan";
  }

  /** None: the embedding of time is what it reads beside the values. */
  @Override
  public int timeFrequencies() {
    return 0;
  }

  @Override
  public Encoder in(ParameterLayout.Builder layout, WindowLayout reads) {
    TimeAttention attention = TimeAttention.in(layout, this, reads);
    Mlp map =
        Mlp.in(layout, "encoder.map", Activation.TANH, attention.outputs(), units); // one layer
    return new Placed(attention, map, GruCell.in(layout, "encoder", units, units));
  }

  private record Placed(TimeAttention attention, Mlp map, GruCell cell) implements Encoder {
    @Override
    public int outputs() {
      return cell.hidden();
    }

    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      attention.initialize(parameters, random);
      Initializer glorot = Initializer.glorotUniform(1);
      map.initialize(parameters, glorot, glorot, random);
      cell.initialize(parameters, random);
    }

    @Override
    public EncoderPass pass() {
      return new Pass(this);
    }
  }

  private static final class Pass implements EncoderPass {
    private final TimeAttention.Pass attention;
    private final MlpEvaluator map;
    private final GruStepEvaluator gru;
    private final int points;
    private final int seen;
    private final int units;
    private GruStepEvaluator.Trace trace;

    /** What each point saw, one point after the other, {@code [points · windows × …]}. */
    private Matrix attended;

    private Matrix said;

    Pass(Placed placed) {
      attention = placed.attention.pass();
      map = placed.map.evaluator();
      gru = new GruStepEvaluator(placed.cell);
      points = placed.attention.references();
      seen = placed.attention.outputs();
      units = placed.cell.hidden();
      trace = gru.trace(0);
      attended = new Matrix(0, seen);
      said = new Matrix(0, units);
    }

    @Override
    public void load(Parameters parameters) {
      attention.load(parameters);
      map.load(parameters);
      gru.load(parameters);
    }

    @Override
    public void forward(Contexts contexts, Matrix codes) {
      int windows = contexts.windows();
      int total = points * windows;
      if (total > said.rows()) {
        attended = new Matrix(total, seen);
        said = new Matrix(total, units);
        trace = gru.trace(total);
      }
      attention.forward(contexts, attended);
      map.forward(total, 0, NO_TIMES, attended, said);
      codes.clearRows(windows);
      for (int k = 0; k < points; k++) {
        Cancellation.check("An encoder by attention");
        gru.forward(windows, said, k * windows, codes, trace);
      }
    }

    @Override
    public void backward(Contexts contexts, Matrix codeCotangents, float[] gradient) {
      int windows = contexts.windows();
      int total = points * windows;
      Matrix state = new Matrix(windows, units);
      System.arraycopy(codeCotangents.data(), 0, state.data(), 0, windows * state.stride());
      for (int k = points - 1; k >= 0; k--) {
        Cancellation.check("An encoder by attention");
        gru.backward(windows, k * windows, state, trace);
      }
      Matrix saidCotangents = new Matrix(total, units);
      gru.inputCotangent(total, trace, saidCotangents);
      gru.addGradient(total, said, trace);
      gru.drainGradient(gradient);
      Matrix attendedCotangents = new Matrix(total, seen);
      map.backward(total, 0, NO_TIMES, attended, saidCotangents, attendedCotangents);
      map.drainGradient(gradient);
      attention.backward(contexts, attendedCotangents);
      attention.drainGradient(gradient);
    }
  }
}
