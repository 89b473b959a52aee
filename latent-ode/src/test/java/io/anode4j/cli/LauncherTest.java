package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code anode4j}, with a Maven and a Java that only say that they were called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
  /** What the script and the stand-ins call. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cp",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tail",
          "touch");

  @TempDir Path folder;

  private Path tools;

  @BeforeEach
  void copyOfTheProject() throws IOException {
    Path script = Path.of("..", "anode4j");
    assumeTrue(Files.isReadable(script), "the launcher is not here");
    Files.copy(script, folder.resolve("anode4j"), StandardCopyOption.COPY_ATTRIBUTES);
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      assumeTrue(offer(tool), "there is no " + tool);
    }
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    for (String module : List.of("core", "data", "latent-ode")) {
      Path directory = Files.createDirectories(folder.resolve(module).resolve("src/main"));
      Files.writeString(directory.getParent().getParent().resolve("pom.xml"), "<project/>");
    }
    executable(
        tools.resolve("mvn"),
        """
        echo built >> builds
        sleep 1
        for module in core data latent-ode; do
          mkdir -p $module/target/launcher
          touch $module/target/launcher/anode4j-$module-1.jar
        done
        mkdir -p latent-ode/target/launcher/lib
        touch latent-ode/target/launcher/lib/other.jar
        case $* in *natives*)
          mkdir -p core/natives/target/launcher/lib
          touch core/natives/target/launcher/lib/openblas.jar ;;
        esac
        """);
    Path home = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    executable(home.resolve("java"), "case $* in *warm-up*) exit 1 ;; esac\necho \"ran $*\"\n");
  }

  /** Puts a tool on the path; not by a link, which JUnit would warn of when it cleans up. */
  private boolean offer(String tool) throws IOException {
    for (String directory : List.of("/bin", "/usr/bin")) {
      Path found = Path.of(directory, tool);
      if (Files.isExecutable(found)) {
        Path script =
            Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
        return script.toFile().setExecutable(true);
      }
    }
    return false;
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + script);
    assertTrue(file.toFile().setExecutable(true));
  }

  private Process launch(int number) throws IOException {
    return launch(number, "");
  }

  private Process launch(int number, String options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("anode4j").toString(), "--launch", "" + number)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said-" + number).toFile());
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("ANODE4J_OPTS", options);
    builder.environment().remove("BASH_ENV");
    return builder.start();
  }

  private void launchTogether(int count) throws IOException, InterruptedException {
    List<Process> launched = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      launched.add(launch(i));
    }
    for (int i = 0; i < count; i++) {
      assertTrue(launched.get(i).waitFor(60, TimeUnit.SECONDS));
      String said = Files.readString(folder.resolve("said-" + i));
      assertEquals(0, launched.get(i).exitValue(), said);
      assertTrue(said.contains("io.anode4j.cli.Anode4j --launch " + i), said);
      assertTrue(said.contains("latent-ode.jar:") && said.contains("other.jar"), said);
    }
  }

  private long builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds")).size();
  }

  @Test
  void launchesAtOnceBuildOnceWithFlock() throws Exception {
    assumeTrue(offer("flock"), "there is no flock");
    launchTogether(3);
    assertEquals(1, builds());
  }

  @Test
  void launchesAtOnceBuildOnceWithoutFlock() throws Exception {
    launchTogether(3);
    assertEquals(1, builds());
    Files.writeString(folder.resolve("core/src/main/New.java"), "class New {}");
    launchTogether(1);
    assertEquals(2, builds(), "a newer source is built, and no lock was left");
  }

  @Test
  void theLockOfADeadLaunchIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    assertEquals(0, dead.waitFor());
    Path lock = folder.resolve("latent-ode/target/launcher/lock.directory");
    Files.createDirectories(lock);
    Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
    launchTogether(1);
    assertEquals(1, builds());
  }

  @Test
  void nativesComeOnlyToThoseWhoAskForBlas() throws Exception {
    launchTogether(1);
    assertFalse(Files.readString(folder.resolve("said-0")).contains("openblas"));
    Process blas = launch(1, "-Danode4j.kernels=blas");
    assertTrue(blas.waitFor(60, TimeUnit.SECONDS));
    String said = Files.readString(folder.resolve("said-1"));
    assertTrue(said.contains("/natives/openblas.jar"), said);
    assertEquals(2, builds());
    launchTogether(1);
    assertEquals(2, builds(), "what is there stays");
  }
}
