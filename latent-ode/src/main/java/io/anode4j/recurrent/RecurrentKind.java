package io.anode4j.recurrent;

import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.model.ModelParts;
import io.anode4j.model.ModelProperties;
import java.util.List;
import java.util.stream.IntStream;

/** Recurrent models in files. */
final class RecurrentKind implements ModelKind<RecurrentDescription, RecurrentModel> {
  static final String NAME = "recurrent";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ModelProperties properties() {
    return new ModelProperties(List.of("config"), List.of(), List.of("factors"));
  }

  @Override
  public Class<RecurrentDescription> ownType() {
    return RecurrentDescription.class;
  }

  @Override
  public ModelParts<RecurrentDescription> parts(RecurrentModel model) {
    return new ModelParts<>(model.header(), model.description(), model.parameters());
  }

  @Override
  public RecurrentModel model(ModelHeader header, RecurrentDescription own, byte[] weights) {
    RecurrentConfig config = own.config();
    int field = config.cell() == Cell.ODE_RNN ? config.fieldUnits() : 0;
    int largest =
        IntStream.of(config.hidden(), config.decoderUnits(), field, header.periods().size())
            .max()
            .orElse(0);
    if (header.interpolates()) {
      throw new IllegalArgumentException("its horizon is out of range");
    }
    RecurrentArchitecture architecture =
        ModelContainer.sized(
            largest, weights, () -> RecurrentArchitecture.of(config, RecurrentLayout.of(header)));
    return new RecurrentModel(
        header,
        own.fitting(header.channels().size()),
        architecture,
        ModelContainer.weights(weights, architecture.weights()));
  }
}
