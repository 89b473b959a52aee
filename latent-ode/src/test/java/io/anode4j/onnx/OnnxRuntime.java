package io.anode4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's answers to a graph: kept as a resource, and computed anew where Python has it
 * ({@code -Danode4j.python=…} names an interpreter).
 */
public final class OnnxRuntime {
  private static final String INTERPRETER = System.getProperty("anode4j.python", "python3");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private OnnxRuntime() {}

  /**
   * Runs a graph step by step.
   *
   * @param graph an ONNX file
   * @param carry inputs that are outputs of the step before, by name
   * @param steps inputs of each step, by name
   * @param folder for files in between
   * @return outputs of each step
   */
  public static JsonNode run(
      byte[] graph, Map<String, String> carry, List<Map<String, Object>> steps, Path folder)
      throws IOException, InterruptedException {
    assumeTrue(
        call(folder, "", "-c", "import onnxruntime") != null,
        "ONNX Runtime was not asked: " + INTERPRETER + " does not have it");
    Path file = Files.write(folder.resolve("graph.onnx"), graph);
    Path script = folder.resolve("run_onnx.py");
    try (InputStream in = OnnxRuntime.class.getResourceAsStream("run_onnx.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("graph", file.toString());
    request.put("carry", carry);
    request.put("steps", steps);
    String answer = call(folder, JSON.writeValueAsString(request), script.toString());
    return JSON.readTree(Objects.requireNonNull(answer, "the script failed"));
  }

  private static @Nullable String call(Path folder, String input, String... arguments)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("request.json"), input);
    Path out = folder.resolve("answer.json");
    List<String> command = new ArrayList<>(List.of(INTERPRETER));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      return ended && process.exitValue() == 0 ? Files.readString(out) : null;
    } catch (IOException e) {
      return null; // There is no such program.
    }
  }

  /**
   * The answers kept for a graph; {@code -Danode4j.write=FOLDER} writes them there anew.
   *
   * @param name of the resource
   * @param graph the graph that is exported today, which must be the one that was run
   */
  public static JsonNode kept(String name, byte[] graph) throws IOException {
    try (InputStream in = OnnxRuntime.class.getResourceAsStream(name)) {
      JsonNode kept = JSON.readTree(Objects.requireNonNull(in, name + " is missing"));
      assertEquals(
          kept.path("graph").asText(),
          ModelContainer.sha256(graph, graph.length),
          "the graph exported is not the one that ONNX Runtime was asked about: if that is meant,"
              + " write its answers anew with -Danode4j.write=FOLDER");
      return kept;
    }
  }

  /** Writes answers for {@link #kept}, where that is asked for. */
  public static void write(String name, byte[] graph, JsonNode answers) throws IOException {
    String folder = System.getProperty("anode4j.write");
    if (folder != null) {
      Map<String, Object> kept = new LinkedHashMap<>();
      kept.put("graph", ModelContainer.sha256(graph, graph.length));
      kept.put("runtime", answers.get("runtime"));
      for (JsonNode step : answers.get("answers")) {
        // States are large, and what follows from a wrong one is wrong.
        ((ObjectNode) step).properties().removeIf(out -> out.getKey().startsWith("next_"));
      }
      kept.put("answers", answers.get("answers"));
      Files.write(Path.of(folder, name), JSON.writeValueAsBytes(kept));
    }
  }
}
