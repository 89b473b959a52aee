package io.anode4j.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How near members were to the values of validation windows, in units of each series' recent past,
 * and what they weigh. The blend of all is judged on each half of the windows as it was fitted on
 * the other half.
 *
 * @param windows how many windows
 * @param standings the nearest first
 */
public record Leaderboard(int windows, List<Standing> standings) {
  /** Name of all members together. */
  public static final String WEIGHED = "weighed";

  /** Copies the list. */
  public Leaderboard {
    standings = List.copyOf(standings);
  }

  /**
   * One member, or all of them together.
   *
   * @param member its name
   * @param error mean absolute error, each window counting once
   * @param behind by how much it is larger than that of all together
   * @param standardError of that difference, which is paired by window
   * @param weight mean weight over channels and lead times; 1 for all together
   */
  public record Standing(
      String member, double error, double behind, double standardError, double weight) {}

  /**
   * Compares.
   *
   * @param stack the members and their weights
   * @param fit a blend of them for all values
   * @param independent share of the windows that do not overlap
   */
  static Leaderboard of(Stack stack, CrossFit fit, double independent) {
    double[] all = fit.errors(StackCase::mean);
    List<Standing> standings = new ArrayList<>();
    standings.add(new Standing(WEIGHED, mean(all), 0, 0, 1));
    for (int i = 0; i < stack.members().size(); i++) {
      int member = i;
      double[] own = fit.errors((one, blend) -> one.means()[member]);
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
    return new Leaderboard(all.length, standings);
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
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
