package io.anode4j.cli;

import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands there are: this module's, those of other modules on the class path, and stand-ins
 * for those that are not on it.
 */
final class Commands {
  private static final List<Class<?>> OWN =
      List.of(
          DemoCommand.class,
          TrainCommand.class,
          ForecastCommand.class,
          EvaluateCommand.class,
          DetectCommand.class,
          ImputeCommand.class,
          ExportCommand.class,
          ImportCommand.class,
          ClassifyCommand.class,
          RegressCommand.class,
          InspectCommand.class);

  private Commands() {}

  static void addAll(CommandLine to) {
    OWN.forEach(to::addSubcommand);
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      to.addSubcommand(provider.command());
    }
    String streaming = "the module anode4j-streaming";
    addAbsent(to, "stream", "Score and extrapolate sensor streams on Kafka.", streaming);
    addAbsent(to, "dlq", "Look at the dead letters of a stream, and replay them.", streaming);
    addAbsent(
        to,
        "experiments",
        "Reproduce the claims of the field's papers, with pictures.",
        "the module anode4j-examples");
  }

  private static void addAbsent(CommandLine to, String name, String header, String needs) {
    if (!to.getSubcommands().containsKey(name)) {
      to.addSubcommand(AbsentCommand.of(name, header, needs));
    }
  }

  /**
   * Adds the one command that was asked for, where it is one of this module: reading the options of
   * all of them takes longer than many a command.
   *
   * @return whether it is
   */
  static boolean addOnly(String name, CommandLine to) {
    for (Class<?> command : OWN) {
      if (command.getAnnotation(Command.class).name().equals(name)) {
        to.addSubcommand(command);
        return true;
      }
    }
    return false;
  }
}
