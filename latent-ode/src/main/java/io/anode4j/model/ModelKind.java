package io.anode4j.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the models of one family are kept in files; {@link ModelFile} does what is the same for all.
 *
 * @param <D> what {@code model.json} holds beside the {@link ModelHeader}: a record
 * @param <M> the models
 */
public interface ModelKind<D, M> {
  /** Name of the family in files. */
  String name();

  /** The last format of its files that this library reads. */
  default int latestFormat() {
    return 1;
  }

  /** The oldest format that can say all of a model, which is the one written. */
  default int format(D own) {
    return 1;
  }

  /** Where in {@code model.json} the family's own properties stand. */
  ModelProperties properties();

  /** Class of what is the family's own. */
  Class<D> ownType();

  /** What a file holds of a model. */
  ModelParts<D> parts(M model);

  /**
   * Puts a model together.
   *
   * @param header its header
   * @param own what is the family's own
   * @param weights bytes of {@code weights.safetensors}
   * @return the model
   * @throws IllegalArgumentException saying in a clause why they do not fit
   */
  M model(ModelHeader header, D own, byte[] weights);

  /**
   * Brings the description of an older release up to date.
   *
   * @param description as it was read; changed in place
   */
  default void upgrade(ObjectNode description) {}
}
