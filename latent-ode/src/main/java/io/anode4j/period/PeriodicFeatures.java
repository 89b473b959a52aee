package io.anode4j.period;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a channel does in its period, and in a second one beside it: the frequency of the highest
 * peak of its {@link LombScargle} periodogram, its harmonics (Debosscher et al. 2007), and the same
 * of what they leave.
 */
final class PeriodicFeatures {
  static final List<String> NAMES =
      List.of(
          "log_period",
          "power",
          "harmonics_share",
          "amplitude_1",
          "ratio_21",
          "ratio_31",
          "ratio_41",
          "phase_21",
          "phase_31",
          "phase_41",
          "folded",
          "folded_twice",
          "residual",
          "twice_share",
          "odd_share",
          "second_log_period",
          "second_power",
          "second_amplitude",
          "period_ratio",
          "amplitude_ratio",
          "second_ratio_21",
          "second_phase_21");

  private static final int HARMONICS = 4;

  private PeriodicFeatures() {}

  /**
   * Computes them.
   *
   * @param seen observations that are not all equal
   * @param search over their times
   * @return in the order of {@link #NAMES}: decimal logarithm of the period in units of time; share
   *     of the variance that its sinusoid explains, and four harmonics; amplitude of the first,
   *     those of the others over it, their phases beside it (Simon and Lee 1981); von Neumann ratio
   *     of the values in the order of their phases, and of twice the period, in which unlike halves
   *     show (Lafler and Kinman 1965); median size of what the harmonics leave over the median
   *     deviation; share that eight harmonics of twice the period explain, and the odd ones' part
   *     of their squared amplitudes; then period, power, amplitude, ratios to the first and second
   *     harmonic of the strongest period in what is left
   */
  static double[] of(Observations seen, FrequencySearch search) {
    double variance = seen.variance();
    double first = search.best(seen.value());
    FourierFit fit = FourierFit.of(seen, first, HARMONICS);
    FourierFit twice = FourierFit.of(seen, first / 2, 2 * HARMONICS);
    Observations left = seen.with(fit.residuals(seen));
    double second = search.best(left.value());
    FourierFit beside = FourierFit.of(left, second, 2);
    return new double[] {
      -Math.log10(first),
      LombScargle.power(seen, first),
      1 - left.variance() / variance,
      fit.amplitude(1),
      fit.amplitude(2) / fit.amplitude(1),
      fit.amplitude(3) / fit.amplitude(1),
      fit.amplitude(4) / fit.amplitude(1),
      fit.relativePhase(2),
      fit.relativePhase(3),
      fit.relativePhase(4),
      folded(seen, first) / variance,
      folded(seen, first / 2) / variance,
      medianSize(left.value(), 0) / medianSize(seen.value(), median(seen.value())),
      1 - seen.with(twice.residuals(seen)).variance() / variance,
      oddShare(twice),
      -Math.log10(second),
      LombScargle.power(left, second),
      beside.amplitude(1),
      first / second,
      beside.amplitude(1) / fit.amplitude(1),
      beside.amplitude(2) / beside.amplitude(1),
      beside.relativePhase(2)
    };
  }

  private static double oddShare(FourierFit twice) {
    double odd = 0;
    double all = 0;
    for (int k = 1; k <= 2 * HARMONICS; k++) {
      double square = twice.amplitude(k) * twice.amplitude(k);
      odd += k % 2 == 1 ? square : 0;
      all += square;
    }
    return odd / all;
  }

  /** Mean square of the differences of values whose phases are neighbours. */
  private static double folded(Observations seen, double frequency) {
    double[] phase =
        Arrays.stream(seen.time()).map(t -> t * frequency - Math.floor(t * frequency)).toArray();
    double[] inOrder =
        IntStream.range(0, phase.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> phase[i]))
            .mapToDouble(i -> seen.value()[i])
            .toArray();
    return ValueFeatures.successive(inOrder) / (inOrder.length - 1);
  }

  private static double median(double[] values) {
    return ValueFeatures.quantile(Arrays.stream(values).sorted().toArray(), 0.5);
  }

  private static double medianSize(double[] values, double from) {
    return median(Arrays.stream(values).map(v -> Math.abs(v - from)).toArray());
  }
}
