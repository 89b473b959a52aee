package io.anode4j.latent;

import io.anode4j.anchor.AnchorRules;
import io.anode4j.anchor.LogAnchor;
import io.anode4j.anchor.SeriesPast;
import io.anode4j.anchor.TreeFit;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.forecast.Bounds;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.tensor.Workers;
import io.anode4j.training.Seeds;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Frames and anchor of one training, and the training windows in them. */
final class FrameFit {
  private static final int FEW_ROWS = 5;

  /** Windows that trees are fitted to, no more than there are rows: the same again says nothing. */
  private static final int TREE_WINDOWS = 8192;

  /** Share of training windows that are not told their level: they must do without it as well. */
  private static final double LEVEL_DROPOUT = 0.3;

  private final AnchorTraining trained;
  private final AnchoringSettings settings;
  private final double context;
  private final Anchoring anchoring;

  /**
   * Fits frames and anchor.
   *
   * @param scaled training series on the channels' scales
   * @param windows draws windows from them
   * @param rules what the anchor weighs
   * @param shared whether the anchor is told what other series measured at the same time
   * @param logarithmic the anchor of logarithms: one or none
   * @param bounds between which values each channel lies
   * @param origin where all questions are asked; none for anywhere
   * @param strangers whether validation is on series that are not trained on
   * @param config settings and seed
   * @param workers who computes
   */
  FrameFit(
      SeriesSet scaled,
      TrainingWindows windows,
      AnchorRules rules,
      boolean shared,
      List<LogAnchor> logarithmic,
      List<Bounds> bounds,
      OptionalDouble origin,
      boolean strangers,
      LatentOdeConfig config,
      Workers workers) {
    this.settings = config.anchoring();
    this.context = rules.context();
    this.trained = new AnchorTraining(scaled, windows, rules, shared, config.seed(), workers);
    this.anchoring =
        new Anchoring(
            trained.frames(),
            trained.anchor(),
            trained.prior(),
            logarithmic,
            List.of(),
            bounds,
            origin.stream().boxed().toList(),
            strangers,
            List.of());
  }

  Anchoring anchoring() {
    return anchoring;
  }

  /**
   * The same with the trees, which are weighed and which no network needs.
   *
   * @param windows draws windows from the training series
   * @param seed of what is drawn
   * @param workers who computes
   */
  Anchoring withTrees(TrainingWindows windows, long seed, Workers workers) {
    if (!settings.stack() || settings.trees() == 0) {
      return anchoring;
    }
    List<Window> drawn = windows.windows(Math.min(TREE_WINDOWS, windows.rows()), seed);
    TreeFit fit = new TreeFit(anchoring.anchor().rules(), trained.frames(), trained::past);
    Seeds seeds = new Seeds(seed);
    return anchoring.with(
        fit.fit(drawn, settings.trees(), part -> seeds.part(part).random(), workers));
  }

  /**
   * A training window in its frame: sometimes without phases, sometimes as if the series had begun
   * a few observations ago.
   *
   * @param window on the channels' scales
   * @param random where the draws come from
   * @return the question
   */
  WindowQuery training(Window window, SplittableRandom random) {
    boolean phased = random.nextDouble() >= settings.phaseDropout();
    boolean levelled = random.nextDouble() >= LEVEL_DROPOUT;
    boolean cut = random.nextDouble() < settings.shortContexts();
    int rows = 1 + random.nextInt(FEW_ROWS);
    TimeSeries context = window.context();
    SeriesPast past = trained.past(window.id());
    if (cut && rows < context.length()) {
      context = context.slice(context.length() - rows, context.length());
      past = past.part(context, this.context);
    }
    WindowQuery query = WindowQuery.training(context, window.target());
    return anchoring.framing().frame(query, past, window.origin(), phased, levelled).query();
  }

  /**
   * A validation window in its frame.
   *
   * @param window on the channels' scales
   * @param history of its series until the origin, likewise
   * @param phased whether its series was trained on
   * @return the question
   */
  WindowQuery validation(Window window, TimeSeries history, boolean phased) {
    WindowQuery query = WindowQuery.training(window.context(), window.target());
    SeriesPast past = SeriesPast.of(history, context);
    return anchoring.framing().frame(query, past, window.origin(), phased, true).query();
  }
}
