package io.anode4j.latent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.model.ModelHeader;
import io.anode4j.regression.ResidualBands;
import io.anode4j.regression.RidgeRegression;
import java.util.List;
import java.util.Optional;

/**
 * What the description of a regressor holds beside the {@link ModelHeader}.
 *
 * @param config settings of its latent ODE
 * @param regressor settings of its head
 * @param context how far back it reads, original time units
 * @param rows whether it was trained on the labels of rows: what is read ends in the row
 * @param target how labels were scaled and limited
 * @param regression the regression beside the network: one or none
 * @param share of the network in what is said; the rest is the regression's
 * @param bands intervals around what is said
 */
record RegressorDescription(
    LatentOdeConfig config,
    HeadSettings regressor,
    double context,
    boolean rows,
    RegressorTarget target,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RidgeRegression> regression,
    double share,
    ResidualBands bands) {
  /** Before residuals are known. */
  static final ResidualBands NO_BANDS = new ResidualBands(List.of(0.0), List.of(0.0), List.of(0.0));

  RegressorDescription {
    regression = List.copyOf(regression);
    if (regression.size() > 1 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("its blend does not fit its members");
    }
    if (!(context > 0 && Double.isFinite(context))) {
      throw new IllegalArgumentException("its context is out of range");
    }
  }

  LatentArchitecture architecture(ModelHeader header) {
    return LatentArchitecture.of(
        config,
        HeadTraining.layout(config, header),
        Optional.of(new NumberHead(regressor.units())));
  }

  /** The same with what was fitted after the network. */
  RegressorDescription with(List<RidgeRegression> beside, double network, ResidualBands around) {
    return new RegressorDescription(
        config, regressor, context, rows, target, beside, network, around);
  }
}
