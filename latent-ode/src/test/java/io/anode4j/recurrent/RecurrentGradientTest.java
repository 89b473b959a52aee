package io.anode4j.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.model.Phases;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Questions;
import io.anode4j.sequence.SequenceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of every array of every cell against difference quotients. */
class RecurrentGradientTest {
  private static final RecurrentLayout LAYOUT =
      new RecurrentLayout(2, 1.5, Phases.of(24.0), new float[] {0.3f, -0.2f});

  /** Windows of unequal lengths; one begins within its series, one counts only its end. */
  private static List<SequenceWindow> windows() {
    List<SequenceWindow> windows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (TimeSeries s : TinySeries.waves(3, 9, 2)) {
      double[][] scaled = new double[s.length()][2];
      for (int i = 0; i < s.length(); i++) {
        scaled[i][0] = (s.value(i, 0) - 50) / 5;
        scaled[i][1] = s.value(i, 1) + 2;
      }
      TimeSeries small = TimeSeries.of(s.id(), s.times(), scaled);
      int k = windows.size();
      double after = k == 2 ? small.time(3) : Double.NEGATIVE_INFINITY;
      windows.add(new SequenceWindow(small, k, 9 - 2 * k, after, 0, random.nextLong()));
    }
    return windows;
  }

  private static double loss(RecurrentArchitecture architecture, Parameters parameters) {
    RecurrentWorkspace workspace = new RecurrentWorkspace(architecture, new Questions(2, 1, 5, 2));
    workspace.load(parameters);
    return workspace.evaluate(windows(), new float[0]).loss();
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void gradientIsThatOfFiniteDifferences(Cell cell) {
    RecurrentConfig config =
        RecurrentConfig.builder(cell).hidden(6).decoderUnits(5).fieldUnits(7).readings(8).build();
    RecurrentArchitecture architecture = RecurrentArchitecture.of(config, LAYOUT);
    Parameters parameters = architecture.initialize(7);
    float[] gradient = new float[parameters.size()];
    RecurrentWorkspace workspace = new RecurrentWorkspace(architecture, new Questions(2, 1, 5, 2));
    workspace.load(parameters);
    workspace.evaluate(windows(), gradient);
    for (ParameterSlot slot : architecture.weights().slots()) {
      // Along a random direction within each array: every weight takes part.
      SplittableRandom random = new SplittableRandom(slot.offset());
      double expected = 0;
      Parameters up = parameters.copy();
      Parameters down = parameters.copy();
      double step = 2e-3;
      double norm = 0;
      for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
        double direction = random.nextGaussian() / Math.sqrt(slot.size());
        up.values()[i] += (float) (step * direction);
        down.values()[i] -= (float) (step * direction);
        expected += gradient[i] * ((double) up.values()[i] - down.values()[i]);
        norm += gradient[i] * gradient[i];
      }
      double found = loss(architecture, up) - loss(architecture, down);
      // float32 sums of about 60 values in nats leave 1e-5 of a difference.
      assertEquals(expected, found, 0.01 * Math.sqrt(norm) * step + 3e-5, slot.name());
      assertTrue(norm > 0, () -> slot.name() + " has no gradient");
    }
  }
}
