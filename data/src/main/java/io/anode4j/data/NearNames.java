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
        .filter(name -> EditDistance.of(key, name.toLowerCase(Locale.ROOT)) <= allowed)
        .sorted(
            Comparator.comparingInt(name -> EditDistance.of(key, name.toLowerCase(Locale.ROOT))))
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
}
