package io.anode4j.streaming.measure;

import io.anode4j.streaming.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own. */
final class BrokerProgram {
  private BrokerProgram() {}

  /** Starts one with its data in a directory; its answer is its address. */
  static ChildJvm start(Path directory) throws IOException {
    return ChildJvm.start(
        BrokerProgram.class,
        List.of("-Xms512m", "-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
        directory);
  }

  /** What the other JVM runs. */
  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]))) {
      ChildJvm.serve(broker.bootstrap());
    }
  }
}
