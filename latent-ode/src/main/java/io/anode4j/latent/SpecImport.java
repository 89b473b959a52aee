package io.anode4j.latent;

import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.evaluation.Standardisation;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Latent ODEs that were trained elsewhere: a specification as JSON, weights as safetensors beside
 * it, and golden answers in it, which the model made of them must give.
 */
public final class SpecImport {
  private SpecImport() {}

  /**
   * Reads a model.
   *
   * @param spec the specification; docs/interop.md describes it
   * @return a model like one that was trained here with {@code --alone}
   * @throws ModelFileException when a file is missing or damaged, or the model answers otherwise
   *     than where it comes from, by more than 1e-5
   */
  public static LatentOde read(Path spec) {
    try {
      ModelSpec stated = ModelSpec.parse(ModelFile.readBytes(spec));
      Path name = Path.of(stated.weights());
      ModelSpec.require(
          name.getNameCount() == 1 && !name.isAbsolute() && !stated.weights().isBlank(),
          "its weights are '%s', expected the name of a file beside it"
              .formatted(stated.weights()));
      return model(stated, ModelFile.readBytes(spec.resolveSibling(name)));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(
          "The specification %s cannot be imported: %s; export the model again, or mend it by docs/interop.md"
              .formatted(spec, e.getMessage()),
          e);
    }
  }

  /**
   * Puts a model together and checks its answers.
   *
   * @throws IllegalArgumentException saying in a clause what is wrong
   */
  static LatentOde model(ModelSpec spec, byte[] weights) {
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .likelihood(new Gaussian())
            .anchoring(AnchoringSettings.NONE)
            .build()
            .with(spec.config());
    ModelSpec.require(
        config.anchoring().equals(AnchoringSettings.NONE), "its config states an anchoring");
    // Sizes own weights; what is larger would only cost memory before it is refused.
    ModelSpec.require(
        ConfigJson.largestSize(config) <= weights.length / Float.BYTES,
        "the weights are fewer than the settings say");
    ModelDescription own =
        new ModelDescription(
            config,
            spec.context(),
            Collections.nCopies(spec.channels().size(), ObservationNoise.WHITE),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    ModelHeader header = header(spec, Map.of());
    LatentArchitecture parts = architecture(config, own, header);
    Parameters parameters = parameters(spec, weights, parts.layout());
    LatentOde model = new LatentOde(new LatentNetwork(header, own, parts, parameters), Beside.NONE);
    double difference = GoldenCheck.largest(model, spec.golden());
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("imported weights", ModelContainer.sha256(weights, weights.length));
    provenance.put(
        "golden", "%d cases, largest difference %.2g".formatted(spec.golden().size(), difference));
    provenance.put("baselines", "centre and scale of the specification, which has no data");
    return new LatentOde(
        new LatentNetwork(header(spec, provenance), own, parts, parameters), Beside.NONE);
  }

  private static LatentArchitecture architecture(
      LatentOdeConfig config, ModelDescription own, ModelHeader header) {
    try {
      return LatentArchitecture.of(config, own.layout(header));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the settings ask for too many weights", e);
    }
  }

  /** The file's arrays under the names used here. */
  private static Parameters parameters(ModelSpec spec, byte[] weights, ParameterLayout layout) {
    TreeSet<String> unknown = new TreeSet<>(spec.names().keySet());
    ParameterLayout.Builder theirs = ParameterLayout.builder();
    for (ParameterSlot slot : layout.slots()) {
      unknown.remove(slot.name());
      theirs.add(spec.names().getOrDefault(slot.name(), slot.name()), slot.rows(), slot.columns());
    }
    ModelSpec.require(
        unknown.isEmpty(),
        "it names the tensor of %s, which such a model does not have, only %s"
            .formatted(unknown, layout.slots().stream().map(ParameterSlot::name).toList()));
    return new Parameters(layout, ModelContainer.weights(weights, theirs.build()).values());
  }

  private static ModelHeader header(ModelSpec spec, Map<String, String> provenance) {
    double horizon = spec.horizon() > 0 ? spec.horizon() : spec.context();
    Standardisation scales = new Standardisation(spec.center(), spec.scale());
    return new ModelHeader(
        ModelHeader.runningLibrary(),
        spec.channels(),
        spec.times(),
        spec.center(),
        spec.scale(),
        spec.timeUnit(),
        spec.horizon(),
        List.of(),
        Map.of(),
        BaselineStatistics.assumed(spec.channels(), horizon, scales),
        List.of(),
        provenance);
  }
}
