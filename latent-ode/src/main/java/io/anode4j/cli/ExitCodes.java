package io.anode4j.cli;

import io.anode4j.data.csv.CsvException;
import io.anode4j.data.jdbc.JdbcException;
import io.anode4j.forecast.CovariateException;
import io.anode4j.model.ModelFileException;
import io.anode4j.tensor.MissingNativesException;
import io.anode4j.training.TrainingFailedException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command ends with, and what it says when it fails. */
final class ExitCodes {
  static final int FAULT = 1;
  static final int USAGE = 2;
  static final int INPUT = 3;
  static final int MODEL_FILE = 4;
  static final int TRAINING = 5;

  private ExitCodes() {}

  /** {@return the exit code for what stopped a command} */
  static int of(Throwable failure) {
    if (failure instanceof CommandFailure known) {
      return known.exitCode();
    }
    if (failure instanceof CsvException
        || failure instanceof JdbcException
        || failure instanceof CovariateException) {
      return INPUT;
    }
    if (failure instanceof ModelFileException) {
      return MODEL_FILE;
    }
    return failure instanceof TrainingFailedException ? TRAINING : FAULT;
  }

  /** One clear message; the stack trace only for those who ask with {@code --verbose}. */
  static int report(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("anode4j: " + message(failure));
    if (isVerbose(parsed)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return of(failure);
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    boolean known =
        failure instanceof CommandFailure
            || failure instanceof UncheckedIOException
            || failure instanceof MissingNativesException
            || failure instanceof CancellationException;
    if (known || of(failure) != FAULT) {
      return String.valueOf(message);
    }
    return "unexpected failure: %s; run the command again with --verbose for its origin"
        .formatted(failure);
  }

  private static boolean isVerbose(ParseResult parsed) {
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    return command.hasMatchedOption("--verbose");
  }

  /** A command line that cannot be understood: the message, and where to read on. */
  static int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    String elsewhere = elsewhere(failure, command);
    if (!elsewhere.isEmpty()) {
      err.println("anode4j: " + elsewhere);
      err.flush();
      return USAGE;
    }
    err.println("anode4j: " + failure.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName());
    }
    err.flush();
    return USAGE;
  }

  /** An option of other commands would change nothing here: said, rather than taken and ignored. */
  private static String elsewhere(ParameterException failure, CommandLine command) {
    if (command.getParent() == null || !(failure instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    // All commands, of which only the one that was asked for may have been prepared.
    CommandLine all = Anode4j.commandLine();
    for (String argument : unmatched.getUnmatched()) {
      String option = argument.split("=", 2)[0];
      List<String> others =
          all.getSubcommands().entrySet().stream()
              .filter(entry -> entry.getValue().getCommandSpec().findOption(option) != null)
              .map(Map.Entry::getKey)
              .toList();
      if (option.startsWith("-") && !others.isEmpty()) {
        return "%s would change nothing in '%s'; expected options of '%s --help'; leave it out: it is one of %s"
            .formatted(
                option,
                command.getCommandName(),
                command.getCommandSpec().qualifiedName(),
                String.join(", ", others));
      }
    }
    return "";
  }
}
