package io.anode4j.data;

/**
 * How many typing errors lie between two names: letters to insert, remove, replace, or swap with
 * their neighbour (the optimal string alignment of Damerau's "A technique for computer detection
 * and correction of spelling errors", Communications of the ACM 7(3), 1964).
 */
public final class EditDistance {
  private EditDistance() {}

  /**
   * The distance of two names, capitals told apart.
   *
   * @param a one name
   * @param b the other
   * @return least number of edits, from 0
   */
  public static int of(String a, String b) {
    int[] twoBefore = new int[b.length() + 1];
    int[] before = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        row[j] = i == 0 ? j : cheapest(a, i, b, j, row, before, twoBefore);
      }
      int[] next = twoBefore;
      twoBefore = before;
      before = row;
      row = next;
    }
    return before[b.length()];
  }

  private static int cheapest(
      String a, int i, String b, int j, int[] row, int[] before, int[] twoBefore) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(before[j], row[j - 1]) + 1;
    best = Math.min(best, before[j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, twoBefore[j - 2] + 1) : best;
  }
}
