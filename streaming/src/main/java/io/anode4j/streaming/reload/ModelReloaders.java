package io.anode4j.streaming.reload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Who tries new models: one for the usual model, one for each kind of sensors.
 *
 * @param models the models that they change
 * @param usual the one of the usual model
 * @param types the others by the kinds' names
 */
public record ModelReloaders(
    TypedModels models, ModelReloader usual, Map<String, ModelReloader> types) {

  /** Takes a copy. */
  public ModelReloaders {
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }

  /**
   * Of one model for all sensors.
   *
   * @param usual its reloader
   * @return the same as reloaders
   */
  public static ModelReloaders of(ModelReloader usual) {
    return new ModelReloaders(new TypedModels(usual.handle(), List.of()), usual, Map.of());
  }

  /**
   * Reloaders of some models.
   *
   * @param models the models
   * @param listener told of every outcome, with the name of the kind; empty for the usual model
   * @return the reloaders
   */
  public static ModelReloaders of(TypedModels models, BiConsumer<String, ReloadOutcome> listener) {
    Map<String, ModelReloader> types = new LinkedHashMap<>();
    for (SensorType type : models.types()) {
      String name = type.name();
      types.put(name, new ModelReloader(type.models(), outcome -> listener.accept(name, outcome)));
    }
    ModelReloader usual =
        new ModelReloader(models.usual(), outcome -> listener.accept("", outcome));
    return new ModelReloaders(models, usual, types);
  }

  /**
   * The reloader of a kind.
   *
   * @param type its name; empty for the usual model
   * @return the reloader; nothing for an unknown kind
   */
  public Optional<ModelReloader> of(String type) {
    return type.isEmpty() ? Optional.of(usual) : Optional.ofNullable(types.get(type));
  }
}
