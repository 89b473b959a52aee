package io.anode4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Unmatched;

/**
 * Stands for a command of a module that is not on the class path: it is listed, and says what it
 * takes.
 */
@Command(synopsisHeading = "%nUsage: ")
final class AbsentCommand implements Callable<Integer> {
  private final String name;
  private final String needs;

  /** Whatever is asked, the answer is the same. */
  @Unmatched private final List<String> asked = new ArrayList<>();

  private AbsentCommand(String name, String needs) {
    this.name = name;
    this.needs = needs;
  }

  /**
   * A stand-in.
   *
   * @param name of the command
   * @param header what it does, in a line
   * @param needs what must be on the class path for it
   */
  static CommandLine of(String name, String header, String needs) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new AbsentCommand(name, needs));
    spec.name(name).usageMessage().header(header);
    return new CommandLine(spec);
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "%s needs %s, which is not on the class path; expected its jar and those it uses there; put '%s' first: ./anode4j %s %s"
            .formatted(name, needs, name, name, String.join(" ", asked)),
        null);
  }
}
