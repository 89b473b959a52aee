package io.anode4j.streaming.broker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @Test
  void brokersDoNotShareADirectory(@TempDir Path directory) {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
      BrokerException e =
          assertThrows(BrokerException.class, () -> EmbeddedBroker.start(broker.directory()));
      assertTrue(String.valueOf(e.getMessage()).contains("in use"));
      int taken =
          Integer.parseInt(broker.bootstrap().substring(broker.bootstrap().indexOf(':') + 1));
      BrokerException port =
          assertThrows(
              BrokerException.class, () -> EmbeddedBroker.start(directory.resolve("b2"), taken));
      assertTrue(String.valueOf(port.getMessage()).contains(Integer.toString(taken)));
    }
  }
}
