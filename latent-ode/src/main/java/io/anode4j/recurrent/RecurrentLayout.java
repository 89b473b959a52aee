package io.anode4j.recurrent;

import io.anode4j.model.ModelHeader;
import java.util.List;

/**
 * How readings and times become numbers for the networks.
 *
 * @param channels observed channels D
 * @param timeUnit original time units in one unit of model time: the usual gap
 * @param periods periods whose phases the model is told, original time units
 * @param means mean of each channel in the training data, on the model's scale
 */
record RecurrentLayout(int channels, double timeUnit, List<Double> periods, float[] means) {
  static RecurrentLayout of(ModelHeader header) {
    int d = header.channels().size();
    float[] means = new float[d];
    List<Double> original = header.baselines().standardisation().mean();
    for (int c = 0; c < d; c++) {
      means[c] = (float) header.scaler().toScaled(c, original.get(c));
    }
    return new RecurrentLayout(d, header.timeUnit(), header.periods(), means);
  }

  /** State, time since the last reading, phases. */
  int decoderInputs(int hidden) {
    return hidden + 1 + 2 * periods.size();
  }
}
