package io.anode4j.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that a mistyped one may have meant, for error messages. */
public final class NearNames {
  private static final int SHOWN = 3;

  private NearNames() {}

  /**
   * The known names closest to a wanted one, case ignored, nearest first.
   *
   * @param wanted the name that was not found
   * @param known the names there are
   * @return at most three names within a third of the wanted name's length in edits (at least one)
   */
  public static List<String> of(String wanted, Collection<String> known) {
    String key = wanted.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, key.length() / 3);
    return known.stream()
        .filter(name -> distance(key, name.toLowerCase(Locale.ROOT)) <= allowed)
        .sorted(Comparator.comparingInt(name -> distance(key, name.toLowerCase(Locale.ROOT))))
        .limit(SHOWN)
        .toList();
  }

  /**
   * A remedy sentence: the near names if there are any, else the first known names.
   *
   * @param wanted the name that was not found
   * @param known the names there are, in the order to show them
   * @return such as {@code did you mean 'time'?} or {@code there are: a, b, c … (12)}
   */
  public static String suggestion(String wanted, Collection<String> known) {
    List<String> near = of(wanted, known);
    if (!near.isEmpty()) {
      return "did you mean '" + String.join("' or '", near) + "'?";
    }
    if (known.isEmpty()) {
      return "there are none";
    }
    String first = String.join(", ", known.stream().limit(10).toList());
    return "there are: " + first + (known.size() > 10 ? " … (" + known.size() + ")" : "");
  }

  /**
   * A remedy sentence for a message that lists all names already.
   *
   * @param wanted the name that was not found
   * @param known the names there are
   * @return such as {@code did you mean 'time'?} or {@code mend the name}
   */
  public static String remedy(String wanted, Collection<String> known) {
    return of(wanted, known).isEmpty() ? "mend the name" : suggestion(wanted, known);
  }

  /** Edit distance in which swapping two neighbours counts once, as most typing errors are that. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, i, b, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, int i, String b, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
