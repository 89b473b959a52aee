package io.anode4j.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Factors of the decoded deviations, fitted on data set apart so that 90 % intervals hold 90 %, at
 * a few leads and between them by interpolation of their logarithm.
 *
 * @param leads leads in usual gaps, increasing
 * @param factors one list a lead, one factor a channel
 */
public record LeadFactors(List<Double> leads, List<List<Double>> factors) {
  /** Share that the intervals are made to hold. */
  public static final double LEVEL = 0.9;

  /** Normal quantile of (1 + LEVEL)/2. */
  public static final double NORMAL = 1.6448536269514722;

  private static final double LEAST = 0.4;
  private static final double MOST = 4;

  /** A lead and channel with fewer values shares those of all channels. */
  private static final int ENOUGH = 100;

  /** Checks the range of the factors and the order of the leads. */
  public LeadFactors {
    leads = List.copyOf(leads);
    factors = factors.stream().map(List::copyOf).toList();
    boolean fits = !leads.isEmpty() && leads.size() == factors.size();
    fits &= factors.stream().allMatch(f -> f.stream().allMatch(v -> v > 0 && v < 1e3));
    for (int i = 1; i < leads.size(); i++) {
      fits &= leads.get(i) > leads.get(i - 1);
    }
    if (!fits) {
      throw new IllegalArgumentException("a factor of the deviations is out of range");
    }
  }

  /**
   * Deviations as they were decoded.
   *
   * @param channels number of channels
   * @return factors of 1
   */
  public static LeadFactors none(int channels) {
    Double[] ones = new Double[channels];
    Arrays.fill(ones, 1.0);
    return new LeadFactors(List.of(1.0), List.of(List.of(ones)));
  }

  /** Knots for a horizon in usual gaps: one gap, the horizon, and two between. */
  public static double[] knots(double horizon) {
    if (horizon < 4) {
      return new double[] {1};
    }
    double step = Math.cbrt(horizon);
    return new double[] {1, step, step * step, horizon};
  }

  /** The knot next to a lead, by ratio. */
  public static int nearest(double[] knots, double lead) {
    int best = 0;
    for (int k = 1; k < knots.length; k++) {
      boolean nearer = Math.abs(Math.log(lead / knots[k])) < Math.abs(Math.log(lead / knots[best]));
      best = nearer ? k : best;
    }
    return best;
  }

  /** Room for residuals: a list for each knot and channel. */
  public static List<List<List<Double>>> room(double[] knots, int channels) {
    List<List<List<Double>>> residuals = new ArrayList<>();
    for (int k = 0; k < knots.length; k++) {
      List<List<Double>> lists = new ArrayList<>();
      for (int c = 0; c < channels; c++) {
        lists.add(new ArrayList<>());
      }
      residuals.add(lists);
    }
    return residuals;
  }

  /**
   * Fits factors.
   *
   * @param knots leads in usual gaps
   * @param residuals absolute standardised residuals of Gaussians, a list for each knot and channel
   * @return the factors
   */
  public static LeadFactors fit(double[] knots, List<List<List<Double>>> residuals) {
    List<List<Double>> factors = new ArrayList<>();
    List<Double> leads = new ArrayList<>();
    for (int k = 0; k < knots.length; k++) {
      List<List<Double>> channels = residuals.get(k);
      double shared = factor(channels.stream().flatMap(List::stream).toList());
      if (Double.isNaN(shared) && k > 0) {
        continue; // Nothing was set apart that far ahead.
      }
      double fallback = Double.isNaN(shared) ? 1 : shared;
      leads.add(knots[k]);
      factors.add(channels.stream().map(c -> c.size() < ENOUGH ? fallback : factor(c)).toList());
    }
    return new LeadFactors(leads, factors);
  }

  private static double factor(List<Double> residuals) {
    if (residuals.isEmpty()) {
      return Double.NaN;
    }
    double[] sorted = residuals.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double quantile = sorted[(int) Math.min(sorted.length - 1, Math.ceil(LEVEL * sorted.length))];
    return Math.max(LEAST, Math.min(MOST, quantile / NORMAL));
  }

  /** Ready for many questions. */
  public Curve curve() {
    int d = factors.get(0).size();
    double[] at = leads.stream().mapToDouble(Math::log).toArray();
    double[][] values = new double[leads.size()][d];
    for (int k = 0; k < at.length; k++) {
      for (int c = 0; c < d; c++) {
        values[k][c] = factors.get(k).get(c);
      }
    }
    return new Curve(at, values);
  }

  /**
   * Factors as arrays.
   *
   * @param at logarithms of the leads
   * @param values factors, {@code [leads × channels]}
   */
  public record Curve(double[] at, double[][] values) {
    /**
     * The factor of a question.
     *
     * @param channel which channel
     * @param lead lead in usual gaps
     */
    public double factor(int channel, double lead) {
      int last = at.length - 1;
      if (last == 0 || lead <= 1) {
        return values[0][channel];
      }
      double x = Math.log(lead);
      if (x >= at[last]) {
        return values[last][channel];
      }
      int k = 1;
      while (at[k] < x) {
        k++;
      }
      double part = (x - at[k - 1]) / (at[k] - at[k - 1]);
      return values[k - 1][channel] + part * (values[k][channel] - values[k - 1][channel]);
    }
  }
}
