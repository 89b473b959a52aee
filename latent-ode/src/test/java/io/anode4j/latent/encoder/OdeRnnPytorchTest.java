package io.anode4j.latent.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.Phases;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The encoder against PyTorch: its own GRUCell and Linear, a fine Runge-Kutta solve and autograd in
 * float64, written by {@code ode-rnn-pytorch.py} beside the numbers.
 */
class OdeRnnPytorchTest {
  private static final int UNITS = 4;
  private static final int INPUTS = 3;

  /** Channels without a mask, and the gap. */
  private static final WindowLayout LAYOUT =
      new WindowLayout(INPUTS - 1, false, 1, 0, Phases.NONE, 0, 0, 1, 1);

  /** Sums in float32 of values near 1, some ten steps deep. */
  private static final double CODES = 1e-6;

  /** Relative to the largest entry: a few units in the last place of float32 a step and gap. */
  private static final double GRADIENTS = 3e-6;

  private JsonNode golden;
  private Encoder encoder;
  private Parameters parameters;

  @BeforeEach
  void load() throws IOException {
    try (InputStream in = OdeRnnPytorchTest.class.getResourceAsStream("ode-rnn-pytorch.json")) {
      golden = new ObjectMapper().readTree(in);
    }
    ParameterLayout.Builder layout = ParameterLayout.builder();
    // Steps of a twentieth: the method's own error, of fourth order, is below float32.
    encoder = new OdeRnn(UNITS, 0, 5, 1, "rk4", 0.05).in(layout, LAYOUT);
    parameters = new Parameters(layout.build());
    assertEquals(golden.path("weights").size(), parameters.layout().slots().size());
    for (ParameterSlot slot : parameters.layout().slots()) {
      double[] weights = numbers(golden.path("weights").path(slot.name()));
      assertEquals(slot.size(), weights.length, slot.name());
      for (int i = 0; i < weights.length; i++) {
        parameters.values()[slot.offset() + i] = (float) weights[i];
      }
    }
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  /** The windows, of 5, 4 and 2 observations, laid out step by step. */
  private Contexts contexts() {
    int[] active = {3, 3, 2, 2, 1};
    Matrix inputs = new Matrix(11, INPUTS);
    double[] gaps = new double[11];
    int row = 0;
    for (int s = 0; s < active.length; s++) {
      for (int w = 0; w < active[s]; w++, row++) {
        JsonNode window = golden.path("windows").get(w);
        gaps[row] = window.path("gaps").get(s).asDouble();
        double[] x = numbers(window.path("inputs").get(s));
        for (int j = 0; j < INPUTS; j++) {
          inputs.set(row, j, (float) x[j]);
        }
      }
    }
    return new Contexts(3, active, inputs, gaps);
  }

  private double[] ofWindow(int window, String name) {
    return numbers(golden.path("windows").get(window).path(name));
  }

  @Test
  void codesAndGradientsArePytorchs() {
    EncoderPass pass = encoder.pass();
    pass.load(parameters);
    Matrix codes = new Matrix(3, UNITS);
    pass.forward(contexts(), codes);
    Matrix cotangents = new Matrix(3, UNITS);
    for (int w = 0; w < 3; w++) {
      double[] code = ofWindow(w, "code");
      double[] cotangent = ofWindow(w, "cotangents");
      for (int j = 0; j < UNITS; j++) {
        assertEquals(code[j], codes.get(w, j), CODES, "window " + w + ", unit " + j);
        cotangents.set(w, j, (float) cotangent[j]);
      }
    }
    float[] gradient = new float[parameters.size()];
    pass.backward(contexts(), cotangents, gradient);
    for (ParameterSlot slot : parameters.layout().slots()) {
      assertGradient(slot, gradient);
    }
  }

  private void assertGradient(ParameterSlot slot, float[] gradient) {
    double[] expected = numbers(golden.path("gradients").path(slot.name()));
    double largest = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - gradient[slot.offset() + i]));
    }
    assertTrue(largest > 1e-2, slot.name() + " has a gradient that can be compared");
    assertTrue(
        error <= GRADIENTS * largest, slot.name() + ": error " + error + ", largest " + largest);
  }
}
