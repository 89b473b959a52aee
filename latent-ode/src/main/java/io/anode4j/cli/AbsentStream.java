package io.anode4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Stands for the command {@code stream} where the streaming module, and with it Kafka, is not on
 * the class path: it is listed, and says what it takes.
 */
@Command(
    name = AbsentStream.NAME,
    header = "Score and extrapolate sensor streams on Kafka.",
    synopsisHeading = "%nUsage: ")
final class AbsentStream implements Callable<Integer> {
  static final String NAME = "stream";

  /** Whatever is asked, the answer is the same. */
  @Unmatched private final List<String> asked = new ArrayList<>();

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "stream needs the module anode4j-streaming, which is not on the class path; expected its jar"
            + " and those of Kafka there; put 'stream' first: ./anode4j stream "
            + String.join(" ", asked),
        null);
  }
}
