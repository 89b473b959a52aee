package io.anode4j.latent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.anchor.FrameStatistics;
import io.anode4j.anchor.LinearAnchor;
import io.anode4j.anchor.LogAnchor;
import io.anode4j.anchor.TreeFit;
import io.anode4j.forecast.Bounds;
import io.anode4j.stack.ErrorShape;
import io.anode4j.stack.Stack;
import io.anode4j.tree.BoostedTrees;
import java.util.List;

/**
 * What keeps the forecasts of a model to where a series is, fitted on its training data.
 *
 * @param frames frames of the recent past
 * @param anchor linear forecast that the network's is added to
 * @param localPrior how much the anchor counts where it is fitted again to the past of the series
 *     that is forecast, and weighed beside itself; 0 where it is not
 * @param logarithmic the same of the logarithms of amounts: one, or none where no channel is one
 * @param trees boosted trees on the anchor's rules: one, or none where they are not asked for
 * @param bounds between which values each channel lies, and which channels count
 * @param origin where all questions are asked: one, or none if anywhere
 * @param strangers whether it was judged on series that no gradient was computed on
 * @param stacks none while the network is trained; then the network alone with calibrated widths,
 *     and, where it is asked for, network, anchor and simple rules together
 */
record Anchoring(
    FrameStatistics frames,
    LinearAnchor anchor,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) double localPrior,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LogAnchor> logarithmic,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BoostedTrees> trees,
    List<Bounds> bounds,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> origin,
    boolean strangers,
    List<Stack> stacks) {
  Anchoring {
    logarithmic = List.copyOf(logarithmic);
    trees = List.copyOf(trees);
    bounds = List.copyOf(bounds);
    origin = List.copyOf(origin);
    stacks = List.copyOf(stacks);
    int channels = frames.typical().size();
    boolean fits = anchor.weights().length == channels && bounds.size() == channels;
    if (!(localPrior >= 0)
        || stacks.size() > 2
        || logarithmic.size() > 1
        || trees.size() > 1
        || trees.stream().anyMatch(one -> !TreeFit.fits(one, anchor.rules()))
        || origin.size() > 1
        || !fits) {
      throw new IllegalArgumentException("its anchoring does not hold together");
    }
  }

  /** {@return the first format of model files that holds all of it} */
  int format() {
    if (!trees.isEmpty()) {
      return 14;
    }
    if (frames.knowMoves() || logarithmic.stream().anyMatch(l -> l.frames().knowMoves())) {
      return 13;
    }
    List<ErrorShape> shapes = stacks.stream().flatMap(stack -> stack.shapes().stream()).toList();
    if (shapes.stream().anyMatch(shape -> !shape.keepsToWidths())) {
      return 12;
    }
    if (!origin.isEmpty()) {
      return 11;
    }
    if (frames.knowStillness() || logarithmic.stream().anyMatch(l -> l.frames().knowStillness())) {
      return 10;
    }
    if (bounds.stream().anyMatch(Bounds::whole)) {
      return 9;
    }
    if (anchor.rules().levelled()) {
      return 8;
    }
    if (localPrior > 0 || !logarithmic.isEmpty() || anchor.rules().lagged()) {
      return 7;
    }
    return shapes.isEmpty() ? 4 : 6;
  }

  Framing framing() {
    return new Framing(frames, anchor);
  }

  Anchoring with(List<Stack> fitted) {
    return new Anchoring(
        frames, anchor, localPrior, logarithmic, trees, bounds, origin, strangers, fitted);
  }

  Anchoring with(BoostedTrees grown) {
    return new Anchoring(
        frames, anchor, localPrior, logarithmic, List.of(grown), bounds, origin, strangers, stacks);
  }
}
