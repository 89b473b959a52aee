package io.anode4j.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.nn.Parameters;
import java.util.List;

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
  int latestFormat();

  /** The oldest format that can say all of a model, which is the one written. */
  int format(D own);

  /** All properties of {@code model.json} in the order in which they are written. */
  List<String> properties();

  /** Class of what is the family's own. */
  Class<D> ownType();

  /** What is the family's own of a model. */
  D own(M model);

  /** The rest of its description. */
  ModelHeader header(M model);

  /** Its weights. */
  Parameters parameters(M model);

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
