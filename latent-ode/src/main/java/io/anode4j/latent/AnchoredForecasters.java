package io.anode4j.latent;

import io.anode4j.anchor.AnchorForecaster;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.TrainedModel;
import io.anode4j.stack.Stack;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
   * @param header of the model
   * @param anchoring of the model
   * @param network its network on its anchor
   * @param quick the same with fewer samples, for looking back
   * @param second its second network: one or none
   * @return the forecasters; the network on its anchor as the best before there are stacks
   */
  static AnchoredForecasters of(
      ModelHeader header,
      Anchoring anchoring,
      LatentForecaster network,
      LatentForecaster quick,
      List<LatentOde> second) {
    AnchorForecaster ridge = ridge(header, anchoring);
    List<UnframedNetwork> full = unframed(header, anchoring, second, LatentOde::network);
    List<UnframedNetwork> few = unframed(header, anchoring, second, LatentOde::quick);
    Map<String, Forecaster> all = new LinkedHashMap<>();
    all.put(TrainedModel.RIDGE, ridge);
    Forecaster best = network;
    for (Stack stack : anchoring.stacks()) {
      RecentErrors recent =
          new RecentErrors(members(header, ridge, quick, few), stack, header.horizon());
      best =
          new StackedForecaster(
              members(header, ridge, network, full),
              recent,
              stack,
              anchoring.bounds(),
              header.horizon());
      all.putIfAbsent(EvaluationReport.NETWORK, best);
    }
    second.forEach(one -> all.put(EvaluationReport.UNFRAMED, one));
    return new AnchoredForecasters(best, Collections.unmodifiableMap(all));
  }

  private static Members members(
      ModelHeader header,
      AnchorForecaster ridge,
      LatentForecaster network,
      List<UnframedNetwork> second) {
    return new Members(
        network,
        network.clockless(),
        !header.periods().isEmpty(),
        second,
        ridge,
        header.baselines());
  }

  private static List<UnframedNetwork> unframed(
      ModelHeader header,
      Anchoring anchoring,
      List<LatentOde> second,
      Function<LatentOde, Forecaster> network) {
    return second.stream()
        .map(one -> new UnframedNetwork(network.apply(one), header, anchoring.strangers()))
        .toList();
  }

  /** The second network of a model that is about to be weighed. */
  static List<UnframedNetwork> unframed(LatentOde model, Anchoring anchoring) {
    return unframed(model.header(), anchoring, model.second(), LatentOde::network);
  }

  static AnchorForecaster ridge(ModelHeader header, Anchoring anchoring) {
    return new AnchorForecaster(
        header.channels(), header.scaler(), anchoring.frames(), anchoring.anchor());
  }
}
