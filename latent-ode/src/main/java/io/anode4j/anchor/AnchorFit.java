package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.regression.NormalEquations;
import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Fits a {@link LinearAnchor}: one regression over all channels in units of the windows' frames,
 * pulled towards the single rule that errs least, then one for each channel, pulled towards it.
 * With covariates it is measured how hard to pull, by cross-validation over stretches of the data:
 * where series are driven, far more columns than the rules are worth their weights.
 */
public final class AnchorFit {
  /** A value so far below {@link AnchorRules#most} from its window's frame weighs no more. */
  private static final double MARGIN = 1;

  /** An error of so many scatters of its series counts no more. */
  private static final double MOST_ERROR = 10;

  /** Windows' worth of rows that the prior counts; a channel's own, twice that. */
  private static final double PRIOR_WINDOWS = 1;

  /** Parts of the data that are left out in turn, to choose how hard to pull. */
  private static final int FOLDS = 4;

  /** What the prior is tried at, as shares of itself. */
  private static final double[] PULLS = {4, 1, 1.0 / 4, 1.0 / 16, 1.0 / 64, 1.0 / 256};

  /** Windows that are read at once. */
  private static final int CHUNK = 128;

  /** Errors of all channels that a channel's own spread is mixed with, as a count. */
  private static final double SPREAD_PRIOR = 30;

  private static final double LEAST_SPREAD = 1e-3;

  private final AnchorRules rules;
  private final FrameStatistics frames;
  private final Function<String, SeriesPast> pasts;
  private final List<Window> windows;
  private final Workers workers;
  private final int channels;

  /**
   * Prepares a fit.
   *
   * @param rules what is weighed
   * @param frames of the training data
   * @param pasts of each series by its id, on the channels' scales
   * @param windows drawn from these series
   * @param workers who computes
   */
  public AnchorFit(
      AnchorRules rules,
      FrameStatistics frames,
      Function<String, SeriesPast> pasts,
      List<Window> windows,
      Workers workers) {
    this.rules = rules;
    this.frames = frames;
    this.pasts = pasts;
    this.windows = windows;
    this.workers = workers;
    this.channels = frames.typical().size();
  }

  /**
   * Fits the weights and measures the errors.
   *
   * @param independent how many windows the data hold side by side: overlapping ones teach no more
   * @return the anchor
   */
  public LinearAnchor fit(double independent) {
    List<Sums> folds = folds().stream().map(this::sums).toList();
    Sums sums = folds.stream().reduce(new Sums(), Sums::plus);
    double rows = windows.stream().mapToLong(w -> w.target().length()).sum();
    double apart = Math.max(1, Math.min(independent, windows.size()));
    double usual = PRIOR_WINDOWS * Math.max(1, rows / apart);
    double lambda = usual * (folds.size() == 1 ? 1 : pull(folds, usual));
    double[] pooled = sums.all().solve(lambda, sums.prior());
    double[][] weights =
        workers
            .map(channels, c -> sums.equations[c].solve(2 * lambda, pooled))
            .toArray(double[][]::new);
    double[][] unmeasured = new double[channels][LinearAnchor.knots()];
    for (double[] row : unmeasured) {
      Arrays.fill(row, 1);
    }
    return new LinearAnchor(rules, weights, spread(new LinearAnchor(rules, weights, unmeasured)));
  }

  /** A target of a regression, in units of its window's frame. */
  static double target(AnchorRules rules, WindowFrame frame, int channel, double value) {
    return WindowFrame.cut(frame.inUnits(channel, value), rules.most() - MARGIN);
  }

  /** What the windows sum up to: normal equations by channel, absolute errors by rule. */
  private final class Sums {
    final NormalEquations[] equations = new NormalEquations[channels];
    final double[] errors = new double[rules.simple() + 1];

    Sums() {
      Arrays.setAll(equations, c -> new NormalEquations(LinearAnchor.knots() * rules.count()));
    }

    Sums plus(Sums o) {
      for (int c = 0; c < channels; c++) {
        equations[c].add(o.equations[c]);
      }
      Arrays.setAll(errors, j -> errors[j] + o.errors[j]);
      return this;
    }

    NormalEquations all() {
      NormalEquations all = new NormalEquations(LinearAnchor.knots() * rules.count());
      Arrays.stream(equations).forEach(all::add);
      return all;
    }

    /** One for the rule that errs least, at every lead time; zero if the frame's centre is best. */
    double[] prior() {
      double[] prior = new double[LinearAnchor.knots() * rules.count()];
      int best = rules.simple();
      for (int j = 0; j < rules.simple(); j++) {
        best = errors[j] < errors[best] ? j : best;
      }
      for (int k = 0; k < LinearAnchor.knots() && best < rules.simple(); k++) {
        prior[k * rules.count() + best] = 1;
      }
      return prior;
    }

