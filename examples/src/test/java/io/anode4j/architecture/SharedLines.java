package io.anode4j.architecture;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much of a source stands in another one as well: of its significant lines those in runs of at
 * least {@value #RUN} that the other has too, line by line the same.
 *
 * @param smaller the source with fewer lines
 * @param larger the other one
 * @param same its lines that the other one has
 * @param of all its lines
 */
record SharedLines(String smaller, String larger, int same, int of) {
  /** Fewer in a row are idiom, not a copy. */
  private static final int RUN = 3;

  /**
   * A pair with fewer is passed over, or every source of ten lines would be a copy of some loop.
   */
  private static final int FEWEST = 4;

  /** Percent of the smaller one's lines, rounded down. */
  int percent() {
    return 100 * same / of;
  }

  /**
   * Pairs with lines in common.
   *
   * @param sources significant lines by name
   */
  static List<SharedLines> among(Map<String, List<String>> sources) {
    Map<String, Set<String>> holders = new HashMap<>();
    Map<String, List<String>> runs = new TreeMap<>();
    sources.forEach(
        (name, lines) -> {
          runs.put(name, runs(lines));
          runs.get(name).forEach(r -> holders.computeIfAbsent(r, x -> new TreeSet<>()).add(name));
        });
    Map<String, Set<String>> pairs = new TreeMap<>();
    for (Set<String> names : holders.values()) {
      for (String one : names) {
        for (String other : names) {
          if (one.compareTo(other) < 0) {
            pairs.computeIfAbsent(one, x -> new TreeSet<>()).add(other);
          }
        }
      }
    }
    List<SharedLines> found = new ArrayList<>();
    pairs.forEach(
        (one, others) -> {
          for (String other : others) {
            boolean ordered = sources.get(one).size() <= sources.get(other).size();
            String smaller = ordered ? one : other;
            String larger = ordered ? other : one;
            int same = same(runs.get(smaller), new HashSet<>(runs.get(larger)));
            if (same >= FEWEST) {
              found.add(new SharedLines(smaller, larger, same, sources.get(smaller).size()));
            }
          }
        });
    return found;
  }

  /** The run that begins at each line. */
  private static List<String> runs(List<String> lines) {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + RUN <= lines.size(); i++) {
      runs.add(String.join("\n", lines.subList(i, i + RUN)));
    }
    return runs;
  }

  private static int same(List<String> runs, Set<String> others) {
    BitSet same = new BitSet();
    for (int i = 0; i < runs.size(); i++) {
      if (others.contains(runs.get(i))) {
        same.set(i, i + RUN);
      }
    }
    return same.cardinality();
  }
}
