package io.anode4j.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code anode4j}: parses the command line, runs a subcommand, ends with its code. */
@Command(
    name = "anode4j",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Anode4j.Version.class,
    headerHeading = "Example: anode4j demo%n%n",
    header = "Forecast irregularly sampled time series with latent ODEs.",
    synopsisHeading = "%nUsage: ",
    description =
        "Train on a CSV, forecast with uncertainty, evaluate against honest baselines. Start with"
            + " the demo.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:a failure of another kind, such as a full disk",
      "2:usage: the command line asks for something that cannot be",
      "3:input: the data cannot be read or used",
      "4:model file: missing, damaged or of another version",
      "5:training failed"
    },
    sortOptions = false,
    usageHelpWidth = 100)
public final class Anode4j implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Anode4j() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    CommandLine command = asked(arguments).setOut(utf8(System.out)).setErr(utf8(System.err));
    int exitCode = command.execute(arguments);
    command.getOut().flush();
    command.getErr().flush();
    System.exit(exitCode);
  }

  /** Names of series and channels are UTF-8 in files, so they are in what is printed. */
  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /**
   * The command line with all commands, ready to execute.
   *
   * @return a new one
   */
  public static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Anode4j());
    Commands.addAll(command);
    return prepared(command);
  }

  /** The command line with the command that is asked for; with all where it is none of these. */
  static CommandLine asked(String... arguments) {
    CommandLine command = new CommandLine(new Anode4j());
    if (arguments.length == 0 || !Commands.addOnly(arguments[0], command)) {
      Commands.addAll(command);
    }
    return prepared(command);
  }

  private static CommandLine prepared(CommandLine command) {
    command.setResourceBundle(new HelpDefaults());
    EnumWords.teach(command);
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Anode4j::run)
        .setExecutionExceptionHandler(ExitCodes::report)
        .setParameterExceptionHandler(ExitCodes::usage);
  }

  private static int run(ParseResult stated) {
    FilesApart.require(stated);
    return new CommandLine.RunLast().execute(stated);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }

  /** The version of the jar; a build that was not packaged has none. */
  static final class Version implements IVersionProvider {
    static String text() {
      String version = Anode4j.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"anode4j " + text() + " on Java " + System.getProperty("java.version")};
    }
  }
}
