package io.anode4j.gradient;

import io.anode4j.ode.ParametricField;
import io.anode4j.ode.VectorField;
import java.util.Arrays;

/** What a loss is differentiated with respect to, as one flat vector. */
enum Quantity {
  INITIAL_STATES("initial states") {
    @Override
    double[] of(Gradients g) {
      return doubles(g.initialStates().toArray());
    }
  },
  PARAMETERS("parameters") {
    @Override
    double[] of(Gradients g) {
      return doubles(g.parameters());
    }
  },
  START_TIMES("start times") {
    @Override
    double[] of(Gradients g) {
      return g.startTimes();
    }
  },
  OUTPUT_TIMES("output times") {
    @Override
    double[] of(Gradients g) {
      return g.outputTimes();
    }
  };

  private final String label;

  Quantity(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  abstract double[] of(Gradients g);

  static float[] parameters(VectorField field) {
    return field instanceof ParametricField parametric
        ? parametric.parameterValues()
        : new float[0];
  }

  static double[] doubles(float[] values) {
    double[] all = new double[values.length];
    Arrays.setAll(all, i -> values[i]);
    return all;
  }
}
