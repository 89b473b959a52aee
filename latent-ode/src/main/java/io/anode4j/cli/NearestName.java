package io.anode4j.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a mistyped name was meant to be. */
final class NearestName {
  private NearestName() {}

  /** {@return the nearest name if one is near, and all names} */
  static String suggestion(String name, List<String> known) {
    String all = "one of " + String.join(", ", known);
    return known.stream()
        .min(Comparator.comparingInt(other -> distance(name, other)))
        .filter(nearest -> distance(name, nearest) <= Math.max(2, name.length() / 3))
        .map(nearest -> "'" + nearest + "' perhaps, " + all)
        .orElse(all);
  }

  /** Insertions, deletions and changes between two names (Levenshtein 1966), in any case. */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
