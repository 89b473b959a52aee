package io.anode4j.nn;

/**
 * Where one named array lies in the flat parameter vector.
 *
 * @param name unique name, such as {@code field.0.weight}
 * @param offset index of the first value
 * @param rows rows of the array
 * @param columns columns of the array
 */
public record ParameterSlot(String name, int offset, int rows, int columns) {
  /** Number of values. */
  public int size() {
    return rows * columns;
  }

  @Override
  public String toString() {
    return "'" + name + "' [" + rows + " × " + columns + "] from value " + offset;
  }
}
