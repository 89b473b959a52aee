package io.anode4j.cli;

import io.anode4j.latent.LatentOde;
import io.anode4j.latent.SpecImport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model file of a model that was trained elsewhere. */
@Command(
    name = "import",
    headerHeading = "Example: anode4j import --spec spec.json -o pumps.anode%n%n",
    header = "Make a model file of a latent ODE trained elsewhere.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Reads a specification (JSON), the safetensors file beside it and the golden answers in it,"
          + " and refuses the model if its own answers differ from them by more than 1e-5.",
      "export_latent_ode.py in the sources' examples writes all of it from PyTorch modules;"
          + " docs/interop.md describes the files."
    })
final class ImportCommand implements Callable<Integer> {
  @Option(
      names = "--spec",
      required = true,
      paramLabel = "SPEC.json",
      description = "The specification; its weights lie beside it.")
  private Path spec = Path.of("");

  @Option(
      names = {"--out", "-o"},
      required = true,
      paramLabel = "MODEL",
      description = "The model file to write.")
  private Path out = Path.of("");

  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    OutputFile file = OutputFile.of("--out", out);
    LatentOde model = SpecImport.read(spec);
    model.save(file.path());
    console.note(
        "wrote %s: %,d weights; golden answers: %s"
            .formatted(out, model.parameterCount(), model.provenance().get("golden")));
    return 0;
  }
}
