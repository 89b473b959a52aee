package io.anode4j.streaming.command;

import io.anode4j.cli.CommandFailure;
import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SensorPattern;
import io.anode4j.streaming.reload.SensorType;
import io.anode4j.streaming.reload.TypedModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Models for some sensors alone. */
final class SensorTypeOptions {
  private static final String ENDING = ".anode";

  @Option(
      names = "--model-for",
      paramLabel = "[IDS=]FILE",
      description =
          "A model for sensors whose ids fit a pattern, such as 'valve-*=valves.anode' (* any"
              + " characters, ? one), and for those whose readings have a header anode4j.kind with"
              + " the name of the file, valves; for these alone: 'valves.anode'. May be repeated; a"
              + " header decides, then the first pattern that fits. New models for them are looked"
              + " for in a directory of --models named after the file. Default: --model for all.")
  private List<String> stated = new ArrayList<>();

  /** Whether there is one. */
  boolean isAny() {
    return !stated.isEmpty();
  }

  /**
   * All models.
   *
   * @param usual the model for sensors that no pattern fits
   * @param following what becomes of a model before it serves
   */
  TypedModels beside(ModelHandle usual, UnaryOperator<SensorModel> following) {
    try {
      return new TypedModels(usual, stated.stream().map(one -> type(one, following)).toList());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--model-for: " + e.getMessage(), e);
    }
  }

  private static SensorType type(String text, UnaryOperator<SensorModel> following) {
    boolean byHeader = text.endsWith(ENDING) && text.indexOf('=') < 0;
    int at = byHeader ? -1 : text.indexOf('=');
    if (at < 1 && !byHeader || at == text.length() - 1) {
      throw new IllegalArgumentException(
          "'%s'; expected a pattern of ids and a model file, such as 'valve-*=valves.anode', or valves.anode for readings whose header anode4j.kind says valves"
              .formatted(text));
    }
    Path file = Path.of(text.substring(at + 1));
    String source = String.valueOf(file.getFileName());
    String name =
        source.endsWith(ENDING) ? source.substring(0, source.length() - ENDING.length()) : source;
    SensorModel model = following.apply(SensorModel.load(file));
    return new SensorType(
        name,
        SensorPattern.of(byHeader ? "" : text.substring(0, at)),
        new ModelHandle(model, source));
  }
}
