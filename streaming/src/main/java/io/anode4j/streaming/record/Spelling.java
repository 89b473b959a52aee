package io.anode4j.streaming.record;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Names that are nearly those that were meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * The name that was probably meant.
   *
   * @param name what was found
   * @param known what there is
   * @return the nearest of them; null when none is at most a third of its letters away
   */
  public static @Nullable String nearest(String name, Collection<String> known) {
    String plain = plain(name);
    return known.stream()
        .filter(each -> distance(plain, plain(each)) <= Math.min(3, each.length() / 3))
        .min(Comparator.comparingInt(each -> distance(plain, plain(each))))
        .orElse(null);
  }

  /**
   * The nearest name as part of a sentence.
   *
   * @param name what was found
   * @param known what there is
   * @return {@code " (did you mean 'x'?)"}, or nothing
   */
  public static String hint(String name, Collection<String> known) {
    String nearest = nearest(name, known);
    return nearest == null ? "" : " (did you mean '" + nearest + "'?)";
  }

  /** Without what people write differently: capitals, underscores, dots and dashes. */
  static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    // Longer names are no slips of the pen, and must not cost time.
    name.chars()
        .limit(64)
        .filter(Character::isLetterOrDigit)
        .forEach(c -> plain.append((char) Character.toLowerCase(c)));
    return plain.toString();
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
