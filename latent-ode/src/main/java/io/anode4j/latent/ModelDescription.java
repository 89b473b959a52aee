package io.anode4j.latent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.ModelHeader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the description of a latent ODE holds beside the {@link ModelHeader}.
 *
 * @param config settings
 * @param context length of the context the model reads, original time units
 * @param calibration each channel's observation noise, fitted on validation data
 * @param anchoring how forecasts are kept to where a series is: one, or none for a model on the
 *     channels' scales
 * @param unframed the network on the channels' scales beside an anchored one: one or none
 * @param further more networks in the frame and on the anchor of this one, which they do not state
 *     again
 * @param covariates what it is told beside the values
 */
record ModelDescription(
    LatentOdeConfig config,
    double context,
    List<ObservationNoise> calibration,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Anchoring> anchoring,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ModelDescription> unframed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ModelDescription> further,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ScaledCovariate> covariates) {

  ModelDescription {
    calibration = List.copyOf(calibration);
    anchoring = List.copyOf(anchoring);
    unframed = List.copyOf(unframed);
    further = List.copyOf(further);
    covariates = List.copyOf(covariates);
    if (anchoring.size() > 1) {
      throw new IllegalArgumentException("it has more than one anchoring");
    }
    List<ScaledCovariate> told = covariates;
    boolean plain =
        Stream.concat(unframed.stream(), further.stream())
            .allMatch(one -> one.isPlain() && one.covariates.equals(told));
    boolean stands = !anchoring.isEmpty() || further.isEmpty();
    if (unframed.size() > anchoring.size() || !plain || !stands) {
      throw new IllegalArgumentException("its second network is none that stands beside another");
    }
    if (anchoring.stream().anyMatch(a -> a.anchor().rules().covariates() != told.size())) {
      throw new IllegalArgumentException("its anchor reads other covariates");
    }
    if (!(context > 0 && Double.isFinite(context))) {
      throw new IllegalArgumentException("its context is out of range");
    }
  }

  private boolean isPlain() {
    return anchoring.isEmpty() && unframed.isEmpty() && further.isEmpty();
  }

  /** How forecasts are kept to where a series is. */
  Optional<Anchoring> anchored() {
    return anchoring.stream().findFirst();
  }

  /** How windows become numbers. */
  WindowLayout layout(ModelHeader header) {
    // Without a horizon the context is all there is: the bound of the whole series.
    double contextWeight = header.interpolates() ? 1 : config.training().contextWeight();
    int channels = header.channels().size();
    boolean framed = anchored().isPresent();
    return new WindowLayout(
        channels,
        true,
        header.timeUnit(),
        config.encoder().timeFrequencies(),
        header.phases(),
        framed ? Framing.statics(channels) : 0,
        framed ? Framing.timeFeatures(channels) : 0,
        covariates.size(),
        contextWeight,
        config.likelihood().horizonWeight(),
        framed ? new double[0] : header.scaler().scale(),
        framed ? new double[0] : header.scaler().center());
  }

  /** What decides a training run beside the data. */
  String decisive(ModelHeader header) {
    return header.library()
        + ' '
        + config
        + ' '
        + context
        + ' '
        + header.horizon()
        + header.periods()
        + header.phases().clock()
        + (covariates.isEmpty() ? "" : covariates);
  }

  ModelDescription withCalibration(List<ObservationNoise> fitted) {
    return new ModelDescription(config, context, fitted, anchoring, unframed, further, covariates);
  }

  ModelDescription withAnchoring(Anchoring fitted) {
    return new ModelDescription(
        config, context, calibration, List.of(fitted), unframed, further, covariates);
  }

  /** A further network's description, with the frame and anchor of the first. */
  ModelDescription onThe(Anchoring first) {
    return withAnchoring(first.with(List.of()));
  }

  /** What a further network says of itself: frame and anchor are those of the first. */
  private ModelDescription unanchored() {
    return new ModelDescription(
        config, context, calibration, List.of(), unframed, further, covariates);
  }

  ModelDescription with(Beside beside) {
    return new ModelDescription(
        config,
        context,
        calibration,
        anchoring,
        beside.unframed().stream().map(LatentOde::description).toList(),
        beside.framed().stream().map(one -> one.description().unanchored()).toList(),
        covariates);
  }
}
