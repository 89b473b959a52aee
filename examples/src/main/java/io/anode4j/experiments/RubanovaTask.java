package io.anode4j.experiments;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.List;

/**
 * One column of the paper's tables.
 *
 * @param name data and task, such as {@code toy, 20 of 100 observed}
 * @param training series to learn from, whole
 * @param observed the same as far as a model that reads forwards may see them
 * @param cases series to be scored on
 * @param share share of the rows that is shown
 * @param horizon length of what is extrapolated; 0 for interpolation
 * @param silent channels of the paper that are not here and have no value that is asked
 */
record RubanovaTask(
    String name,
    SeriesSet training,
    SeriesSet observed,
    List<Case> cases,
    double share,
    double horizon,
    int silent) {

  /**
   * One series to be scored.
   *
   * @param observed what is shown
   * @param asked where it is scored, with the values there
   */
  record Case(TimeSeries observed, TimeSeries asked) {}

  boolean interpolates() {
    return horizon == 0;
  }

  /** Whether nothing is asked but what is shown, as PhysioNet's interpolation does. */
  boolean asksWhatIsShown() {
    return interpolates() && share == 1;
  }

  /**
   * Squared error as the paper's code counts it: the mean over series and channels of the mean over
   * a channel's values, where a channel without any counts as 0.
   *
   * @param answers one a case, {@code [times × channels]}
   */
  double error(List<double[][]> answers) {
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < cases.size(); i++) {
      TimeSeries truth = cases.get(i).asked();
      for (int c = 0; c < truth.channels(); c++) {
        double squares = 0;
        int values = 0;
        for (int t = 0; t < truth.length(); t++) {
          if (truth.isObserved(t, c)) {
            double residual = answers.get(i)[t][c] - truth.value(t, c);
            squares += residual * residual;
            values++;
          }
        }
        sum += values == 0 ? 0 : squares / values;
        pairs++;
      }
      pairs += silent;
    }
    return sum / pairs;
  }
}
