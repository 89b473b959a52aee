package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.model.Phases;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Questions;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.SequenceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FilterWorkspaceTest {
  private static final FilterLayout LAYOUT = new FilterLayout(2, 1.0, Phases.of(24.0));
  private static final FilterConfig CONFIG =
      FilterConfig.builder().hidden(6).decoderUnits(5).build();

  /** Windows of unequal lengths; one begins within its series, one counts only its end. */
  private static SequenceBatch batch() {
    List<SequenceWindow> windows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (TimeSeries s : TinyFilters.waves(3, 9, 0.4, 2)) {
      double[][] scaled = new double[s.length()][2];
      for (int i = 0; i < s.length(); i++) {
        scaled[i][0] = (s.value(i, 0) - 50) / 5;
        scaled[i][1] = s.value(i, 1) + 2;
      }
      TimeSeries small = TimeSeries.of(s.id(), s.times(), scaled);
      int k = windows.size();
      double after = k == 2 ? small.time(3) : Double.NEGATIVE_INFINITY;
      windows.add(new SequenceWindow(small, k, 9 - 2 * k, after, 0.3, random.nextLong()));
    }
    return SequenceBatch.training(windows, 2, 1, 5, 2);
  }

  private static double loss(FilterArchitecture architecture, Parameters parameters) {
    FilterWorkspace workspace = new FilterWorkspace(architecture, new Questions(2, 1, 5, 2));
    workspace.load(parameters);
    return workspace.evaluate(batch(), 1, new float[0]).loss();
  }

  @Test
  void gradientIsThatOfFiniteDifferences() {
    FilterArchitecture architecture = FilterArchitecture.of(CONFIG, LAYOUT);
    Parameters parameters = architecture.initialize(new SplittableRandom(7));
    float[] gradient = new float[parameters.size()];
    FilterWorkspace workspace = new FilterWorkspace(architecture, new Questions(2, 1, 5, 2));
    workspace.load(parameters);
    workspace.evaluate(batch(), 1, gradient);
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
      // float32 sums of about 60 values in nats leave 1e-5 of a difference; kinks of ReLU a little.
      assertEquals(expected, found, 0.02 * Math.sqrt(norm) * step + 3e-5, slot.name());
      assertTrue(norm > 0, () -> slot.name() + " has no gradient");
    }
  }

  @Test
  void missingChannelsTeachNothing() {
    FilterArchitecture architecture = FilterArchitecture.of(CONFIG, LAYOUT);
    Parameters parameters = architecture.initialize(new SplittableRandom(7));
    TimeSeries seen =
        TimeSeries.of(
            "x", new double[] {0, 1}, new double[][] {{0.5, Double.NaN}, {1, Double.NaN}});
    SequenceBatch batch =
        SequenceBatch.training(
            List.of(new SequenceWindow(seen, 0, 2, Double.NEGATIVE_INFINITY, 0, 1)), 2, 1, 5, 0);
    float[] gradient = new float[parameters.size()];
    FilterWorkspace workspace = new FilterWorkspace(architecture, new Questions(2, 1, 5, 2));
    workspace.load(parameters);
    assertEquals(2, workspace.evaluate(batch, 1, gradient).values());
    assertEquals(0f, gradient[architecture.keep().offset() + 1]);
    assertEquals(0f, gradient[architecture.second().bias().offset() + 1]);
    assertEquals(0f, gradient[architecture.second().bias().offset() + 3]);
  }
}
