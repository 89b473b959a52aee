package io.anode4j.spark;

import io.anode4j.filter.StoredModel;
import io.anode4j.model.ModelFile;
import io.anode4j.model.TrainedModel;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model on its way to the executors: the bytes of its file, opened where they are first needed.
 * Broadcast, it is opened once a JVM.
 */
final class SharedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] bytes;
  private transient @Nullable TrainedModel model;

  private SharedModel(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  static SharedModel of(Path file) {
    return new SharedModel(ModelFile.readBytes(file), file.toString());
  }

  static SharedModel of(byte[] bytes, String name) {
    return new SharedModel(bytes.clone(), name);
  }

  /** A model that was made here. */
  static SharedModel of(TrainedModel model) {
    try {
      Path file = Files.createTempFile("anode4j", ".anode");
      try {
        model.save(file);
        return of(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The model cannot be written to a temporary file: " + e, e);
    }
  }

  /** The model; the first call in a JVM reads the bytes. */
  synchronized TrainedModel open() {
    TrainedModel opened = model;
    if (opened == null) {
      opened = StoredModel.parse(bytes, name);
      model = opened;
    }
    return opened;
  }
}
