package io.anode4j.experiments;

import io.anode4j.chart.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an experiment finds, in the order in which it finds it. */
public final class Findings {
  private final List<Measurement> measurements = new ArrayList<>();
  private final Map<String, Scene> pictures = new LinkedHashMap<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  /** Nothing yet. */
  public Findings() {}

  /**
   * One number of one run.
   *
   * @param variant what ran: {@code NODE}
   * @param quantity what was measured, with its unit
   * @param seed of the run
   * @param value the number; NaN where there is none
   */
  public record Measurement(String variant, String quantity, long seed, double value) {}

  /**
   * A published number beside ours.
   *
   * @param what what it says
   * @param published as printed, with its table or figure
   * @param ours what was measured here
   */
  public record Comparison(String what, String published, String ours) {}

  /**
   * On how many seeds an order held.
   *
   * @param order what is larger than what
   * @param seeds seeds in all
   * @param against seeds on which it is not, in order
   */
  public record Verdict(String order, int seeds, List<Integer> against) {
    /** Keeps a copy of the list. */
    public Verdict {
      against = List.copyOf(against);
    }

    /** Whether it held on every seed. */
    public boolean everywhere() {
      return against.isEmpty();
    }

    /** The verdict in words, which name the seeds on which it did not hold if there are others. */
    public String words() {
      int held = seeds - against.size();
      String count = held + " of " + seeds + (seeds == 1 ? " seed" : " seeds");
      if (everywhere()) {
        return "order reproduced on " + count;
      }
      if (held == 0) {
        return "order not reproduced: " + count;
      }
      String which = against.stream().map(String::valueOf).collect(Collectors.joining(", "));
      return count + " only, not on " + (against.size() == 1 ? "seed " : "seeds ") + which;
    }
  }

  /** Adds a number. */
  void measured(String variant, String quantity, long seed, double value) {
    measurements.add(new Measurement(variant, quantity, seed, value));
  }

  /** Adds a picture under the name of its file. */
  void picture(String file, Scene scene) {
    pictures.put(file, scene);
  }

  /** Adds a line of published beside ours. */
  void compared(String what, String published, String ours) {
    comparisons.add(new Comparison(what, published, ours));
  }

  /** Adds a difference between the paper's protocol and this one. */
  void differs(String difference) {
    differences.add(difference);
  }

  /**
   * Adds a verdict.
   *
   * @param order what is larger than what
   * @param results of the seeds 1, 2, …
   * @param holds whether it is, of one of them
   */
  <T> void concluded(String order, List<T> results, Predicate<? super T> holds) {
    List<Integer> against =
        IntStream.range(0, results.size())
            .filter(i -> !holds.test(results.get(i)))
            .mapToObj(i -> i + 1)
            .toList();
    verdicts.add(new Verdict(order, results.size(), against));
  }

  /** Mean and spread over seeds, in words. */
  String over(String variant, String quantity) {
    return Sample.of(measurements, variant, quantity).words();
  }

  /** All numbers. */
  public List<Measurement> measurements() {
    return List.copyOf(measurements);
  }

  /** Pictures by the name of their file. */
  public Map<String, Scene> pictures() {
    return new LinkedHashMap<>(pictures);
  }

  /** Published numbers beside ours. */
  public List<Comparison> comparisons() {
    return List.copyOf(comparisons);
  }

  /** Differences of protocol. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** Which orders held. */
  public List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }
}
