package io.anode4j.streaming.reload;

import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.SensorModel;
import io.anode4j.model.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tries models that are offered and changes the handle when they hold. Everything here runs on the
 * caller's thread, which is never a stream thread; one attempt at a time.
 */
public final class ModelReloader {
  private final ModelHandle handle;
  private final Consumer<ReloadOutcome> listener;

  /**
   * A reloader.
   *
   * @param handle what it changes
   * @param listener told of every outcome, on the thread that made the attempt
   */
  public ModelReloader(ModelHandle handle, Consumer<ReloadOutcome> listener) {
    this.handle = handle;
    this.listener = listener;
  }

  /** {@return the handle that is changed} */
  public ModelHandle handle() {
    return handle;
  }

  /**
   * Tries a model file.
   *
   * @param file the file
   * @return what became of it; never an exception for a bad file
   */
  public ReloadOutcome offer(Path file) {
    return tell(attempt(file, Optional.empty()));
  }

  /**
   * Tries the model file that a manifest announces.
   *
   * @param manifest name, hash and self-test
   * @param directory the directory of models
   * @return what became of it; never an exception for a bad file
   */
  public ReloadOutcome offer(ModelManifest manifest, Path directory) {
    return tell(attempt(manifest.in(directory), Optional.of(manifest)));
  }

  /** Says that what should have announced a model could not be understood. */
  ReloadOutcome refuse(String source, String reason) {
    return tell(refused(source, reason));
  }

  /**
   * Goes back to the model before the one in service.
   *
   * @return what became of it
   */
  public synchronized ReloadOutcome rollback() {
    ServingModel before = handle.serving();
    Optional<ServingModel> now = handle.back();
    return tell(
        now.isPresent()
            ? new ReloadOutcome.RolledBack(Instant.now(), now.get(), before)
            : new ReloadOutcome.NothingEarlier(Instant.now(), before));
  }

  private ReloadOutcome tell(ReloadOutcome outcome) {
    listener.accept(outcome);
    return outcome;
  }

  private synchronized ReloadOutcome attempt(Path file, Optional<ModelManifest> manifest) {
    String source = String.valueOf(file.getFileName());
    try {
      SensorModel stored = load(file, manifest);
      ServingModel before = handle.serving();
      SensorModel model =
          before.model() instanceof AdaptiveSensorModel ? following(stored) : stored;
      if (model.id().equals(before.model().id())) {
        return new ReloadOutcome.Unchanged(Instant.now(), before);
      }
      ModelTrial.pass(
          stored, before.model(), manifest.map(ModelManifest::selfTest).orElse(List.of()));
      return new ReloadOutcome.Accepted(Instant.now(), handle.change(model, source), before);
    } catch (ModelRefusedException | ModelFileException e) {
      return refused(source, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return refused(source, "it cannot be read (" + e + "); put it there again");
    } catch (RuntimeException e) {
      // Whatever a file from outside brings up must not end the thread that watches for the next.
      return refused(source, "its trial failed (" + e + "); train it again");
    }
  }

  /** A stream that follows its sensors goes on doing so. */
  private static SensorModel following(SensorModel stored) {
    try {
      return AdaptiveSensorModel.of(stored);
    } catch (IllegalArgumentException e) {
      throw new ModelRefusedException(
          "the stream follows its sensors (--adaptive), and around this model that cannot be: "
              + e.getMessage());
    }
  }

  private ReloadOutcome refused(String source, String reason) {
    return new ReloadOutcome.Refused(Instant.now(), handle.serving(), source, reason);
  }

  /** Reads the bytes once: what was hashed is what is loaded, whoever writes there meanwhile. */
  private static SensorModel load(Path file, Optional<ModelManifest> manifest) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String hash = sha256(bytes);
    if (manifest.isPresent() && !hash.equals(manifest.get().sha256())) {
      throw new ModelRefusedException(
          "its SHA-256 is %s; expected the manifest's, %s; copy the file again or mend the manifest"
              .formatted(hash, manifest.get().sha256()));
    }
    return SensorModel.parse(bytes, file.toString());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
