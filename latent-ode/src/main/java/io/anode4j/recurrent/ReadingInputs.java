package io.anode4j.recurrent;

import io.anode4j.model.Phases;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.TimeFeatures;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * What the network reads of each reading: values, mask, and where asked the gap before it and the
 * phases of its time. What a missing value is read as, a {@link Filling} says.
 *
 * @param channels observed channels D
 * @param phases of time that are told
 * @param gap whether the time since the reading before is told
 * @param filling what stands where nothing was observed
 */
record ReadingInputs(int channels, Phases phases, boolean gap, Filling filling) {
  /** Number of inputs. */
  int size() {
    return 2 * channels + (gap ? 1 : 0) + phases.count();
  }

  /** What stands where nothing was observed; it knows where its weights lie. */
  interface Filling {
    /** Zeros: the centre of each channel. */
    Filling ZERO =
        new Filling() {
          @Override
          public void initialize(Parameters parameters, RandomGenerator random) {}

          @Override
          public Pass pass() {
            return new Pass() {};
          }
        };

    /** Writes fresh weights. */
    void initialize(Parameters parameters, RandomGenerator random);

    /** A workspace for one thread. */
    Pass pass();

    /** One thread's workspace; by itself it fills with zeros. */
    interface Pass {
      /** Takes over current weights. */
      default void load(Parameters parameters) {}

      /** What a missing value of a reading is read as. */
      default float fill(Moments readings, int row, int channel) {
        return 0f;
      }

      /** The same way back, from the cotangent of what it was read as. */
      default void backward(Moments readings, int row, int channel, float cotangent) {}

      /** Adds the gradient kept here to a flat gradient vector and forgets it. */
      default void drainGradient(float[] gradient) {}
    }
  }

  /** Inputs of all readings of a batch, {@code [readings × inputs]}. */
  Matrix write(SequenceBatch batch, Filling.Pass missing) {
    Moments readings = batch.readings();
    Matrix x = new Matrix(batch.rows(), size());
    for (int r = 0; r < batch.rows(); r++) {
      int at = r * x.stride();
      for (int c = 0; c < channels; c++) {
        float v = readings.values()[r * channels + c];
        boolean seen = !Float.isNaN(v);
        x.data()[at + c] = seen ? v : missing.fill(readings, r, c);
        x.data()[at + channels + c] = seen ? 1f : 0f;
      }
      at += 2 * channels;
      if (gap) {
        x.data()[at++] = TimeFeatures.logTime(readings.lead()[r]);
      }
      phases.write(readings.time()[r], x.data(), at);
    }
    return x;
  }

  /** The same way back, from cotangents of the inputs. */
  void backward(SequenceBatch batch, Filling.Pass missing, Matrix dx) {
    Moments readings = batch.readings();
    for (int r = 0; r < batch.rows(); r++) {
      for (int c = 0; c < channels; c++) {
        if (Float.isNaN(readings.values()[r * channels + c])) {
          missing.backward(readings, r, c, dx.get(r, c));
        }
      }
    }
  }
}
