package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.GruEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * A GRU that reads [values, mask, Δt, time features] backwards in time, as the encoder of the first
 * latent ODE did (Chen et al., NeurIPS 2018, section 5). Between observations its state stands
 * still; how long, it is told as a number.
 *
 * @param units state size
 * @param timeFrequencies sines and cosines of the time since the window's start
 */
public record Gru(int units, int timeFrequencies) implements EncoderSettings {
  /** Checks the ranges. */
  public Gru {
    SettingRange.within("encoderUnits", units, 1, MOST_UNITS);
    SettingRange.within("timeFrequencies", timeFrequencies, 0, MOST_UNITS);
  }

  /** 64 units and three frequencies. */
  public static Gru defaults() {
    return new Gru(64, 3);
  }

  @Override
  public String type() {
    return "gru";
  }

  @Override
  public Encoder in(ParameterLayout.Builder layout, WindowLayout reads) {
    return new Placed(GruCell.in(layout, "encoder", reads.inputs(), units));
  }

  private record Placed(GruCell cell) implements Encoder {
    @Override
    public int outputs() {
      return cell.hidden();
    }

    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      cell.initialize(parameters, random);
    }

    @Override
    public EncoderPass pass() {
      return new Pass(new GruEvaluator(cell));
    }
  }

  private record Pass(GruEvaluator gru) implements EncoderPass {
    @Override
    public void load(Parameters parameters) {
      gru.load(parameters);
    }

    @Override
    public void forward(Contexts contexts, Matrix codes) {
      gru.forward(contexts.active(), contexts.steps(), contexts.inputs(), codes);
    }

    @Override
    public void backward(Contexts contexts, Matrix codeCotangents, float[] gradient) {
      gru.backward(contexts.inputs(), codeCotangents);
      gru.drainGradient(gradient);
    }
  }
}
