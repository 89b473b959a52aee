package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.operations.ForecastSpan;
import io.anode4j.streaming.operations.Health;
import io.anode4j.streaming.operations.SensorQueries;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionHealthTest {
  @TempDir private Path directory;

  @Test
  void aRefusedModelIsToldUntilAnotherIsTaken() throws Exception {
    Path file = DemoModel.unpack(directory.resolve("m.anode"));
    ModelHandle handle = new ModelHandle(SensorModel.load(file), "m.anode");
    SessionHealth health = new SessionHealth(handle);
    ModelReloader reloader = new ModelReloader(handle, outcome -> health.reloaded("", outcome));
    assertEquals(Health.Status.UP, model(health).status());
    assertEquals(Health.Status.NOT_READY, health.get().checks().get(0).status());

    reloader.offer(Files.writeString(directory.resolve("bad.anode"), "no model"));
    assertEquals(Health.Status.DEGRADED, model(health).status());
    assertTrue(model(health).reason().contains("bad.anode"), model(health).reason());

    ModelReloader other = new ModelReloader(handle, outcome -> health.reloaded("pumps", outcome));
    other.offer(file); // of other sensors: says nothing of these
    assertEquals(Health.Status.DEGRADED, model(health).status());

    reloader.offer(file); // the same again
    assertEquals(Health.Status.UP, model(health).status());
    assertFalse(health.get().checks().isEmpty());
  }

  private static Health.Check model(SessionHealth health) {
    return health.get().checks().get(1);
  }

  @Test
  void beforeTheStreamRunsQuestionsAreForLater() {
    StreamQueries queries = new StreamQueries(new PeerQuestions(null, null));
    assertEquals(List.of(), queries.local(5));
    assertInstanceOf(SensorQueries.NotNow.class, queries.sensor("a"));
    assertInstanceOf(SensorQueries.NotNow.class, queries.forecast("a", new ForecastSpan(10, 2)));
  }
}
