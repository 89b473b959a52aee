package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.dynamics.GruSteps;
import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.latent.likelihood.FixedGaussian;
import io.anode4j.latent.likelihood.HeteroscedasticGaussian;
import io.anode4j.latent.task.DiagonalGaussian;
import io.anode4j.latent.task.LatentPass;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.onnx.OnnxRuntime;
import io.anode4j.tensor.Matrix;
import io.anode4j.training.ObservedRows;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graphs of a latent ODE say what its parts say. */
class LatentGraphsTest {
  private static final double TOLERANCE = 1e-6;
  private static final int STEPS = 16;

  @TempDir Path folder;

  private static LatentOde frozen() {
    return frozen("model-0.1.0.anode");
  }

  private static LatentOde frozen(String name) {
    try {
      URL file = Objects.requireNonNull(LatentGraphsTest.class.getResource(name));
      return LatentOde.load(Path.of(file.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TimeSeries history(LatentOde model) {
    double[] times = new double[25];
    double[][] values = new double[times.length][model.channels().size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = 1000 + 0.21 * i + 0.05 * (i % 3);
      for (int c = 0; c < values[i].length; c++) {
        double scaled = Math.sin(times[i] + c);
        values[i][c] = c > 0 && i % 4 == c % 4 ? Double.NaN : model.scaler().toOriginal(c, scaled);
      }
    }
    return TimeSeries.of("a", times, values);
  }

  private static Map<String, Object> encoderInputs(LatentOde model) {
    TimeSeries history = history(model);
    double[][][] times = new double[history.length()][1][1];
    double[][][] values = new double[history.length()][1][];
    for (int i = 0; i < history.length(); i++) {
      times[i][0][0] = history.time(i);
      values[i][0] = history.row(i);
    }
    return Map.of("times", times, "values", values);
  }

  private static Matrix states(LatentOde model, int columns) {
    Matrix state = new Matrix(3, columns);
    for (int r = 0; r < 3; r++) {
      for (int j = 0; j < columns; j++) {
        state.data()[r * state.stride() + j] = (float) Math.sin(1 + r + 2.0 * j);
      }
    }
    return state;
  }

  private static double[][] array(Matrix matrix) {
    double[][] array = new double[matrix.rows()][matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        array[r][c] = matrix.data()[r * matrix.stride() + c];
      }
    }
    return array;
  }

  /** Inputs of each graph. */
  private static Map<String, Map<String, Object>> inputs(LatentOde model, double[][] mean) {
    Map<String, Map<String, Object>> inputs = new LinkedHashMap<>();
    inputs.put("encoder", encoderInputs(model));
    inputs.put("field", Map.of("state", array(states(model, model.config().stateSize()))));
    double[][] durations = {{5.5}, {0}, {-1.25}};
    Matrix z = states(model, model.config().latentSize());
    inputs.put("solve", Map.of("z", array(z), "duration", durations));
    double[][] start = {Arrays.copyOf(mean[0], model.config().stateSize())};
    inputs.put(
        "decoder", Map.of("state", start, "at", new double[][] {{history(model).firstTime()}}));
    return inputs;
  }

  /** What the JVM's own parts make of these inputs. */
  private static Map<String, double[][]> expected(LatentOde model) {
    FieldOfModel field = new FieldOfModel(model);
    int l = model.config().latentSize();
    TimeSeries context = ObservedRows.of(model.scaler().toScaled(history(model)));
    WindowQuery query = WindowQuery.forecast(context, new double[] {context.firstTime()});
    WindowBatch batch =
        WindowBatch.of(List.of(query), model.description().layout(model.header()), 1);
    LatentPass pass = new LatentPass(l, model.config().stateSize());
    Posterior posterior = new Posterior(field.architecture());
    posterior.load(model.parameters());
    pass.begin(batch);
    posterior.sample(pass, new float[l]);
    double[][] mean = new double[1][l];
    double[][] deviation = new double[1][l];
    for (int j = 0; j < l; j++) {
      mean[0][j] = pass.statistics().data()[j];
      deviation[0][j] = DiagonalGaussian.deviation(pass.statistics().data()[l + j]);
    }
    Map<String, double[][]> expected = new LinkedHashMap<>();
    expected.put("encoder/mean", mean);
    expected.put("encoder/deviation", deviation);
    Matrix state = states(model, model.config().stateSize());
    Matrix slope = new Matrix(state.rows(), state.columns());
    field.slopes().accept(state, slope);
    expected.put("field/derivative", array(slope));
    Matrix start = new Matrix(1, state.columns());
    System.arraycopy(states(model, l).data(), 0, start.data(), 0, l);
    double units = 5.5 / model.header().timeUnit();
    expected.put(
        "solve/state", array(SolveDifference.unrolled(field.slopes(), start, units, STEPS)));
    LatentWorkspace workspace = new LatentWorkspace(field.architecture());
    workspace.load(model.parameters());
    workspace.forward(batch, new float[l], false);
    int d = model.channels().size();
    double[][] location = new double[1][d];
    double[][] scale = new double[1][d];
    for (int c = 0; c < d; c++) {
      location[0][c] = model.scaler().toOriginal(c, workspace.mean(batch, 0, 0, c));
      scale[0][c] = model.scaler().spreadToOriginal(c, workspace.scale(batch, 0, 0, c));
    }
    expected.put("decoder/location", location);
    expected.put("decoder/scale", scale);
    return expected;
  }

  /** Largest difference, relative where numbers are above 1. */
  private static double difference(LatentOde model, Map<String, JsonNode> answers) {
    double worst = 0;
    for (Map.Entry<String, double[][]> part : expected(model).entrySet()) {
      String[] name = part.getKey().split("/");
      JsonNode answer = answers.get(name[0]).get(0).get(name[1]);
      double[][] rows = part.getValue();
      for (int r = 0; r < rows.length; r++) {
        assertEquals(rows[r].length, answer.get(r).size(), part.getKey());
        for (int c = 0; c < rows[r].length; c++) {
          double off = Math.abs(answer.get(r).get(c).asDouble() - rows[r][c]);
          double relative = off / Math.max(1, Math.abs(rows[r][c]));
          assertTrue(relative < TOLERANCE, part.getKey() + " differs by " + relative);
          worst = Math.max(worst, relative);
        }
      }
    }
    return worst;
  }

  @Test
  void theyAgreeWithTheAnswersOfOnnxRuntimeThatWereKept() throws IOException {
    LatentOde model = frozen();
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> graph : LatentGraphs.of(model, STEPS).entrySet()) {
      JsonNode kept = OnnxRuntime.kept(graph.getKey() + ".json", graph.getValue());
      answers.put(graph.getKey(), kept.get("answers"));
    }
    assertTrue(difference(model, answers) < TOLERANCE);
  }

  @Test
  void theyAgreeWithOnnxRuntimeWherePythonHasIt() throws IOException, InterruptedException {
    List<LatentOde> models = new ArrayList<>(List.of(frozen()));
    models.add(
        fresh(
            TinyModels.config()
                .likelihood(HeteroscedasticGaussian.defaults())
                .dynamics(new Linear())
                .augment(0)
                .build(),
            1.5,
            7.0));
    for (LatentOde model : models) {
      Map<String, JsonNode> answers = new LinkedHashMap<>();
      double[][] mean = expected(model).get("encoder/mean");
      Map<String, byte[]> graphs = LatentGraphs.of(model, STEPS);
      for (Map.Entry<String, Map<String, Object>> one : inputs(model, mean).entrySet()) {
        byte[] graph = Objects.requireNonNull(graphs.get(one.getKey()));
        JsonNode answer = OnnxRuntime.run(graph, Map.of(), List.of(one.getValue()), folder);
        answers.put(one.getKey(), answer.get("answers"));
        if (model == models.get(0)) {
          OnnxRuntime.write(one.getKey() + ".json", graph, answer);
        }
      }
      assertTrue(difference(model, answers) < TOLERANCE);
    }
  }

  @Test
  void saysHowFarTheUnrolledStepsEnd() {
    SolveDifference few = SolveDifference.of(frozen(), 2);
    SolveDifference many = SolveDifference.of(frozen(), 64);
    assertTrue(many.state() < few.state() && many.state() > 0, few + " " + many);
    assertTrue(many.state() < 0.05, many.toString());
    assertEquals("dopri5 at 0.001 and 1.0E-4", many.solver());
  }

  @Test
  void whatHasNoGraphIsRefusedByName() {
    LatentOde model = frozen();
    assertTrue(refusal(model, 0).contains("0 steps"));
    LatentOde other = fresh(TinyModels.config().encoder(OdeRnn.defaults()).build());
    assertTrue(refusal(other, 8).contains("'ode-rnn'"));
    LatentOde recurrent = fresh(TinyModels.config().dynamics(GruSteps.defaults()).build());
    assertTrue(refusal(recurrent, 8).contains("dynamics is 'gru'"));
    LatentOde stated = fresh(TinyModels.config().likelihood(FixedGaussian.defaults()).build());
    assertTrue(refusal(stated, 8).contains("'fixed-gaussian'"));
    assertTrue(refusal(frozen("model-format-4.anode"), 8).contains("--alone"));
  }

  /** A model with the frozen one's header, these settings and fresh weights. */
  private static LatentOde fresh(LatentOdeConfig config, Double... periods) {
    LatentOde old = frozen();
    ModelHeader h = old.header();
    ModelHeader header =
        new ModelHeader(
            h.library(),
            h.channels(),
            h.timeFormat(),
            h.center(),
            h.scale(),
            h.timeUnit(),
            h.horizon(),
            List.of(periods),
            h.seenUntil(),
            h.baselines(),
            h.history(),
            h.provenance());
    ModelDescription own =
        new ModelDescription(
            config,
            old.context(),
            old.description().calibration(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    LatentArchitecture parts = LatentArchitecture.of(config, own.layout(header));
    return new LatentOde(
        new LatentNetwork(header, own, parts, parts.initialize(new SplittableRandom(4))),
        Beside.NONE);
  }

  private static String refusal(LatentOde model, int steps) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> LatentGraphs.of(model, steps))
            .getMessage());
  }
}
