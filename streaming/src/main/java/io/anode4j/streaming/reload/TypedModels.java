package io.anode4j.streaming.reload;

import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.ModelSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A model for each kind of sensors, told by a header of their records or by their ids; each is
 * changed by itself. A header that names a kind decides, then the first pattern that fits; all
 * others have the usual model.
 *
 * @param usual the usual model
 * @param types kinds with models of their own, in the order in which they are tried
 */
public record TypedModels(ModelHandle usual, List<SensorType> types) implements ModelSource {

  /**
   * Checks that no two kinds have one name.
   *
   * @throws IllegalArgumentException when two have
   */
  public TypedModels {
    types = List.copyOf(types);
    Set<String> names = new HashSet<>();
    for (SensorType type : types) {
      if (!names.add(type.name())) {
        throw new IllegalArgumentException(
            "two kinds of sensors are called '%s'; expected a name of its own for each; rename the model file of one"
                .formatted(type.name()));
      }
    }
  }

  @Override
  public ActiveModel current() {
    return usual.current();
  }

  @Override
  public ActiveModel current(String sensor) {
    return of(sensor).current();
  }

  @Override
  public ActiveModel current(String sensor, String kind) {
    for (SensorType type : types) {
      if (type.name().equals(kind)) {
        return type.models().current();
      }
    }
    return current(sensor);
  }

  @Override
  public boolean hasKinds() {
    return !types.isEmpty();
  }

  @Override
  public Collection<ActiveModel> all() {
    List<ActiveModel> all = new ArrayList<>(List.of(usual.current()));
    types.forEach(type -> all.add(type.models().current()));
    return all;
  }

  private ModelHandle of(String sensor) {
    for (SensorType type : types) {
      if (type.sensors().matches(sensor)) {
        return type.models();
      }
    }
    return usual;
  }
}
