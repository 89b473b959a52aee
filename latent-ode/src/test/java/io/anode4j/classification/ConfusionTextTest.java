package io.anode4j.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTextTest {
  @Test
  void aFewClassesAreAMatrix() {
    String text = ConfusionText.of(List.of("no", "yes"), List.of(List.of(8, 1), List.of(2, 3)));
    List<String> lines = text.lines().toList();
    assertEquals("is (rows), said to be (columns)", lines.get(0));
    assertEquals("    yes      2      3", lines.get(3));
  }

  /** 25 kinds of stars made lines of 800 characters. */
  @Test
  void manyAreListedWithTheirMistakes() {
    List<String> classes = IntStream.range(0, 30).mapToObj(k -> "class " + k).toList();
    List<List<Integer>> counts = new ArrayList<>(Collections.nCopies(30, none()));
    List<Integer> seventh = new ArrayList<>(none());
    seventh.set(7, 5);
    seventh.set(2, 1);
    seventh.set(9, 4);
    counts.set(7, seventh);
    String text = ConfusionText.of(classes, counts);
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertTrue(text.contains("class 7      10   50 %  class 9 4, class 2 1"), text);
    assertTrue(text.contains("class 8       0      -"), text);
  }

  private static List<Integer> none() {
    return Collections.nCopies(30, 0);
  }
}
