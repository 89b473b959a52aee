package io.anode4j.cli;

import io.anode4j.data.SeriesSummary;
import io.anode4j.data.csv.CsvData;
import io.anode4j.filter.StoredModel;
import io.anode4j.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a CSV or a model file holds. */
@Command(
    name = "inspect",
    headerHeading = "Example: anode4j inspect bundled:san-francisco-bay%n%n",
    header = "Show what a CSV or a model file holds.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description =
        "Shows what a CSV holds (series, channels, gaps, missing values) or a model file.")
final class InspectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description =
          "A CSV file (.csv, .csv.gz, .zip), a folder or pattern of them, - for standard input,"
              + " bundled:NAME, jdbc:URL, or a model file.")
  private String file = "";

  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    if (isModel(file)) {
      inputOptions.requireNone(spec, "inspect of the model file " + file);
      byte[] bytes = ModelFile.readBytes(Path.of(file));
      console.result(new ModelSheet(file, StoredModel.any(bytes, file)).text());
    } else {
      CsvData data = inputOptions.read(file, console);
      ReadingPreview preview = new ReadingPreview(data);
      String rows = preview.rows();
      console.result(SeriesSummary.of(data.series()).table());
      if (!rows.isEmpty()) {
        console.result("first rows as understood");
        console.result(rows);
      }
      console.result(preview.again(told()));
    }
    return 0;
  }

  private List<String> told() {
    List<String> words = spec.commandLine().getParseResult().originalArgs();
    int own = words.indexOf("inspect");
    return own < 0 ? words : words.subList(own + 1, words.size());
  }

  private static boolean isModel(String file) {
    if (file.endsWith(".anode")) {
      return true;
    }
    if (file.startsWith(InputSource.BUNDLED)
        || DatabaseChoice.isDatabase(file)
        || file.matches(".*[*?{].*")
        || !Files.isRegularFile(Path.of(file))) {
      return false;
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(Path.of(file)))) {
      ZipEntry first = in.getNextEntry();
      return first != null && first.getName().equals("model.json");
    } catch (IOException e) {
      return false; // Reading it as a CSV gives the message.
    }
  }
}
