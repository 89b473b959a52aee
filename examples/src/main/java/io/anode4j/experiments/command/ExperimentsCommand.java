package io.anode4j.experiments.command;

import io.anode4j.cli.CommandFailure;
import io.anode4j.experiments.Experiment;
import io.anode4j.experiments.Experiments;
import io.anode4j.experiments.Findings;
import io.anode4j.experiments.Finished;
import io.anode4j.experiments.Outcome;
import io.anode4j.experiments.Publication;
import io.anode4j.experiments.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the experiments, or runs one or all of them. */
@Command(
    name = "experiments",
    headerHeading = "Example: anode4j experiments crossing --seeds 5%n%n",
    header = "Reproduce the claims of the field's papers, with pictures.",
    synopsisHeading = "%nUsage: ",
    description = {
      "Without a name it lists the experiments, their claims and what they take. With one it writes"
          + " DIR/NAME/index.html, pictures (SVG) and results.csv; 'all' writes DIR/index.html too."
          + " An 'all' that was stopped goes on where it was: what DIR holds from the same settings"
          + " and the same build is not run again.",
    })
final class ExperimentsCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The experiment, or 'all'; without it they are listed.")
  private @Nullable String name;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Repetitions. Default: ${DEFAULT-VALUE}.")
  private int seeds = 5;

  @Option(names = "--full", description = "As long as the paper, where that is longer.")
  private boolean full;

  @Option(
      names = "--again",
      description = "With 'all': run what has finished before, too. Default: go on where it was.")
  private boolean again;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the files of some experiments lie: MNIST's four, gzipped or not; those of Hopper"
              + " and PhysioNet for rubanova.")
  private @Nullable Path data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "anode4j-experiments",
      description = "Where to write. Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of("anode4j-experiments");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (name == null) {
      list();
      return 0;
    }
    Setting setting = setting();
    List<Experiment> chosen = ALL.equals(name) ? Experiments.all() : List.of(named(name));
    Publication publication = new Publication(output);
    List<Finished> finished = new ArrayList<>();
    try {
      for (Experiment experiment : chosen) {
        say("%s: %s".formatted(experiment.name(), experiment.claim()));
        finished.add(finished(experiment, setting, publication));
      }
      if (ALL.equals(name)) {
        say("all: " + publication.writeAll(finished));
      }
    } catch (IOException e) {
      throw CommandFailure.failure(
          "%s cannot be written: %s; expected a directory: choose another with --output"
              .formatted(output, e.getMessage()),
          e);
    }
    return 0;
  }

  private Finished finished(Experiment experiment, Setting setting, Publication publication)
      throws IOException {
    if (ALL.equals(name) && !again) {
      Optional<Finished> earlier = publication.finished(experiment, setting);
      if (earlier.isPresent()) {
        say("  finished before with the same settings, so not run; --again runs it");
        return earlier.get();
      }
    }
    experiment.missing(setting).ifPresent(lacking -> say("  not run: " + lacking));
    Outcome outcome = Outcome.of(experiment, setting);
    Finished finished = publication.write(outcome);
    report(finished, publication.page(experiment));
    return finished;
  }

  private Setting setting() {
    try {
      Setting.Size size = full ? Setting.Size.FULL : Setting.Size.USUAL;
      return new Setting(seeds, size, Optional.ofNullable(data));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private static Experiment named(String name) {
    return Experiments.named(name)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "there is no experiment '%s'; expected one of %s, or all"
                        .formatted(
                            name,
                            Experiments.all().stream()
                                .map(Experiment::name)
                                .collect(Collectors.joining(", "))),
                    null));
  }

  private void list() {
    for (Experiment experiment : Experiments.all()) {
      say("%-15s %-8s %s".formatted(experiment.name(), experiment.budget(), experiment.claim()));
    }
  }

  private void report(Finished finished, Path page) {
    for (Findings.Verdict verdict : finished.verdicts()) {
      say("  %s: %s".formatted(verdict.order(), verdict.words()));
    }
    say("  %d CPU seconds, %s".formatted(Math.round(finished.cpuSeconds()), page));
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
