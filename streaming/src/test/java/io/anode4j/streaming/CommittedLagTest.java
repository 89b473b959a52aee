package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class CommittedLagTest {
  /** Without a broker nothing is known, and that is said rather than a number of long ago. */
  @Test
  void whatCannotBeAskedForIsUnknown() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may begin anywhere
    Admin nowhere =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "default.api.timeout.ms",
                "300",
                "request.timeout.ms",
                "100"));
    try (CommittedLag lag = new CommittedLag(nowhere, "group", "topic", now::get)) {
      assertTrue(lag.byPartition().isEmpty());
      lag.look();
      lag.look();
      assertEquals(OptionalLong.empty(), lag.most());
    }
  }
}
