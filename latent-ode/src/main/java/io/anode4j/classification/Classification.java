package io.anode4j.classification;

import java.util.List;

/**
 * What is said of one series.
 *
 * @param series its id
 * @param classes names of all classes
 * @param probabilities one a class, in the same order; they sum to 1
 */
public record Classification(String series, List<String> classes, List<Double> probabilities) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException when there is not one probability a class
   */
  public Classification {
    classes = List.copyOf(classes);
    probabilities = List.copyOf(probabilities);
    if (classes.isEmpty() || classes.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          "%d probabilities of %d classes; expected one a class, at least one"
              .formatted(probabilities.size(), classes.size()));
    }
  }

  /** The most probable class; of equal ones the first. */
  public String label() {
    int best = 0;
    for (int k = 1; k < probabilities.size(); k++) {
      best = probabilities.get(k) > probabilities.get(best) ? k : best;
    }
    return classes.get(best);
  }

  /**
   * The probability of a class.
   *
   * @param name one of the classes
   * @return a number of 0 to 1
   * @throws IllegalArgumentException when there is no such class
   */
  public double probability(String name) {
    int at = classes.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "there is no class '%s'; expected one of %s".formatted(name, String.join(", ", classes)));
    }
    return probabilities.get(at);
  }
}
