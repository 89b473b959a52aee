package io.anode4j.streaming.command;

import io.anode4j.cli.CommandFailure;
import io.anode4j.streaming.config.ConfigurationException;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Looks at the dead letters of a stream, and sends them to its input again. */
@Command(
    name = "dlq",
    headerHeading =
        "Example: anode4j dlq list --bootstrap broker:9092 --set application.id=pumps%n%n",
    header = "Look at the dead letters of a stream, and replay them.",
    synopsisHeading = "%nUsage: ",
    description = {
      "Dead letters are records that a stream refused, with the reason. When the producer or a setting"
          + " has been mended, those that can be read now go back to the input, each once.",
    })
final class DlqCommand {
  private static final int SHOWN_BYTES = 120;

  @Mixin private SettingsOptions stated = new SettingsOptions();

  @Option(
      names = "--reason",
      scope = ScopeType.INHERIT,
      paramLabel = "REASON",
      description = "Letters of this reason alone: ${COMPLETION-CANDIDATES}.")
  private @Nullable Reason reason;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "list",
      description = "Say what lies there, the newest last, and how many of each reason.")
  int list(
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "Letters that are shown. Default: ${DEFAULT-VALUE}.")
          int limit) {
    if (limit < 0) {
      throw CommandFailure.usage("--limit is " + limit + "; expected 0 or more; correct it", null);
    }
    return run(
        letters -> {
          Map<String, Integer> counts = new TreeMap<>();
          java.util.ArrayDeque<DeadLetter> last = new java.util.ArrayDeque<>();
          letters.each(
              reason,
              letter -> {
                counts.merge(letter.reason(), 1, Integer::sum);
                last.addLast(letter);
                if (last.size() > limit) {
                  last.removeFirst();
                }
              });
          last.forEach(letter -> say(letter.line(SHOWN_BYTES)));
          say(counts.isEmpty() ? "no dead letters" : "dead letters: " + counts);
        });
  }

  @Command(
      name = "replay",
      description = {
        "Send letters to the input again, to the partition and with the time that they had; a letter"
            + " that was sent again is not sent a second time.",
        "A reading older than the last of its sensor is late by then, as late.policy says."
      })
  int replay(
      @Option(names = "--dry-run", description = "Say how many there are, and send nothing.")
          boolean dryRun) {
    return run(
        letters -> {
          DeadLetters.Replayed done = letters.replay(reason, dryRun);
          say(
              (dryRun ? "would be sent again: " : "sent again: ")
                  + done.sent()
                  + (done.cut() == 0
                      ? ""
                      : "; not sent, as they had been cut: "
                          + done.cut()
                          + " (dlq list says where the whole records lie)"));
        });
  }

  private interface Work {
    void on(DeadLetters letters);
  }

  private int run(Work work) {
    Logs.setUp(Logs.Format.TEXT, org.slf4j.event.Level.WARN, false);
    try (DeadLetters letters = DeadLetters.of(stated.read())) {
      work.on(letters);
      return 0;
    } catch (ConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } catch (KafkaException e) {
      throw CommandFailure.failure(
          "the dead letters cannot be reached: "
              + e.getMessage()
              + "; expected a broker with the topic of dead letters: correct --bootstrap,"
              + " application.id or dlq.topic",
          e);
    }
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
