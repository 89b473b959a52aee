package io.anode4j.period;

import java.util.Arrays;

/**
 * The search for the frequency of the highest peak of a {@link LombScargle} periodogram: on a grid
 * from one cycle in the whole span, then finer about the peak.
 *
 * <p>Irregular times have no Nyquist frequency but that of the grid on which all of them lie (Eyer
 * and Bartholdi 1999): where the spectral window says that all times have one phase, the search
 * ends at half of that frequency. Else it ends with the grid, whose length is bounded by what is
 * allowed, by the work, and by what so few values can tell: at the best of many frequencies noise
 * alone explains much of their variance.
 */
final class FrequencySearch {
  /** Grid frequencies in the width of a peak, 1/span. */
  private static final int OVERSAMPLING = 4;

  /** Frequencies times observations in a search. */
  private static final long WORK = 1L << 27;

  private static final int LEAST = 64;

  /** Noise alone should explain less than this share of the variance at its best frequency. */
  private static final double NOISE = 0.3;

  /** All times have one phase if the spectral window is above this. */
  private static final double ONE_PHASE = 0.98;

  /** Regular times have one phase at the inverse of their gap. */
  private static final double EARLY = 1.1;

  private static final int ZOOMS = 3;
  private static final int ZOOM = 8;

  private final LombScargle periodogram;
  private final Observations seen;
  private final int count;

  /**
   * Prepares a search.
   *
   * @param seen observations, at least two
   * @param most frequencies on the grid at most
   */
  FrequencySearch(Observations seen, int most) {
    this.seen = seen;
    double step = 1 / (OVERSAMPLING * seen.span());
    double gap = shortGap(seen);
    int all = frequencies(seen.size(), most);
    // Regular times say so early: the rest of the grid need not be computed.
    int early = (int) Math.max(LEAST, Math.min(all, EARLY / (gap * step)));
    LombScargle begin = new LombScargle(seen, step, early);
    int told = alone(begin, early, gap);
    boolean whole = told < early || early == all;
    periodogram = whole ? begin : new LombScargle(seen, step, all);
    count = whole ? told : alone(periodogram, all, gap);
  }

  /** Whether these were observed at the same times. */
  boolean isOver(Observations others) {
    return Arrays.equals(seen.time(), others.time());
  }

  /** As many as tell something: {@code 1 − m^(−2/(n−3))} of noise is explained at the best of m. */
  static int frequencies(int n, int most) {
    double independent = Math.exp(-Math.log(1 - NOISE) * Math.max(0, n - 3) / 2);
    double told = OVERSAMPLING * Math.max(n / 2.0, Math.min(independent, most));
    double work = Math.max(LEAST, (double) WORK / n);
    return (int) Math.max(LEAST, Math.min(told, Math.min(work, most)));
  }

  /** A tenth of the gaps are shorter. */
  private static double shortGap(Observations seen) {
    double[] gaps = new double[seen.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = seen.time()[i + 1] - seen.time()[i];
    }
    Arrays.sort(gaps);
    return gaps[gaps.length / 10];
  }

  /** Frequencies below half of the one at which all times have one phase. */
  private static int alone(LombScargle periodogram, int tried, double gap) {
    for (int k = 0; k < tried; k++) {
      // Two short stretches far apart have one phase as well, but their gaps are far below it.
      if (periodogram.frequency(k) * gap >= 0.5 && periodogram.window(k) > ONE_PHASE) {
        return Math.max(1, (k + 1) / 2);
      }
    }
    return tried;
  }

  /**
   * The frequency that explains most.
   *
   * @param value one an observation
   * @return cycles a unit of time
   */
  double best(double[] value) {
    float[] power = periodogram.power(value);
    int highest = OVERSAMPLING - 1;
    for (int k = highest; k < count; k++) {
      highest = power[k] > power[highest] ? k : highest;
    }
    Observations others = seen.with(value);
    double frequency = periodogram.frequency(highest);
    double reach = periodogram.frequency(0);
    for (int z = 0; z < ZOOMS; z++) {
      frequency = near(others, frequency, reach);
      reach /= ZOOM;
    }
    return frequency;
  }

  private static double near(Observations seen, double frequency, double reach) {
    double best = frequency;
    double most = LombScargle.power(seen, frequency);
    for (int k = -ZOOM; k <= ZOOM; k++) {
      double other = frequency + reach * k / ZOOM;
      double power = k == 0 || other <= 0 ? 0 : LombScargle.power(seen, other);
      if (power > most) {
        most = power;
        best = other;
      }
    }
    return best;
  }
}
