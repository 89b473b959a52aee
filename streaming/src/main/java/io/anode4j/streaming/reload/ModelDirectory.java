package io.anode4j.streaming.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches a directory for new models by looking again and again, which also works on shared file
 * systems that send no events.
 *
 * <p>A {@code manifest.json} decides when there is one: write the model file first, then rename the
 * manifest into place. Without it, the newest {@code *.anode} file counts once it has stood still
 * between two looks. What is there at the start is offered too, unless it is the model in service.
 */
public final class ModelDirectory implements AutoCloseable {
  private static final String MANIFEST = "manifest.json";

  private final Path directory;
  private final ModelReloader reloader;
  private final ScheduledExecutorService thread;
  private @Nullable Sighting offered;
  private @Nullable Sighting last;

  private ModelDirectory(Path directory, ModelReloader reloader) {
    this.directory = directory;
    this.reloader = reloader;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread watcher = new Thread(task, "anode4j-models");
              watcher.setDaemon(true);
              return watcher;
            });
  }

  /** A file as it was seen; another one, or a changed one, is not equal. */
  private record Sighting(Path file, long size, FileTime modified, @Nullable Object key) {
    static Optional<Sighting> of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return found.isRegularFile()
            ? Optional.of(
                new Sighting(file, found.size(), found.lastModifiedTime(), found.fileKey()))
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty(); // gone again: the next look will see what is there then
      }
    }
  }

  /**
   * Starts watching.
   *
   * @param directory the directory of models; it may appear later
   * @param period time between two looks
   * @param reloader who tries what is found
   * @return the watch, to be closed
   */
  public static ModelDirectory watch(Path directory, Duration period, ModelReloader reloader) {
    ModelDirectory watch = new ModelDirectory(directory, reloader);
    var unused =
        watch.thread.scheduleWithFixedDelay(
            watch::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** One look; on the watching thread alone. */
  private void look() {
    Optional<Sighting> manifest = Sighting.of(directory.resolve(MANIFEST));
    Optional<Sighting> found = manifest.isPresent() ? manifest : newest();
    if (found.isEmpty() || found.get().equals(offered)) {
      return;
    }
    if (manifest.isEmpty() && !found.get().equals(last)) {
      last = found.get();
      return;
    }
    offered = found.get();
    if (manifest.isPresent()) {
      offerManifest(found.get().file());
    } else {
      reloader.offer(found.get().file());
    }
  }

  private void offerManifest(Path file) {
    try {
      reloader.offer(ModelManifest.parse(Files.readAllBytes(file)), directory);
    } catch (IOException | IllegalArgumentException e) {
      reloader.refuse(MANIFEST, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Sighting> newest() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".anode"))
          .flatMap(file -> Sighting.of(file).stream())
          .max(Comparator.comparing(Sighting::modified).thenComparing(Sighting::file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      reloader.refuse(
          directory.toString(), "the directory cannot be read (" + e + "); make it readable");
      return Optional.empty();
    }
  }

  /** Stops watching; an attempt under way is finished. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
