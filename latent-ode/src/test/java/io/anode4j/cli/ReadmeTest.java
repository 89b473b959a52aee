package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands that the README shows are commands. */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");

  @Test
  void commandsOfTheReadmeParse() throws IOException {
    Matcher lines =
        Pattern.compile("^\\./anode4j (.+)$", Pattern.MULTILINE).matcher(Files.readString(README));
    int commands = 0;
    while (lines.find()) {
      String[] words = lines.group(1).replaceFirst(" +#.*", "").split(" +");
      CommandLine.ParseResult parsed = Anode4j.commandLine().parseArgs(words);
      assertTrue(parsed.hasSubcommand(), lines.group());
      commands++;
    }
    assertTrue(commands >= 5, "found " + commands);
  }
}
