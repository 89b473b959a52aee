package io.anode4j.stack;

import io.anode4j.tensor.Workers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds how the forecasts of a stack are off: one shape for all channels, from it one for each,
 * pulled back the more the fewer values there are. An interval of 90 % covers as many of the cases
 * as before: how wide it is was found on cases that blends were not fitted on, and only what lies
 * within and beyond it changes.
 */
final class ShapeFit {
  private static final double LEVEL = 0.9;
  private static final double MOST_STRETCH = 2;
  private static final int HALVINGS = 24;

  private final Stack stack;
  private final EffectiveSample sample;
  private final Weight weight;
  private final int components;

  /** How much cases count beside what came before: all of them, or those of a channel. */
  interface Weight {
    double of(List<StackCase> cases, boolean all);
  }

  /**
   * Prepares a fit.
   *
   * @param stack weights and widths
   * @param sample how much windows count
   * @param weight how much cases count
   */
  ShapeFit(Stack stack, EffectiveSample sample, Weight weight) {
    this(stack, sample, weight, ErrorShape.COMPONENTS);
  }

  private ShapeFit(Stack stack, EffectiveSample sample, Weight weight, int components) {
    this.stack = stack;
    this.sample = sample;
    this.weight = weight;
    this.components = components;
  }

  /** {@return the shape of each channel; none if there are too few cases to tell} */
  List<ErrorShape> fit(List<StackCase> cases, int channels, Workers workers) {
    List<List<FarErrors>> far =
        workers.map(
            channels,
            c -> FarErrors.of(cases.stream().filter(one -> one.channel() == c).toList(), stack));
    List<StackCase> near = cases.stream().map(one -> within(one, far.get(one.channel()))).toList();
    List<ErrorShape> shapes = shapes(near, channels, workers);
    boolean rare = shapes.stream().anyMatch(ErrorShape::holdsRare);
    int more = ErrorShape.COMPONENTS_OF_RARE;
    List<ErrorShape> fine =
        rare || far.stream().anyMatch(f -> !f.isEmpty())
            ? new ShapeFit(stack, sample, weight, more).shapes(near, channels, workers)
            : shapes;
    return IntStream.range(0, fine.size()).mapToObj(c -> fine.get(c).with(far.get(c))).toList();
  }

  private StackCase within(StackCase one, List<FarErrors> far) {
    return far.isEmpty() ? one : far.get(0).within(one, stack);
  }

  private List<ErrorShape> shapes(List<StackCase> cases, int channels, Workers workers) {
    double known = weight.of(cases, true);
    if (known == 0) {
      return List.of();
    }
    ErrorShape all =
        shape(cases, ErrorShape.gaussian(components), known, BlendDescent.Pieces.over(workers));
    return workers.map(
        channels,
        c -> {
          List<StackCase> own = cases.stream().filter(one -> one.channel() == c).toList();
          double ofChannel = weight.of(own, false);
          // What is rare in one channel must not widen the others: tails are each channel's own.
          return (ofChannel == 0 ? all : shape(own, all, ofChannel, BlendDescent.Pieces.IN_TURN))
              .reaching(meanSquare(own, -1), meanSquare(own, 1));
        });
  }

  /** By as much as it is known, less where it does worse on the half that it has not seen. */
  private ErrorShape shape(
      List<StackCase> cases, ErrorShape parent, double known, BlendDescent.Pieces pieces) {
    CrossFit<ErrorShape> fit = CrossFit.of(cases, this::own, pieces);
    double[] losses = fit.byWindow((one, shape) -> score(one, shape) - score(one, parent), pieces);
    double share = known * (1 - sample.evidence(losses));
    ErrorShape shape = fit.ofAll().towards(parent, 1 - share);
    return shape.stretched(stretch(cases, shape));
  }

  /** Of the errors on one side, in stated widths. */
  private double meanSquare(List<StackCase> cases, int side) {
    double sum = 0;
    for (StackCase one : cases) {
      Blend blend = stack.blend(one.channel(), one.lead());
      double mean = one.mean(blend);
      double off = one.distance(mean) / one.width(blend);
      sum += side * (one.value() - mean) > 0 ? off * off : 0;
    }
    return sum / Math.max(1, cases.size());
  }

  private ErrorShape own(List<StackCase> cases) {
    CensoredErrors errors = CensoredErrors.of(cases, stack);
    // Where the middle is, the blend says: few windows would move it by what they have in common.
    ErrorShape shape = ErrorShape.of(errors.values(), errors.masses(), components).centred();
    return shape.stretched(stretch(cases, shape));
  }

  /** The mean quantile score, which is the ranked probability score where there are many. */
  private double score(StackCase one, ErrorShape shape) {
    Blend blend = stack.blend(one.channel(), one.lead());
    double mean = one.mean(blend);
    double width = one.width(blend);
    int n = shape.offsets().length;
    double sum = 0;
    for (int k = 0; k < n; k++) {
      double quantile = mean + width * shape.offsets()[k];
      double off = one.value() - Math.max(one.lower(), Math.min(one.upper(), quantile));
      double p = (k + 0.5) / n;
      sum += off > 0 ? p * off : (p - 1) * off;
    }
    return 2 * sum / n;
  }

  /** The least factor with which the interval covers what the Gaussian's did. */
  private double stretch(List<StackCase> cases, ErrorShape shape) {
    List<Placed> placed = cases.stream().map(this::placed).toList();
    double end = StackFit.LEVEL_WIDTH;
    long wanted = covered(placed, -end, end);
    double low = shape.quantile((1 - LEVEL) / 2);
    double high = shape.quantile((1 + LEVEL) / 2);
    double tooLittle = 1 / MOST_STRETCH;
    double enough = MOST_STRETCH;
    for (int k = 0; k < HALVINGS; k++) {
      double factor = Math.sqrt(tooLittle * enough);
      if (covered(placed, factor * low, factor * high) >= wanted) {
        enough = factor;
      } else {
        tooLittle = factor;
      }
    }
    return enough;
  }

  private Placed placed(StackCase one) {
    Blend blend = stack.blend(one.channel(), one.lead());
    return new Placed(
        one.value() - one.mean(blend),
        one.width(blend),
        one.value() >= one.upper(),
        one.value() <= one.lower());
  }

  private static long covered(List<Placed> cases, double low, double high) {
    return cases.stream().filter(one -> one.isWithin(low, high)).count();
  }

  /** A value beside its forecast: how far off it is, how wide that was, and whether on a bound. */
  private record Placed(double error, double width, boolean onUpper, boolean onLower) {
    boolean isWithin(double low, double high) {
      return (error >= low * width || onUpper) && (error <= high * width || onLower);
    }
  }
}