    void add(Window window) {
      FramedWindow framed = framed(window);
      WindowFrame frame = framed.frame();
      TimeSeries target = framed.target();
      double[] times = target.times();
      for (int c = 0; c < channels; c++) {
        if (target.observedCount(c) == 0) {
          continue;
        }
        double[][] answers = rules.answers(framed.past(), frame, c, times);
        for (int t = 0; t < times.length; t++) {
          if (target.isObserved(t, c)) {
            double y = target(rules, frame, c, target.value(t, c));
            double lead = times[t] - framed.origin();
            LinearAnchor.Place place = LinearAnchor.place(lead, rules.horizon());
            equations[c].add(place.left() * rules.count(), place.spread(answers[t]), y);
            for (int j = 0; j < rules.simple(); j++) {
              errors[j] += Math.abs(y - answers[t][j]);
            }
            errors[rules.simple()] += Math.abs(y);
          }
        }
      }
    }
  }

  /** All windows without covariates; with them, stretches of series that lie side by side. */
  private List<List<Window>> folds() {
    if (rules.covariates() == 0 || windows.size() < FOLDS) {
      return List.of(windows);
    }
    List<Window> sorted =
        windows.stream()
            .sorted(Comparator.comparing(Window::id).thenComparingDouble(Window::origin))
            .toList();
    int each = (sorted.size() + FOLDS - 1) / FOLDS;
    return IntStream.rangeClosed(0, (sorted.size() - 1) / each)
        .mapToObj(f -> sorted.subList(f * each, Math.min(sorted.size(), (f + 1) * each)))
        .toList();
  }

  /** The share of the prior that errs least on the parts that it was not fitted on. */
  private double pull(List<Sums> folds, double usual) {
    List<double[]> errors =
        workers.map(
            folds.size(),
            left -> {
              Sums rest = new Sums();
              IntStream.range(0, folds.size())
                  .filter(f -> f != left)
                  .forEach(f -> rest.plus(folds.get(f)));
              NormalEquations fitted = rest.all();
              NormalEquations judged = folds.get(left).all();
              double[] prior = rest.prior();
              return Arrays.stream(PULLS)
                  .map(pull -> judged.error(fitted.solve(pull * usual, prior)))
                  .toArray();
            });
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int p = 0; p < PULLS.length; p++) {
      int at = p;
      double error = errors.stream().mapToDouble(one -> one[at]).sum();
      if (error < least) {
        best = p;
        least = error;
      }
    }
    return PULLS[best];
  }

  private Sums sums(List<Window> of) {
    List<Sums> chunks =
        workers.map(
            (of.size() + CHUNK - 1) / CHUNK,
            k -> {
              Sums sums = new Sums();
              part(of, k).forEach(sums::add);
              return sums;
            });
    return chunks.stream().reduce(new Sums(), Sums::plus);
  }

  private static List<Window> part(List<Window> of, int chunk) {
    return of.subList(chunk * CHUNK, Math.min(of.size(), (chunk + 1) * CHUNK));
  }

  private FramedWindow framed(Window window) {
    return FramedWindow.of(window, pasts.apply(window.id()), rules, frames);
  }

  /** Root mean squared errors by channel and knot, pulled to those of all channels. */
  private double[][] spread(LinearAnchor anchor) {
    List<double[][][]> chunks =
        workers.map(
            (windows.size() + CHUNK - 1) / CHUNK,
            k -> {
              double[][][] squares = new double[channels + 1][LinearAnchor.knots()][2];
              part(windows, k).forEach(window -> addErrors(anchor, window, squares));
              return squares;
            });
    double[][][] sums = new double[channels + 1][LinearAnchor.knots()][2];
    for (double[][][] chunk : chunks) {
      addTo(sums, chunk);
    }
    double[][] spread = new double[channels][LinearAnchor.knots()];
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < LinearAnchor.knots(); k++) {
        double[] all = sums[channels][k];
        double[] own = sums[c][k];
        double pooled = all[1] > 0 ? all[0] / all[1] : 1;
        double mean = (own[0] + SPREAD_PRIOR * pooled) / (own[1] + SPREAD_PRIOR);
        spread[c][k] = Math.max(LEAST_SPREAD, Math.sqrt(mean));
      }
    }
    return spread;
  }

  private void addErrors(LinearAnchor anchor, Window window, double[][][] squares) {
    FramedWindow framed = framed(window);
    WindowFrame frame = framed.frame();
    double[] times = window.target().times();
    LinearAnchor.Answer answer = anchor.answer(framed.past(), frame, times);
    for (int t = 0; t < times.length; t++) {
      LinearAnchor.Place place = LinearAnchor.place(times[t] - frame.origin(), rules.horizon());
      for (int c = 0; c < channels; c++) {
        if (window.target().isObserved(t, c)) {
          double error = window.target().value(t, c) - frame.fromFrame(c, answer.sum()[t][c]);
          double relative = WindowFrame.cut(error / frame.ownScale()[c], MOST_ERROR);
          add(squares[c], place, relative * relative);
          add(squares[channels], place, relative * relative);
        }
      }
    }
  }

  private static void add(double[][] knots, LinearAnchor.Place place, double square) {
    knots[place.left()][0] += (1 - place.share()) * square;
    knots[place.left()][1] += 1 - place.share();
    knots[place.left() + 1][0] += place.share() * square;
    knots[place.left() + 1][1] += place.share();
  }

  private static void addTo(double[][][] sums, double[][][] chunk) {
    IntStream.range(0, sums.length)
        .forEach(
            c -> {
              for (int k = 0; k < sums[c].length; k++) {
                sums[c][k][0] += chunk[c][k][0];
                sums[c][k][1] += chunk[c][k][1];
              }
            });
  }
}
