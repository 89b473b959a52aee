package io.anode4j.streaming.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelDirectoryTest {
  private static final Duration PERIOD = Duration.ofMillis(20);
  private final NeuralFilter one = SmallModels.of(1, TimeFormat.epochSeconds(), "a");
  private final NeuralFilter two = SmallModels.of(2, TimeFormat.epochSeconds(), "a");
  private final BlockingQueue<ReloadOutcome> told = new LinkedBlockingQueue<>();

  private ModelReloader reloader() {
    told.clear();
    return new ModelReloader(new ModelHandle(one, "one.anode"), told::add);
  }

  private ReloadOutcome next() throws InterruptedException {
    ReloadOutcome outcome = told.poll(10, TimeUnit.SECONDS);
    assertNotNull(outcome, "nothing was offered in ten seconds");
    return outcome;
  }

  @Test
  void newFilesAreOfferedOnceAndRepairedOnesAgain(@TempDir Path directory) throws Exception {
    Path models = directory.resolve("models");
    ModelReloader reloader = reloader();
    try (ModelDirectory watch = ModelDirectory.watch(models, PERIOD, reloader)) {
      assertNotNull(watch);
      Files.createDirectories(models);
      Files.writeString(models.resolve("readme.txt"), "not a model");
      Path file = models.resolve("a.anode");
      Files.writeString(file, "half a model");
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
      assertInstanceOf(ReloadOutcome.Refused.class, next());
      assertNull(told.poll(200, TimeUnit.MILLISECONDS), "a bad file is tried once");
      two.save(directory.resolve("whole"));
      Files.move(directory.resolve("whole"), file, StandardCopyOption.REPLACE_EXISTING);
      assertInstanceOf(ReloadOutcome.Accepted.class, next());
      assertEquals(two.id(), reloader.handle().serving().model().id());
      reloader.rollback();
      assertInstanceOf(ReloadOutcome.RolledBack.class, next());
      assertNull(told.poll(200, TimeUnit.MILLISECONDS), "what was gone back from stays out");
    }
  }

  @Test
  void aManifestDecidesWhatIsRead(@TempDir Path models) throws Exception {
    ModelReloader reloader = reloader();
    Files.writeString(models.resolve("newest.anode"), "nobody asked for this");
    two.save(models.resolve("two.anode"));
    byte[] bytes = Files.readAllBytes(models.resolve("two.anode"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Files.writeString(
        models.resolve("manifest.json"),
        "{\"file\": \"two.anode\", \"sha256\": \"%s\"}".formatted(hash));
    try (ModelDirectory watch = ModelDirectory.watch(models, PERIOD, reloader)) {
      assertNotNull(watch);
      assertInstanceOf(ReloadOutcome.Accepted.class, next());
      Files.writeString(models.resolve("next.json"), "{}");
      Files.move(
          models.resolve("next.json"),
          models.resolve("manifest.json"),
          StandardCopyOption.REPLACE_EXISTING);
      ReloadOutcome outcome = next();
      assertInstanceOf(ReloadOutcome.Refused.class, outcome);
      assertTrue(outcome.sentence().contains("manifest.json"), outcome.sentence());
    }
    assertEquals(two.id(), reloader.handle().serving().model().id());
  }
}
