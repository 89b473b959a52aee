package io.anode4j.latent;

import io.anode4j.anchor.AnchorForecaster;
import io.anode4j.data.TimeFormat;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.TrainedModel;
import io.anode4j.stack.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The forecasters that an anchored model holds.
 *
 * @param best the model's answer
 * @param companions what it is made of, by name
 */
record AnchoredForecasters(Forecaster best, Map<String, Forecaster> companions) {
  /** A model that is its network alone. */
  static AnchoredForecasters none(Forecaster network) {
    return new AnchoredForecasters(network, Map.of());
  }

  /**
   * The forecasters of an anchored model.
   *
   * @param model the model
   * @param anchoring of the model
   * @return the forecasters; the network on its anchor as the best before there are stacks
   */
  static AnchoredForecasters of(LatentOde model, Anchoring anchoring) {
    double horizon = model.header().horizon();
    LatentOdeConfig config = model.config();
    Members weighed = weighed(model, anchoring);
    int few = config.anchoring().lookingBack(config.forecastSamples());
    Members lookedBack = members(model, anchoring, few);
    Map<String, Forecaster> all = new LinkedHashMap<>();
    all.put(TrainedModel.RIDGE, weighed.anchor());
    Forecaster best = model.network();
    for (Stack stack : anchoring.stacks()) {
      RecentErrors recent = new RecentErrors(lookedBack.asking(stack), stack, horizon);
      Members asked = weighed.enduring().asking(stack);
      best = new StackedForecaster(asked, recent, stack, anchoring.bounds(), horizon);
      all.putIfAbsent(EvaluationReport.NETWORK, best);
    }
    model
        .beside()
        .unframed()
        .forEach(one -> all.put(EvaluationReport.UNFRAMED, new Enduring(one, weighed.anchor())));
    return new AnchoredForecasters(best, Collections.unmodifiableMap(all));
  }

  /** The same behind an entrance that looks at covariates, if the model reads any. */
  AnchoredForecasters behind(List<ScaledCovariate> covariates, TimeFormat times) {
    if (covariates.isEmpty()) {
      return this;
    }
    Map<String, Forecaster> all = new LinkedHashMap<>();
    companions.forEach((name, one) -> all.put(name, new CovariateEntrance(covariates, times, one)));
    return new AnchoredForecasters(
        new CovariateEntrance(covariates, times, best), Collections.unmodifiableMap(all));
  }

  /** Who is weighed. */
  static Members weighed(LatentOde model, Anchoring anchoring) {
    LatentOdeConfig config = model.config();
    return members(model, anchoring, config.anchoring().weighed(config.forecastSamples()));
  }

  private static Members members(LatentOde model, Anchoring anchoring, int samples) {
    ModelHeader header = model.header();
    List<LatentForecaster> networks =
        Stream.concat(Stream.of(model), model.beside().framed().stream())
            .map(one -> one.sampling(samples))
            .toList();
    List<FramedNetwork> framed =
        networks.stream().map(one -> new FramedNetwork(one, one.clockless())).toList();
    List<UnframedNetwork> unframed =
        model.beside().unframed().stream()
            .map(one -> new UnframedNetwork(one.sampling(samples), header, anchoring.strangers()))
            .toList();
    AnchorForecaster ridge =
        new AnchorForecaster(
            header.channels(), header.scaler(), anchoring.frames(), anchoring.anchor());
    List<RegressionMember> regressions = new ArrayList<>();
    if (anchoring.localPrior() > 0) {
      regressions.add(new RegressionMember.Own(ridge, anchoring.localPrior()));
    }
    anchoring
        .logarithmic()
        .forEach(one -> regressions.add(new RegressionMember.OfLogarithms(one, header.channels())));
    anchoring.trees().forEach(one -> regressions.add(new RegressionMember.Boosted(ridge, one)));
    Predicate<String> readsClock =
        series -> networks.stream().anyMatch(one -> one.readsClock(series));
    return new Members(
        framed, readsClock, unframed, regressions, ridge, header.baselines(), Set.of());
  }
}
