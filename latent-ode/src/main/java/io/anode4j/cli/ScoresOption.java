package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands whose scores can be written as JSON. */
final class ScoresOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Write the scores as JSON.")
  private @Nullable Path json;

  boolean isStated() {
    return json != null;
  }

  /** Where scores go, null for nowhere; checked before any work is done. */
  @Nullable OutputFile file() {
    return json == null ? null : OutputFile.of("--json", json);
  }

  /** Writes scores, if there is a file for them. */
  static void write(Object scores, @Nullable OutputFile file) throws JsonProcessingException {
    if (file != null) {
      String text = text(scores);
      file.writeText(out -> out.write(text));
    }
  }

  /** A map of scores as indented JSON, its lines ended alike on all systems. */
  static String text(Object scores) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return mapper.writeValueAsString(scores).replace("\r\n", "\n") + "\n";
  }
}
