package io.anode4j.forecast;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** Closed forms of the Gaussian. */
final class NormalDensity implements ComponentDensity {
  static final NormalDensity STANDARD = new NormalDensity();

  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_PI = Math.sqrt(Math.PI);
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** Beyond so many standard deviations erf is 1 to the last bit, so two components are apart. */
  private static final double FAR = 9;

  /** Beyond so many standard deviations the tail is no longer a normal number. */
  private static final double UNDERFLOW = 37;

  private NormalDensity() {}

  @Override
  public double std(double scale) {
    return scale;
  }

  @Override
  public double lowerTail(double offset, double scale) {
    if (scale == 0) {
      return offset >= 0 ? 1 : 0;
    }
    return 0.5 * Erfc.value(-offset / (scale * SQRT_2));
  }

  /** Where the tail underflows by Mills' ratio: φ(z)/|z|·(1 − 1/z² + 3/z⁴), to 15/z⁶ of it. */
  @Override
  public double logLowerTail(double offset, double scale) {
    double z = offset / scale;
    if (z > -UNDERFLOW || scale == 0) {
      return ComponentDensity.super.logLowerTail(offset, scale);
    }
    double u = 1 / (z * z);
    return -0.5 * z * z - HALF_LOG_2_PI - Math.log(-z) + Math.log1p(u * (3 * u - 1));
  }

  @Override
  public double logDensity(double offset, double scale) {
    if (scale == 0) {
      return offset == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double z = offset / scale;
    return -0.5 * z * z - Math.log(scale) - HALF_LOG_2_PI;
  }

  @Override
  public void addTo(double offset, double scale, double[] sums) {
    double density = sums[1];
    sums[1] = 0;
    NormalTable.add(offset / scale, sums);
    sums[1] = density + sums[1] / scale;
  }

  @Override
  public double lowerQuantile(double tail) {
    return -SQRT_2 * InverseErfc.value(2 * tail);
  }

  /** The function A of Grimit and others 2006, equation 5. */
  @Override
  public double expectedAbsolute(double offset, double scale) {
    double distance = Math.abs(offset);
    if (distance >= FAR * scale) {
      return distance;
    }
    double z = distance / scale;
    return distance * Erf.value(z / SQRT_2) + 2 * scale * Math.exp(-0.5 * z * z - HALF_LOG_2_PI);
  }

  @Override
  public double expectedSquareAbove(double offset, double scale) {
    if (scale == 0) {
      return offset < 0 ? offset * offset : 0;
    }
    double z = offset / scale;
    double density = Math.exp(-0.5 * z * z - HALF_LOG_2_PI);
    return Math.max(0, scale * scale * ((1 + z * z) * lowerTail(-z, 1) - z * density));
  }

  @Override
  public double expectedDistance(double offset, double scale, double otherScale) {
    return expectedAbsolute(offset, Math.sqrt(scale * scale + otherScale * otherScale));
  }

  @Override
  public double halfSpread(double scale) {
    return scale / SQRT_PI;
  }

  @Override
  public String toString() {
    return "gaussian";
  }
}
