package io.anode4j.stack;

import java.util.List;

/**
 * Errors far beyond the width that was stated, as of a channel that nearly always stands still: who
 * does not see an event coming is off by as much where the band is narrow as where it is wide.
 * Measured in widths, such errors would make the tails of wide bands reach beyond anything that
 * there is. So what lies beyond six widths is measured as values are.
 *
 * @param below what of the errors below 0 lies beyond
 * @param above the same of those above 0
 */
public record FarErrors(Side below, Side above) {
  /** Of a billion Gaussian errors two lie beyond so many stated widths. */
  private static final double FAR = 6;

  /** Nobody has seen how far they reach: least standard deviation, in their mean. */
  private static final double REACH = 1.0 / 3;

  /**
   * What lies beyond on one side.
   *
   * @param share share of all errors that do
   * @param mean mean of what of them lies beyond, in the units of {@link StackCase}
   * @param std standard deviation of that
   */
  public record Side(double share, double mean, double std) {
    private static final Side NONE = new Side(0, 0, 0);

    /** Checks that it holds together. */
    public Side {
      if (!(share >= 0 && share <= 1 && mean >= 0 && std >= 0 && Double.isFinite(mean + std))) {
        throw new IllegalArgumentException("its far errors do not hold together");
      }
    }

    /** None, unless more of the errors' second moment lies beyond than within. */
    private static Side of(List<StackCase> cases, Stack stack, int side) {
      int count = 0;
      double sum = 0;
      double squares = 0;
      double within = 0;
      for (StackCase one : cases) {
        Blend blend = stack.blend(one.channel(), one.lead());
        double centre = one.mean(blend);
        double off = side * (one.value() - centre) > 0 ? one.distance(centre) : 0;
        double reach = FAR * one.width(blend);
        double beyond = Math.max(0, off - reach);
        count += beyond > 0 ? 1 : 0;
        sum += beyond;
        squares += beyond * beyond;
        within += Math.pow(Math.min(off, reach), 2);
      }
      if (squares <= within) {
        return NONE;
      }
      double mean = sum / count;
      double variance = Math.max(0, squares / count - mean * mean);
      return new Side(count / (double) cases.size(), mean, Math.sqrt(variance));
    }

    private boolean nothing() {
      return share == 0;
    }

    /** How many of equally weighted components hold it. */
    private int held(int components) {
      return nothing() ? 0 : Math.max(1, (int) Math.round(share * components));
    }

    /** What each of the components that hold it has of a moment. */
    private double portion(int components) {
      return share * components / held(components);
    }

    private double shift(int components) {
      return portion(components) * mean;
    }

    private double spread(int components) {
      double portion = portion(components);
      double square = portion * (mean * mean + std * std) - Math.pow(portion * mean, 2);
      return Math.max(Math.sqrt(Math.max(0, square)), REACH * portion * mean);
    }
  }

  /**
   * Those of a channel.
   *
   * @param cases its own
   * @param stack what forecast them
   * @return one, or none where most of the errors' second moment is within, on either side
   */
  static List<FarErrors> of(List<StackCase> cases, Stack stack) {
    FarErrors far = new FarErrors(Side.of(cases, stack, -1), Side.of(cases, stack, 1));
    return far.below.nothing() && far.above.nothing() ? List.of() : List.of(far);
  }

  /** A case whose error is no further than the six widths, on the sides that go beyond. */
  StackCase within(StackCase one, Stack stack) {
    Blend blend = stack.blend(one.channel(), one.lead());
    double mean = one.mean(blend);
    double reach = FAR * one.width(blend);
    double value = one.value();
    // Of a value on a bound only that is known, and it stays there.
    if (!below.nothing() && value < mean - reach && value > one.lower()) {
      return one.withValue(mean - reach);
    }
    return !above.nothing() && value > mean + reach && value < one.upper()
        ? one.withValue(mean + reach)
        : one;
  }

  /** How far a component of a shape, from the lowest on, is moved by them. */
  double shift(int component, int components) {
    if (component < below.held(components)) {
      return -below.shift(components);
    }
    return component >= components - above.held(components) ? above.shift(components) : 0;
  }

  /** Standard deviation that it has from them. */
  double spread(int component, int components) {
    if (component < below.held(components)) {
      return below.spread(components);
    }
    return component >= components - above.held(components) ? above.spread(components) : 0;
  }
}
