package io.anode4j.cli;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.FilterGraph;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.StoredModel;
import io.anode4j.latent.LatentGraphs;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.SolveDifference;
import io.anode4j.model.TrainedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a model as ONNX graphs. */
@Command(
    name = "export",
    headerHeading = "Example: anode4j export -m pumps.anode -o graphs%n%n",
    header = "Write a model as ONNX graphs for other runtimes.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "A neural filter (train --mode filter) becomes filter.onnx: one reading of any number of"
          + " sensors, state in and state out, without loop or solver.",
      "A latent ODE (train --alone) becomes encoder.onnx, field.onnx, decoder.onnx and solve.onnx,"
          + " its field unrolled by Runge-Kutta steps; how far these end from the model's own"
          + " solver is printed. Each input and output says in the file what it is;"
          + " docs/interop.md shows how to run them."
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin private final ModelFileOption modelFile = new ModelFileOption();

  @Option(
      names = {"--out", "-o"},
      required = true,
      paramLabel = "DIR",
      description = "The folder to write in; made if there is none.")
  private Path folder = Path.of("");

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "32",
      description = "Runge-Kutta steps of solve.onnx. Default: ${DEFAULT-VALUE}.")
  private int steps = 32;

  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    TrainedModel model = StoredModel.load(modelFile.path());
    Map<String, byte[]> graphs = graphs(model);
    graphs.forEach((name, bytes) -> write(name + ".onnx", bytes, console));
    if (model instanceof LatentOde ode) {
      console.result(difference(SolveDifference.of(ode, steps), ode.timeFormat()));
    }
    return 0;
  }

  private Map<String, byte[]> graphs(TrainedModel model) {
    if (!(model instanceof NeuralFilter || model instanceof LatentOde)) {
      throw CommandFailure.usage(
          "%s holds a %s, which cannot be exported; expected a neural filter or a latent ODE; train"
                  .formatted(modelFile.path(), model.kind())
              + " one of these",
          null);
    }
    try {
      return model instanceof NeuralFilter filter
          ? Map.of("filter", FilterGraph.of(filter))
          : LatentGraphs.of((LatentOde) model, steps);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("%s: %s".formatted(modelFile.path(), e.getMessage()), e);
    }
  }

  private void write(String name, byte[] bytes, Console console) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be made (%s); expected a folder to write in; name another with --out"
              .formatted(folder, e),
          e);
    }
    OutputFile file = OutputFile.of("--out", folder.resolve(name));
    file.write(part -> Files.write(part, bytes));
    console.note("wrote %s, %,d bytes".formatted(file.path(), bytes.length));
  }

  private static String difference(SolveDifference d, TimeFormat times) {
    return String.format(
        Locale.ROOT,
        "%d Runge-Kutta steps over %s end from the model's solver (%s) by at most %.2g in the state"
            + " and %.2g of a channel's scale once decoded, from 256 draws of the prior",
        d.steps(),
        Spans.text(d.span(), times),
        d.solver(),
        d.state(),
        d.value());
  }
}
