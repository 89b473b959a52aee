package io.anode4j.experiments;

import io.anode4j.data.TimeSeries;
import io.anode4j.experiments.RubanovaTask.Case;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What needs no training, beside the models. */
enum RubanovaRule {
  /** Mean of the training data. */
  MEAN("training mean"),
  /** The last value shown before a time. */
  LAST("last value before"),
  /** A line between the values shown on both sides. */
  LINE("line between neighbours"),
  /** What is shown, where nothing else is asked. */
  COPY("copy of what is shown");

  private final String text;

  RubanovaRule(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Whether it has an answer to a task. */
  boolean answers(RubanovaTask task) {
    return switch (this) {
      case MEAN, LAST -> true;
      case LINE -> task.interpolates() && !task.asksWhatIsShown();
      case COPY -> task.asksWhatIsShown();
    };
  }

  /** Its answers, {@code [times × channels]} a case. */
  List<double[][]> answer(RubanovaTask task) {
    double[] mean = mean(task);
    return task.cases().stream().map(one -> answer(one, mean)).toList();
  }

  private static double[] mean(RubanovaTask task) {
    int d = task.training().channels().size();
    double[] sum = new double[d];
    long[] count = new long[d];
    for (TimeSeries s : task.training()) {
      for (int i = 0; i < s.length(); i++) {
        for (int c = 0; c < d; c++) {
          if (s.isObserved(i, c)) {
            sum[c] += s.value(i, c);
            count[c]++;
          }
        }
      }
    }
    for (int c = 0; c < d; c++) {
      sum[c] = count[c] == 0 ? 0 : sum[c] / count[c];
    }
    return sum;
  }

  private double[][] answer(Case one, double[] mean) {
    TimeSeries asked = one.asked();
    double[][] answer = new double[asked.length()][];
    for (int t = 0; t < asked.length(); t++) {
      answer[t] = mean.clone();
      for (int c = 0; c < mean.length && this != MEAN; c++) {
        answer[t][c] = value(one.observed(), asked.time(t), c).orElse(mean[c]);
      }
    }
    return answer;
  }

  private Optional<Double> value(TimeSeries shown, double time, int channel) {
    int at = shown.countUntil(this == LAST ? Math.nextDown(time) : time) - 1;
    while (at >= 0 && !shown.isObserved(at, channel)) {
      at--;
    }
    int next = Math.max(at + 1, 0);
    while (next < shown.length() && !shown.isObserved(next, channel)) {
      next++;
    }
    boolean after = this == LINE && next < shown.length();
    if (at < 0) {
      return after ? Optional.of(shown.value(next, channel)) : Optional.empty();
    }
    double before = shown.value(at, channel);
    if (!after) {
      return Optional.of(before);
    }
    double share = (time - shown.time(at)) / (shown.time(next) - shown.time(at));
    return Optional.of(before + share * (shown.value(next, channel) - before));
  }

  /** Those that answer a task. */
  static List<RubanovaRule> of(RubanovaTask task) {
    return Arrays.stream(values()).filter(rule -> rule.answers(task)).toList();
  }
}
