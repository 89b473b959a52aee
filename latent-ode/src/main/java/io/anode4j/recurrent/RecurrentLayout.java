package io.anode4j.recurrent;

import io.anode4j.model.ModelHeader;
import io.anode4j.model.Phases;
import java.util.List;

/**
 * How readings and times become numbers for the networks.
 *
 * @param channels observed channels D
 * @param timeUnit original time units in one unit of model time: the usual gap
 * @param phases of time that the model is told
 * @param means mean of each channel in the training data, on the model's scale
 */
record RecurrentLayout(int channels, double timeUnit, Phases phases, float[] means) {
  static RecurrentLayout of(ModelHeader header) {
    int d = header.channels().size();
    float[] means = new float[d];
    List<Double> original = header.baselines().standardisation().mean();
    for (int c = 0; c < d; c++) {
      means[c] = (float) header.scaler().toScaled(c, original.get(c));
    }
    return new RecurrentLayout(d, header.timeUnit(), header.phases(), means);
  }

  /** State, time since the last reading, phases. */
  int decoderInputs(int hidden) {
    return hidden + 1 + phases.count();
  }
}
