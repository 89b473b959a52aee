package io.anode4j.nn;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * All weights of a model in one flat float32 vector, with named, shaped views: copied, saved,
 * updated and checked in one place.
 */
public final class Parameters {
  private final ParameterLayout layout;
  private final float[] values;

  /**
   * Zeros in the given layout.
   *
   * @param layout names and shapes
   */
  public Parameters(ParameterLayout layout) {
    this(layout, new float[layout.size()]);
  }

  /**
   * Wraps a vector without copying it.
   *
   * @param layout names and shapes
   * @param values exactly {@code layout.size()} values
   */
  public Parameters(ParameterLayout layout, float[] values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "The layout holds " + layout.size() + " parameters but " + values.length + " were given");
    }
    this.layout = layout;
    this.values = values;
  }

  /** Names and shapes. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The vector itself, not a copy. */
  public float[] values() {
    return values;
  }

  /** Number of values. */
  public int size() {
    return values.length;
  }

  /** An independent copy. */
  public Parameters copy() {
    return new Parameters(layout, values.clone());
  }

  /**
   * Writes the weights as a safetensors file, which other languages read too; it appears whole or
   * not at all.
   *
   * @param file where to
   * @throws UncheckedIOException when the file system refuses
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public void save(Path file) {
    try {
      WholeFile.write(file, out -> Safetensors.write(this, out));
    } catch (IOException e) {
      throw new UncheckedIOException("The weights " + file + " cannot be written: " + e, e);
    }
  }

  /**
   * Reads weights from a safetensors file of any writer: tensors in any order, vectors for arrays
   * of one row or column.
   *
   * @param file the file
   * @param layout the arrays that it must hold, in F32, and no others
   * @return the weights
   * @throws WeightsFileException when the file is missing or damaged or does not fit the layout
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static Parameters load(Path file, ParameterLayout layout) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Safetensors.read(in, Files.size(file), layout);
    } catch (IllegalArgumentException e) {
      throw new WeightsFileException(
          "The weights "
              + file
              + " cannot be used: "
              + e.getMessage()
              + "; load them with the layout that they were saved with, or save them again as"
              + " float32 in the names and shapes expected",
          e);
    } catch (NoSuchFileException e) {
      throw new WeightsFileException(
          "There is no file of weights " + file + "; save them first, or name another file", e);
    } catch (IOException e) {
      throw new WeightsFileException("The weights " + file + " cannot be read: " + e, e);
    }
  }

  /** True when no value is NaN or infinite. */
  public boolean isFinite() {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return true;
  }
}
