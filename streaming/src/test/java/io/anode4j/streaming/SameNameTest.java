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

  /**
   * One ends and says so; the other has all the work. Usually it is the first, whose name was
   * taken; but where Kafka takes its transaction away before its place in the group, it asks for
   * that again and takes it from the second.
   */
  @Test
  void oneOfTwoStopsAndSaysWhy() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
        BrokerBench bench = new BrokerBench(broker.bootstrap())) {
      StreamingConfig config =
          bench.config("twice", directory.resolve("one"), "instance.id", "pumps");
      try (ForecastStream first = ForecastStream.start(config, MODEL)) {
        assertTrue(first.awaitRunning(PATIENCE), first.health().text());
        CompletableFuture<String> end = end(first);
        StreamingConfig same = config.with("state.dir", directory.resolve("two"));
        try (ForecastStream second = ForecastStream.start(same, MODEL)) {
          CompletableFuture<String> other = end(second);
          for (int i = 0; i < 20; i++) {
            bench.reading(config, "s" + i % 4, i / 4);
          }
          bench.flush();
          CompletableFuture.anyOf(end, other).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertTrue(end.isDone() != other.isDone(), "one of them goes on");
          String said = end.isDone() ? end.get() : other.get();
          assertTrue(said.contains("another instance runs under the name"), said);
          assertTrue(said.contains("pumps") && said.contains("instance.id"), said);
          assertEquals(20, bench.read(config.scoresTopic(), 20, PATIENCE).size());
          ForecastStream left = end.isDone() ? second : first;
          assertTrue(left.health().ready(), left.health().text());
        }
      }
    }
  }

  private static CompletableFuture<String> end(ForecastStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return String.valueOf(stream.awaitEnd());
          } catch (InterruptedException e) {
            return "interrupted";
          }
        });
  }
}
