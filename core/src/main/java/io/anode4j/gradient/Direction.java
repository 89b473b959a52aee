package io.anode4j.gradient;

import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A direction along which a loss is differenced: +1 or −1 in some components of a quantity and 0 in
 * the others. Signs are drawn, so that errors do not cancel but by chance.
 *
 * @param quantity what is moved
 * @param name for people, such as {@code parameters 0 to 99}
 * @param components one for each component of the quantity
 * @param step largest step worth trying: a tenth of the size of what is moved
 */
record Direction(Quantity quantity, String name, double[] components, double step) {
  /** Steps of a tenth are where five or six terms of a Taylor series still say something. */
  private static final double SHARE = 0.1;

  /** g · direction. */
  double along(double[] gradient) {
    double sum = 0;
    for (int i = 0; i < components.length; i++) {
      sum += components[i] == 0 ? 0 : components[i] * gradient[i];
    }
    return sum;
  }

  /** Euclidean norm of the moved components: what {@link #along} is on average over the signs. */
  double norm(double[] gradient) {
    double sum = 0;
    for (int i = 0; i < components.length; i++) {
      sum += components[i] == 0 ? 0 : gradient[i] * gradient[i];
    }
    return Math.sqrt(sum);
  }

  /** The same components with the signs of a gradient, which then do not cancel at all. */
  Direction alignedWith(double[] gradient) {
    double[] aligned = components.clone();
    for (int i = 0; i < aligned.length; i++) {
      aligned[i] =
          gradient[i] == 0 || Double.isNaN(gradient[i])
              ? components[i]
              : Math.copySign(components[i], gradient[i]);
    }
    return new Direction(quantity, name, aligned, step);
  }

  /** The size of what is moved. */
  double movedSize() {
    return step / SHARE;
  }

  /** Directions of states and parameters: consecutive components in so many groups at most. */
  static List<Direction> ofValues(GradientCheckPoint at, int groups, SplittableRandom random) {
    List<Direction> all = new ArrayList<>();
    Matrix y0 = at.y0();
    double[] states = Quantity.doubles(y0.toArray());
    grouped(Quantity.INITIAL_STATES, states, y0.columns(), groups, random, all);
    double[] values = Quantity.doubles(Quantity.parameters(at.field()));
    grouped(Quantity.PARAMETERS, values, values.length, groups, random, all);
    return all;
  }

  private static void grouped(
      Quantity quantity,
      double[] values,
      int columns,
      int groups,
      SplittableRandom random,
      List<Direction> all) {
    double size = rootMeanSquare(values, 0, columns, columns);
    int count = Math.min(groups, columns);
    for (int g = 0; values.length > 0 && g < count; g++) {
      int from = (int) ((long) columns * g / count);
      int to = (int) ((long) columns * (g + 1) / count);
      double[] d = new double[values.length];
      for (int i = 0; i < d.length; i++) {
        boolean moves = i % columns >= from && i % columns < to;
        d[i] = moves ? sign(random) : 0;
      }
      double own = rootMeanSquare(values, from, to, columns);
      double step = SHARE * (own > 0 ? own : size > 0 ? size : 1);
      all.add(new Direction(quantity, name(quantity, from, to), d, step));
    }
  }

  private static String name(Quantity quantity, int from, int to) {
    String range = to == from + 1 ? "" + from : from + " to " + (to - 1);
    return quantity.label() + " " + range;
  }

  private static double sign(SplittableRandom random) {
    return random.nextBoolean() ? 1 : -1;
  }

  private static double rootMeanSquare(double[] values, int from, int to, int columns) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (i % columns >= from && i % columns < to) {
        sum += values[i] * values[i];
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  /**
   * Directions of start and output times, short enough to keep their order. An output at its row's
   * start stays, and so does that start; equal times of a row move together.
   */
  static List<Direction> ofTimes(GradientCheckPoint at, SplittableRandom random) {
    OutputTimes times = at.times();
    double[] starts = new double[times.rows()];
    double[] outputs = new double[times.total()];
    double gap = Double.POSITIVE_INFINITY;
    for (int r = 0; r < times.rows(); r++) {
      double before = at.t0()[r];
      double sign = 0;
      for (int o = times.offsets()[r]; o < times.offsets()[r + 1]; o++) {
        double t = times.times()[o];
        if (t != before) {
          gap = Math.min(gap, Math.abs(t - before));
          sign = sign(random);
        }
        if (o == times.offsets()[r]) {
          starts[r] = t == before ? 0 : sign(random);
        }
        outputs[o] = sign;
        before = t;
      }
    }
    List<Direction> all = new ArrayList<>();
    if (gap < Double.POSITIVE_INFINITY) {
      double step = Math.min(SHARE, gap / 4);
      if (Arrays.stream(starts).anyMatch(s -> s != 0)) {
        all.add(new Direction(Quantity.START_TIMES, Quantity.START_TIMES.label(), starts, step));
      }
      all.add(new Direction(Quantity.OUTPUT_TIMES, Quantity.OUTPUT_TIMES.label(), outputs, step));
    }
    return all;
  }
}
