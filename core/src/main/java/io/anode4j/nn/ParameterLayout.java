package io.anode4j.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order and shapes of all arrays in a flat parameter vector. Immutable. */
public final class ParameterLayout {
  private final List<ParameterSlot> slots;
  private final Map<String, ParameterSlot> byName = new HashMap<>();
  private final int size;

  private ParameterLayout(List<ParameterSlot> slots, int size) {
    this.slots = List.copyOf(slots);
    this.slots.forEach(slot -> byName.put(slot.name(), slot));
    this.size = size;
  }

  /** Starts an empty layout. */
  public static Builder builder() {
    return new Builder();
  }

  /** All slots in the order of their offsets. */
  public List<ParameterSlot> slots() {
    return slots;
  }

  /** Number of values of all slots together. */
  public int size() {
    return size;
  }

  /**
   * Checks that an array lies here where a layer will look for it.
   *
   * @param wanted the layer's place for it
   * @throws IllegalArgumentException when this layout has another array, or none, of that name
   */
  public void require(ParameterSlot wanted) {
    @Nullable ParameterSlot found = byName.get(wanted.name());
    if (!wanted.equals(found)) {
      throw new IllegalArgumentException(
          "A layer was made with the parameters "
              + wanted
              + ", and the layout given has "
              + (found == null ? "none of that name among " + size + " values" : found)
              + "; expected the layout that the layer was made in: call build() on the builder that"
              + " the layer was given");
    }
  }

  /** Collects slots while an architecture is put together. */
  public static final class Builder {
    private final List<ParameterSlot> slots = new ArrayList<>();
    private int size;

    private Builder() {}

    /**
     * Reserves an array.
     *
     * @param name unique name
     * @param rows rows, at least 1
     * @param columns columns, at least 1
     * @return its place
     */
    public ParameterSlot add(String name, int rows, int columns) {
      if (rows < 1 || columns < 1) {
        throw new IllegalArgumentException(
            "Parameter " + name + " has shape " + rows + " × " + columns + "; expected at least 1");
      }
      if (slots.stream().anyMatch(s -> s.name().equals(name))) {
        throw new IllegalArgumentException("Parameter " + name + " is declared twice");
      }
      ParameterSlot slot = new ParameterSlot(name, size, rows, columns);
      slots.add(slot);
      size = Math.addExact(size, slot.size());
      return slot;
    }

    /** The finished layout. */
    public ParameterLayout build() {
      return new ParameterLayout(slots, size);
    }
  }
}
