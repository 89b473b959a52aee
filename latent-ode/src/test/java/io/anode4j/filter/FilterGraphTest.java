package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.model.ModelHeader;
import io.anode4j.onnx.OnnxRuntime;
import io.anode4j.sequence.LeadFactors;
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

/** A filter as an ONNX graph says what the filter says, reading by reading. */
class FilterGraphTest {
  private static final int SENSORS = 3;
  private static final int STEPS = 80;

  /** Largest difference in units of a channel's scale; the tanh used here is right to 3.5e-7. */
  private static final double TOLERANCE = 1e-6;

  @TempDir Path folder;

  /** Sensors with holes, readings without any value, glitches, a new level and a long silence. */
  private record Readings(double[][] at, double[][][] values) {
    static Readings of(NeuralFilter model, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int d = model.channels().size();
      double[][] at = new double[STEPS][SENSORS];
      double[][][] values = new double[STEPS][SENSORS][d];
      double[] time = {0, 1000.5, 3e5};
      for (int t = 0; t < STEPS; t++) {
        for (int s = 0; s < SENSORS; s++) {
          double unit = model.header().timeUnit();
          time[s] += unit * (t == 50 ? 400 : t == 20 ? 0 : 0.2 + 1.6 * random.nextDouble());
          at[t][s] = time[s];
          for (int c = 0; c < d; c++) {
            double wave = Math.sin(time[s] / 3 + s) + 0.1 * random.nextGaussian();
            double far = t == 30 && c == 0 ? 40 : t >= 60 && s == 1 ? -12 : 0;
            boolean missing = t % 11 == 7 || random.nextDouble() < 0.2;
            values[t][s][c] = missing ? Double.NaN : model.scaler().toOriginal(c, wave + far);
          }
        }
      }
      return new Readings(at, values);
    }

    List<Map<String, Object>> steps(NeuralFilter model) {
      List<Map<String, Object>> steps = new ArrayList<>();
      for (int t = 0; t < STEPS; t++) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("at", column(at[t]));
        step.put("values", values[t]);
        steps.add(step);
      }
      int d = model.channels().size();
      steps.get(0).put("h", new double[SENSORS][model.config().hidden()]);
      steps.get(0).put("time", filled(1, Double.NEGATIVE_INFINITY));
      steps.get(0).put("count", filled(1, 0));
      steps.get(0).put("last", filled(d, 0));
      steps.get(0).put("last_time", filled(d, Double.NEGATIVE_INFINITY));
      steps.get(0).put("strange", filled(d, 0));
      return steps;
    }

    private static double[][] column(double[] values) {
      return Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    }

    private static double[][] filled(int columns, double value) {
      double[][] rows = new double[SENSORS][columns];
      Arrays.stream(rows).forEach(row -> Arrays.fill(row, value));
      return rows;
    }
  }

  private static Map<String, String> carry() {
    Map<String, String> carry = new LinkedHashMap<>();
    for (String part : List.of("h", "time", "count", "last", "last_time", "strange")) {
      carry.put(part, "next_" + part);
    }
    return carry;
  }

  /**
   * Largest difference from the filter's own scores, in units of each channel's scale, of the
   * distance from its centre where that is more.
   */
  private static double difference(NeuralFilter model, Readings readings, JsonNode answers) {
    double worst = 0;
    assertEquals(STEPS, answers.size());
    for (int s = 0; s < SENSORS; s++) {
      Scorer scorer = model.newScorer(0.01);
      for (int t = 0; t < STEPS; t++) {
        Score score = scorer.update(new Reading(readings.at[t][s], readings.values[t][s]));
        for (int c = 0; c < model.channels().size(); c++) {
          double scale = model.header().scale().get(c);
          double mean = answers.get(t).get("mean").get(s).get(c).asDouble();
          double deviation = answers.get(t).get("deviation").get(s).get(c).asDouble();
          double off = Math.max(Math.abs(mean - score.mean(c)), Math.abs(deviation - score.std(c)));
          assertTrue(off >= 0, "not a number at step " + t);
          // Far from the centre float32 itself is coarser than 1e-6.
          double size = Math.abs(model.scaler().toScaled(c, score.mean(c)));
          worst = Math.max(worst, off / scale / Math.max(1, size));
        }
      }
    }
    return worst;
  }

  private static NeuralFilter frozen() throws URISyntaxException {
    URL file = Objects.requireNonNull(FilterGraphTest.class.getResource("filter-format-1.anode"));
    return NeuralFilter.load(Path.of(file.toURI()));
  }

  @Test
  void agreesWithTheAnswersOfOnnxRuntimeThatWereKept() throws Exception {
    NeuralFilter model = frozen();
    JsonNode kept = OnnxRuntime.kept("filter.json", FilterGraph.of(model));
    double worst = difference(model, Readings.of(model, 1), kept.get("answers"));
    assertTrue(worst < TOLERANCE, "differs by " + worst);
  }

  @Test
  void agreesWithOnnxRuntimeWherePythonHasIt() throws IOException, InterruptedException {
    for (NeuralFilter model : List.of(phased(), frozenOrFail())) {
      byte[] graph = FilterGraph.of(model);
      Readings readings = Readings.of(model, 1);
      JsonNode answers = OnnxRuntime.run(graph, carry(), readings.steps(model), folder);
      if (model.id().equals(frozenOrFail().id())) {
        OnnxRuntime.write("filter.json", graph, answers);
      }
      double worst = difference(model, readings, answers.get("answers"));
      assertTrue(worst < TOLERANCE, model + " differs by " + worst);
    }
  }

  private static NeuralFilter frozenOrFail() {
    try {
      return frozen();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The frozen filter's header with a daily and a weekly phase, and fresh weights. */
  private static NeuralFilter phased() {
    NeuralFilter old = frozenOrFail();
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
            List.of(24.0, 168.0),
            h.seenUntil(),
            h.baselines(),
            h.history(),
            h.provenance());
    FilterArchitecture parts =
        FilterArchitecture.of(old.config(), FilterDescription.layout(header));
    LeadFactors factors =
        new LeadFactors(
            List.of(1.0, 5.0, 60.0),
            List.of(List.of(1.0, 0.8), List.of(1.4, 1.0), List.of(2.0, 3.0)));
    return new NeuralFilter(
        header,
        old.description().withFactors(factors),
        parts,
        parts.initialize(new SplittableRandom(2)));
  }
}
