package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that were given one name. */
class SameNameTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ModelSource MODEL =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));

  @TempDir Path directory;

  /** The one whose name was taken ends and says so; the other has all the work. */
  @Test
  void theFirstStopsAndSaysWhy() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
        BrokerBench bench = new BrokerBench(broker.bootstrap())) {
      StreamingConfig config =
          bench.config("twice", directory.resolve("one"), "instance.id", "pumps");
      try (ForecastStream first = ForecastStream.start(config, MODEL)) {
        assertTrue(first.awaitRunning(PATIENCE), first.health().text());
        CompletableFuture<String> why =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return String.valueOf(first.awaitEnd());
                  } catch (InterruptedException e) {
                    return "interrupted";
                  }
                });
        StreamingConfig same = config.with("state.dir", directory.resolve("two"));
        try (ForecastStream second = ForecastStream.start(same, MODEL)) {
          for (int i = 0; i < 20; i++) {
            bench.reading(config, "s" + i % 4, i / 4);
          }
          bench.flush();
          String said = why.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertTrue(said.contains("another instance runs under the name"), said);
          assertTrue(said.contains("pumps") && said.contains("instance.id"), said);
          assertEquals(20, bench.read(config.scoresTopic(), 20, PATIENCE).size());
          assertTrue(second.health().ready(), second.health().text());
        }
      }
    }
  }
}
