package io.anode4j.stack;

import io.anode4j.evaluation.Leaderboard;
import io.anode4j.evaluation.Leaderboard.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Compares the members of a stack with the blend of all. */
final class Standings {
  private Standings() {}

  /**
   * Compares.
   *
   * @param stack the members and their weights
   * @param fit a blend of them for all values
   * @param independent share of the windows that do not overlap
   * @param refuge what the blend was drawn to
   * @param drawn and how far
   */
  static Leaderboard of(
      Stack stack, CrossFit<Blend> fit, double independent, String refuge, double drawn) {
    double[] all = fit.byWindow((one, blend) -> one.distance(one.mean(blend)));
    List<Standing> standings = new ArrayList<>();
    standings.add(new Standing(Leaderboard.WEIGHED, mean(all), 0, 0, 1));
    for (int i = 0; i < stack.members().size(); i++) {
      int member = i;
      double[] own = fit.byWindow((one, blend) -> one.distance(one.means()[member]));
      double[] behind = IntStream.range(0, own.length).mapToDouble(w -> own[w] - all[w]).toArray();
      standings.add(
          new Standing(
              stack.members().get(i),
              mean(own),
              mean(behind),
              standardError(behind, independent),
              stack.blends().stream()
                  .flatMap(List::stream)
                  .mapToDouble(blend -> blend.weights()[member])
                  .average()
                  .orElse(0)));
    }
    standings.sort(Comparator.comparingDouble(Standing::error));
    return new Leaderboard(all.length, standings, refuge, drawn);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double standardError(double[] values, double independent) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double count = Math.max(1, values.length * independent);
    return Math.sqrt(squares / values.length / count);
  }
}
