package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.anode4j.classification.ClassReport;
import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.Labelled;
import io.anode4j.data.Resolution;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvData;
import io.anode4j.latent.LatentClassifier;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which class each series belongs to. */
@Command(
    name = "classify",
    headerHeading =
        "Example: anode4j classify waves.csv -m waves.anode --out classes.csv%n"
            + "Example: anode4j classify new.csv -m waves.anode --label shape%n%n",
    header = "Say which class each series of a CSV belongs to.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Writes series,class and the probability of each class (p_ and its name). The model is one"
          + " that 'anode4j train --task classify' has made.",
      "With --label it prints how good the answers are (AUC, AUPRC, accuracy, F1, log loss,"
          + " calibration, confusion), beside the network alone, a logistic regression on simple"
          + " features and the shares of the classes in training. Series that training has seen"
          + " are left out of this."
    })
final class ClassifyCommand implements Callable<Integer> {
  static final String SEEN =
      "SEEN IN TRAINING: every labelled series of the input is one that the model learnt from, so"
          + " these scores say how well it remembers; score it on others";

  private static final int DIGITS = 6;

  @Parameters(
      paramLabel = "INPUT",
      description = "CSV file, folder or pattern of them, -, bundled:NAME or jdbc:URL.")
  private String input = "";

  @Option(
      names = {"--model", "-m"},
      required = true,
      paramLabel = "FILE",
      description = "The model file.")
  private Path modelFile = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "The classes as CSV, compressed if its name ends in .gz.")
  private @Nullable Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the scores as JSON.")
  private @Nullable Path json;

  @Mixin private final LabelOptions labels = new LabelOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = consoleOptions.console();
    requireSomethingToDo();
    OutputFile csv = out == null ? null : OutputFile.of("--out", out);
    OutputFile scores = json == null ? null : OutputFile.of("--json", json);
    labels.readWith(inputOptions);
    LatentClassifier model = LatentClassifier.load(modelFile);
    CsvData data = inputOptions.read(input, "the model " + modelFile, model.channels(), console);
    ModelInput.requireFitting(
        model.header(), data.series().channels(), data.series().timeFormat(), input);
    if (csv != null) {
      List<Classification> said = model.classifyAll(data.series().series());
      csv.writeText(text -> write(model.classes(), said, text));
      console.note("classified %,d series in %s".formatted(said.size(), csv.path()));
    }
    if (labels.isStated()) {
      ClassReport report = report(model, data, console);
      console.result(report.table());
      if (scores != null) {
        String text = json(report);
        scores.writeText(file -> file.write(text));
      }
    }
    return 0;
  }

  private void requireSomethingToDo() {
    if (out == null && !labels.isStated()) {
      throw CommandFailure.usage(
          "neither --out nor --label was stated; expected one of them, or both; name a file to write"
              + " with --out",
          null);
    }
    if (json != null && !labels.isStated()) {
      throw CommandFailure.usage(
          "--json was stated without --label; expected the column to compare with, as there are no"
              + " scores without it; state --label COL",
          null);
    }
  }

  private ClassReport report(LatentClassifier model, CsvData data, Console console) {
    Labelled known = known(model, data);
    List<TimeSeries> fresh = new ArrayList<>();
    List<Integer> truth = new ArrayList<>();
    for (int i = 0; i < known.series().size(); i++) {
      if (model.seenUntil(known.series().get(i).id()).isEmpty()) {
        fresh.add(known.series().get(i));
        truth.add(known.truth().get(i));
      }
    }
    int seen = known.series().size() - fresh.size();
    if (fresh.isEmpty()) {
      console.warn(SEEN);
    } else if (seen > 0) {
      console.note("%,d series that the model learnt from are not scored".formatted(seen));
    }
    Map<String, Classifier> compared = new LinkedHashMap<>();
    compared.put("model", model);
    compared.putAll(model.members());
    return ClassReport.of(
        compared,
        model.positive(),
        fresh.isEmpty() ? known : new Labelled(model.classes(), fresh, truth));
  }

  private Labelled known(LatentClassifier model, CsvData data) {
    try {
      return Labelled.of(data.series(), labels.of(data, inputOptions), model.classes());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }

  private static void write(List<String> classes, List<Classification> said, Writer text)
      throws IOException {
    CSVFormat format = CSVFormat.Builder.create().setRecordSeparator('\n').get();
    CSVPrinter printer = new CSVPrinter(text, format);
    List<String> header = new ArrayList<>(List.of("series", "class"));
    classes.forEach(name -> header.add("p_" + name));
    printer.printRecord(header);
    for (Classification one : said) {
      List<String> row = new ArrayList<>(List.of(one.series(), one.label()));
      one.probabilities().forEach(p -> row.add(Resolution.rounded(p, DIGITS)));
      printer.printRecord(row);
    }
    printer.flush();
  }

  private static String json(ClassReport report) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return mapper.writeValueAsString(report.toMap()).replace("\r\n", "\n") + "\n";
  }
}
