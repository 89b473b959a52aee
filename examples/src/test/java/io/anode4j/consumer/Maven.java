package io.anode4j.consumer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Maven that runs this build, started for another project on the same JDK. */
final class Maven {
  private Maven() {}

  /** {@return what it said if it failed, else null} */
  static @Nullable String run(Path project, List<String> arguments)
      throws IOException, InterruptedException {
    boolean windows = File.separatorChar == '\\';
    Path home = Path.of(System.getProperty("anode4j.maven"));
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-Dstyle.color=never"));
    command.addAll(arguments);
    Path log = project.resolveSibling(project.getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start().waitFor() == 0 ? null : Files.readString(log);
  }
}
