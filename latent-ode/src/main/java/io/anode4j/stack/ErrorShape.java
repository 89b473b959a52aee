package io.anode4j.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.forecast.ComponentDensity;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.StandardMixture;
import java.util.Arrays;
import java.util.List;

/**
 * How forecasts are off, in standard deviations that they state: an equally weighted mixture of
 * Gaussians, so that errors may be skewed, pile up in the middle or reach far.
 *
 * @param offsets means of the components, not decreasing
 * @param scales their standard deviations, above 0
 * @param far what lies further than that reaches, which is not measured in standard deviations:
 *     one, or none
 */
public record ErrorShape(
    double[] offsets,
    double[] scales,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FarErrors> far) {
  /** So many tell the ends of an interval of 90 % apart from what lies within and beyond. */
  static final int COMPONENTS = 16;

  /** So many where what is rare is far: a sixteenth of all values would be spread by it. */
  static final int COMPONENTS_OF_RARE = 48;

  /** Second moments of errors beyond those of a shape by this factor are no tail that it has. */
  private static final double OUT_OF_SIGHT = 4;

  /** An outermost component as wide holds values that are near and others that are far. */
  private static final double WIDE = 2;

  /** Components reach into their neighbours: they lie as dense as the values, without gaps. */
  private static final double OVERLAP = 1.4;

  /** Nobody has seen how far errors reach: least scale of the outermost, in its distance. */
  private static final double REACH = 1.0 / 3;

  /** Values that were met exactly again and again are no certainty. */
  private static final double LEAST_SCALE = 0.02;

  /** Steps of the normal quantile function in each component. */
  private static final int STEPS = 64;

  /** Checks that it holds together. */
  public ErrorShape {
    far = List.copyOf(far);
    boolean sound =
        offsets.length > 0
            && far.size() <= 1
            && offsets.length == scales.length
            && Arrays.stream(offsets).allMatch(Double::isFinite)
            && Arrays.stream(scales).allMatch(s -> s > 0 && Double.isFinite(s));
    if (!sound) {
      throw new IllegalArgumentException("its shape of errors does not hold together");
    }
  }

  /** One that is measured in standard deviations as a whole. */
  ErrorShape(double[] offsets, double[] scales) {
    this(offsets, scales, List.of());
  }

  /** The Gaussian's, nearly. */
  static ErrorShape gaussian(int components) {
    Forecast standard =
        Forecast.gaussian("z", List.of("z"), new double[1], new double[1][1], new double[][] {{1}});
    double[] values = new double[components * STEPS];
    double[] masses = new double[values.length];
    Arrays.fill(masses, 1.0 / values.length);
    Arrays.setAll(values, i -> standard.quantile((i + 0.5) / values.length, 0, 0));
    return of(values, masses, components);
  }

  /**
   * The shape of a sample: each component has mean and standard deviation of its share of it.
   *
   * @param values not decreasing
   * @param masses what each value weighs, of sum 1
   * @param components how many
   */
  static ErrorShape of(double[] values, double[] masses, int components) {
    double[] offsets = new double[components];
    double[] scales = new double[components];
    int at = 0;
    double left = masses[0];
    for (int k = 0; k < components; k++) {
      double wanted = 1.0 / components;
      double weight = 0;
      double mean = 0;
      double squares = 0;
      while (weight < wanted) {
        boolean last = at == values.length - 1;
        double taken = last ? wanted - weight : Math.min(left, wanted - weight);
        if (taken > 0) {
          double step = values[at] - mean;
          weight += taken;
          mean += step * taken / weight;
          squares += taken * step * (values[at] - mean);
        }
        left -= taken;
        if (left <= 0 && !last) {
          left = masses[++at];
        }
        if (weight + 1e-12 >= wanted) {
          break; // what rounding left
        }
      }
      offsets[k] = mean;
      scales[k] = Math.max(LEAST_SCALE, OVERLAP * Math.sqrt(Math.max(0, squares / weight)));
    }
    scales[0] = Math.max(scales[0], -REACH * offsets[0]);
    int last = components - 1;
    scales[last] = Math.max(scales[last], REACH * offsets[last]);
    return new ErrorShape(offsets, scales);
  }

  /**
   * The same, whose outermost components reach as far as errors did: a score of ranks hardly sees
   * what is rare, however far it is, so that it would let a shape end before it.
   *
   * @param below mean square of the errors below 0, the others counted as 0
   * @param above that of the errors above 0
   * @return one of at least these second moments, where this has less than a quarter of them
   */
  ErrorShape reaching(double below, double above) {
    double[] reached = scales.clone();
    int last = reached.length - 1;
    reached[0] = reach(-1, below, 0);
    reached[last] = reach(1, above, last);
    return new ErrorShape(offsets, reached);
  }

  private double reach(int side, double square, int outermost) {
    double within = 0;
    for (int k = 0; k < offsets.length; k++) {
      if (side * offsets[k] > 0) {
        within += (offsets[k] * offsets[k] + scales[k] * scales[k]) / offsets.length;
      }
    }
    double own = scales[outermost] * scales[outermost];
    double left = Math.max(0, square - within) * offsets.length;
    return square > OUT_OF_SIGHT * within ? Math.sqrt(own + left) : scales[outermost];
  }

  /** Whether an outermost component holds what is rare and far together with what is neither. */
  boolean holdsRare() {
    return scales[0] > WIDE || scales[scales.length - 1] > WIDE;
  }

  /** This, and so much of another: quantile by quantile (Vincent 1912). */
  ErrorShape towards(ErrorShape other, double share) {
    double[] mixedOffsets = new double[offsets.length];
    double[] mixedScales = new double[offsets.length];
    for (int k = 0; k < offsets.length; k++) {
      mixedOffsets[k] = (1 - share) * offsets[k] + share * other.offsets[k];
      mixedScales[k] = (1 - share) * scales[k] + share * other.scales[k];
    }
    return new ErrorShape(mixedOffsets, mixedScales);
  }

  /** This for standard deviations that are smaller by a factor. */
  ErrorShape stretched(double factor) {
    return new ErrorShape(
        Arrays.stream(offsets).map(o -> factor * o).toArray(),
        Arrays.stream(scales).map(s -> factor * s).toArray());
  }

  /** The same about a median of 0. */
  ErrorShape centred() {
    double median = quantile(0.5);
    return new ErrorShape(Arrays.stream(offsets).map(o -> o - median).toArray(), scales);
  }

  /** This beside far errors, or none. */
  ErrorShape with(List<FarErrors> beyond) {
    return new ErrorShape(offsets, scales, beyond);
  }

  /** Whether all errors are measured in standard deviations. */
  public boolean keepsToWidths() {
    return far.isEmpty();
  }

  /**
   * Where a component lies, from the mean of a forecast.
   *
   * @param k number of the component
   * @param width the standard deviation that the forecast states
   * @param unit in which far errors are measured
   */
  public double offset(int k, double width, double unit) {
    double beyond = far.isEmpty() ? 0 : far.get(0).shift(k, offsets.length);
    return width * offsets[k] + unit * beyond;
  }

  /** How wide it is, likewise. */
  public double scale(int k, double width, double unit) {
    double beyond = far.isEmpty() ? 0 : far.get(0).spread(k, offsets.length);
    return beyond == 0 ? width * scales[k] : Math.hypot(width * scales[k], unit * beyond);
  }

  /** This shape, made of components of a density; of one scale. */
  public StandardMixture mixture(ComponentDensity density) {
    double unit = density.std(1);
    return new StandardMixture(
        density, offsets, Arrays.stream(scales).map(scale -> scale / unit).toArray());
  }

  /** The error that is not exceeded with a probability. */
  double quantile(double p) {
    int n = offsets.length;
    double[][][] means = new double[n][1][1];
    double[][][] stds = new double[n][1][1];
    for (int k = 0; k < n; k++) {
      means[k][0][0] = offsets[k];
      stds[k][0][0] = scales[k];
    }
    return Forecast.mixture("z", List.of("z"), new double[1], means, stds).quantile(p, 0, 0);
  }
}
