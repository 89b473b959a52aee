package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.cli.CommandFailure;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.model.ModelFileException;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SmallModels;
import io.anode4j.streaming.reload.TypedModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SensorTypeOptionsTest {
  @TempDir private Path directory;

  private static SensorTypeOptions options(String... words) {
    SensorTypeOptions options = new SensorTypeOptions();
    CommandLine.populateCommand(options, words);
    return options;
  }

  @Test
  void kindsAreNamedAfterTheirFiles() {
    NeuralFilter model = SmallModels.of(1, TimeFormat.epochSeconds(), "a");
    Path file = directory.resolve("valves.anode");
    model.save(file);
    ModelHandle usual = new ModelHandle(model, "pumps.anode");
    assertFalse(options().isAny());
    assertTrue(options().beside(usual, plain -> plain).types().isEmpty());

    String stated = "--model-for=valve-*=" + file;
    TypedModels models = options(stated).beside(usual, plain -> plain);
    assertEquals("valves", models.types().get(0).name());
    assertEquals("valve-*", models.types().get(0).sensors().text());
    assertTrue(models.current("valve-7").label().startsWith("valves@sha256:"));
    assertEquals(usual.current(), models.current("pump"));

    TypedModels byHeader = options("--model-for=" + file).beside(usual, plain -> plain);
    assertEquals(usual.current(), byHeader.current("valve-7"));
    assertTrue(byHeader.current("x", "valves").label().startsWith("valves@sha256:"));
    assertEquals(usual.current(), byHeader.current("x", "unknown"));

    refused("'valve-*'; expected a pattern", options("--model-for=valve-*"), usual);
    refused("expected a pattern", options("--model-for==" + file), usual);
    refused("two kinds of sensors are called 'valves'", options(stated, stated), usual);
    assertThrows(
        ModelFileException.class,
        () -> options("--model-for=x=none.anode").beside(usual, plain -> plain));
  }

  private static void refused(String why, SensorTypeOptions options, ModelHandle usual) {
    CommandFailure e =
        assertThrows(CommandFailure.class, () -> options.beside(usual, plain -> plain));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.startsWith("--model-for: ") && said.contains(why), said);
  }
}
