package io.anode4j.forecast;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.jspecify.annotations.Nullable;

/**
 * Student's t of ν degrees of freedom. Distribution function by the regularised incomplete beta
 * function; E|X − y| in closed form (Jordan, Krüger and Lerch, "Evaluating probabilistic forecasts
 * with scoringRules", 2019, appendix A); E|X − X′| of two has none and is found by quadrature, to
 * about 1e-7 of scale and offset, from a table where both scales are equal.
 */
final class StudentTDensity implements ComponentDensity {
  /** Half of the nodes of the double exponential rule: beyond, no integrand here has weight. */
  private static final int NODES = 136;

  private static final double NODE_STEP = 1.0 / 32;

  /** The table of distances covers asinh(offset/scale) up to 7, an offset of 548 scales. */
  private static final int TABLE = 113;

  private static final double TABLE_STEP = 1.0 / 16;

  private final double nu;
  private final double logFactor;

  /** E|T − T′ + sinh(k·step)| and its derivative in k·step; made when first asked for. */
  private volatile double @Nullable [] table;

  StudentTDensity(double degreesOfFreedom) {
    if (!(degreesOfFreedom > 2 && Double.isFinite(degreesOfFreedom))) {
      throw new IllegalArgumentException(
          "Student's t of "
              + degreesOfFreedom
              + " degrees of freedom; expected more than 2, so that it has a variance");
    }
    nu = degreesOfFreedom;
    logFactor =
        LogGamma.value((nu + 1) / 2) - LogGamma.value(nu / 2) - 0.5 * Math.log(nu * Math.PI);
  }

  @Override
  public double std(double scale) {
    return scale * Math.sqrt(nu / (nu - 2));
  }

  @Override
  public double lowerTail(double offset, double scale) {
    if (scale == 0) {
      return offset >= 0 ? 1 : 0;
    }
    double z = offset / scale;
    double tail = 0.5 * RegularizedBeta.value(nu / (nu + z * z), nu / 2, 0.5);
    return z <= 0 ? tail : 1 - tail;
  }

  @Override
  public double logDensity(double offset, double scale) {
    if (scale == 0) {
      return offset == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double z = offset / scale;
    return logFactor - 0.5 * (nu + 1) * Math.log1p(z * z / nu) - Math.log(scale);
  }

  /** Newton steps on log F, with bisection where one would leave the bracket. */
  @Override
  public double lowerQuantile(double tail) {
    double high = 0;
    double low = tail < 0.5 ? -1 : 0;
    while (lowerTail(low, 1) > tail) {
      high = low;
      low *= 2;
    }
    double logTail = Math.log(tail);
    double z = low;
    for (int k = 0; k < 200 && high - low > 2 * Math.ulp(low); k++) {
      double cdf = lowerTail(z, 1);
      if (cdf <= tail) {
        low = z;
      } else {
        high = z;
      }
      double step = (logTail - Math.log(cdf)) * cdf / Math.exp(logDensity(z, 1));
      double next = z + step;
      if (Math.abs(step) <= 2 * Math.ulp(z)) {
        return Math.min(next, 0);
      }
      z = next > low && next < high ? next : 0.5 * (low + high);
    }
    return low;
  }

  @Override
  public double expectedAbsolute(double offset, double scale) {
    double z = Math.abs(offset) / scale;
    return scale == 0 || z > 1e150
        ? Math.abs(offset)
        : scale * unitAbsolute(z, 1 - 2 * lowerTail(-z, 1));
  }

  /** At scale 1, with the probability that lies within the offset. */
  private double unitAbsolute(double z, double within) {
    return z * within + 2 * Math.exp(logDensity(z, 1)) * (nu + z * z) / (nu - 1);
  }

  /**
   * With {@code E[T²; T > a] = ν·((ν − 1)/(ν − 2)·S′ − S)}, where S is the upper tail at a and S′
   * that of ν − 2 degrees of freedom at {@code a·√((ν − 2)/ν)}, from t² = ν·((1 + t²/ν) − 1).
   */
  @Override
  public double expectedSquareAbove(double offset, double scale) {
    if (scale == 0) {
      return offset < 0 ? offset * offset : 0;
    }
    double a = offset / scale;
    double above = lowerTail(-a, 1);
    double fewer = upperTail(a * Math.sqrt((nu - 2) / nu), nu - 2);
    double second = nu * ((nu - 1) / (nu - 2) * fewer - above);
    double first = Math.exp(logDensity(a, 1)) * (nu + a * a) / (nu - 1);
    return Math.max(0, scale * scale * (second - 2 * a * first + a * a * above));
  }

  private static double upperTail(double z, double degrees) {
    double tail = 0.5 * RegularizedBeta.value(degrees / (degrees + z * z), degrees / 2, 0.5);
    return z >= 0 ? tail : 1 - tail;
  }

  @Override
  public double expectedDistance(double offset, double scale, double otherScale) {
    double wide = Math.max(scale, otherScale);
    double narrow = Math.min(scale, otherScale);
    if (narrow == 0) {
      return expectedAbsolute(offset, wide);
    }
    double z = Math.abs(offset) / wide;
    if (narrow == wide && z < Math.sinh((TABLE - 1) * TABLE_STEP)) {
      return wide * tabulated(z);
    }
    return wide * distance(z, narrow / wide)[0];
  }

  @Override
  public double halfSpread(double scale) {
    return 0.5 * scale * tabulated(0);
  }

  /** Cubic Hermite interpolation in asinh of the offset. */
  private double tabulated(double z) {
    double[] values = table();
    double x = Math.log(z + Math.sqrt(z * z + 1)) / TABLE_STEP;
    int k = Math.min(TABLE - 2, (int) x);
    double t = x - k;
    double a = values[2 * k];
    double b = values[2 * k + 2];
    double da = values[2 * k + 1] * TABLE_STEP;
    double db = values[2 * k + 3] * TABLE_STEP;
    double s = 1 - t;
    return s * s * ((1 + 2 * t) * a + t * da) + t * t * ((1 + 2 * s) * b - s * db);
  }

  private double[] table() {
    double[] made = table;
    if (made == null) {
      made = new double[2 * TABLE];
      for (int k = 0; k < TABLE; k++) {
        double[] distance = distance(Math.sinh(k * TABLE_STEP), 1);
        made[2 * k] = distance[0];
        made[2 * k + 1] = distance[1] * Math.cosh(k * TABLE_STEP);
      }
      table = made; // Whoever was here at the same time made the same numbers.
    }
    return made;
  }

  /**
   * {@code E|T + offset − scale·T′|} and its derivative with respect to the offset: the closed form
   * for T, averaged over T′ by the double exponential rule {@code u = sinh(π/2·sinh x)} (Takahasi
   * and Mori 1974).
   */
  private double[] distance(double offset, double scale) {
    double value = 0;
    double slope = 0;
    double weights = 0;
    for (int k = -NODES; k <= NODES; k++) {
      double x = k * NODE_STEP;
      double s = Math.PI / 2 * Math.sinh(x);
      double u = Math.sinh(s);
      double weight = Math.exp(logDensity(u, 1)) * Math.cosh(s) * Math.cosh(x);
      if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
        double z = Math.abs(offset + scale * u);
        double within = 1 - 2 * lowerTail(-z, 1);
        value += weight * unitAbsolute(z, within);
        slope += weight * Math.copySign(within, offset + scale * u);
        weights += weight;
      }
    }
    return new double[] {value / weights, slope / weights};
  }

  @Override
  public String toString() {
    return "Student's t of " + nu + " degrees of freedom";
  }
}
