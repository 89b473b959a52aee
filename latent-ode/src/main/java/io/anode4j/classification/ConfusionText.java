package io.anode4j.classification;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A confusion matrix for a terminal: whole where it fits, else of each class how many were found
 * and what the others were taken for.
 */
final class ConfusionText {
  private static final int WIDEST = 100;
  private static final int NAMED = 3;

  private ConfusionText() {}

  /**
   * The text.
   *
   * @param classes names
   * @param counts {@code [true class × stated class]}
   */
  static String of(List<String> classes, List<List<Integer>> counts) {
    int width = Math.max(6, classes.stream().mapToInt(String::length).max().orElse(0));
    return (width + 1) * (classes.size() + 1) <= WIDEST
        ? matrix(classes, counts, width + 1)
        : mistakes(classes, counts, width);
  }

  private static String matrix(List<String> classes, List<List<Integer>> counts, int width) {
    String cell = "%" + width + "s";
    StringBuilder text = new StringBuilder("is (rows), said to be (columns)\n");
    text.append(String.format(cell, ""));
    classes.forEach(name -> text.append(String.format(cell, name)));
    for (int k = 0; k < classes.size(); k++) {
      text.append('\n').append(String.format(cell, classes.get(k)));
      counts.get(k).forEach(n -> text.append(String.format(cell, n)));
    }
    return text.toString();
  }

  private static String mistakes(List<String> classes, List<List<Integer>> counts, int width) {
    String row = "%n%-" + width + "s %6s %6s  %s";
    StringBuilder text = new StringBuilder("--json has the whole matrix; most mistakes:");
    text.append(String.format(row, "is", "count", "found", "else said to be"));
    for (int k = 0; k < classes.size(); k++) {
      List<Integer> said = counts.get(k);
      int own = k;
      int count = said.stream().mapToInt(Integer::intValue).sum();
      String others =
          IntStream.range(0, classes.size())
              .filter(j -> j != own && said.get(j) > 0)
              .boxed()
              .sorted(Comparator.comparing((Integer j) -> -said.get(j)))
              .limit(NAMED)
              .map(j -> classes.get(j) + " " + said.get(j))
              .collect(Collectors.joining(", "));
      String found =
          count == 0 ? "-" : String.format(Locale.ROOT, "%d %%", 100 * said.get(k) / count);
      text.append(String.format(row, classes.get(k), count, found, others).stripTrailing());
    }
    return text.toString();
  }
}
