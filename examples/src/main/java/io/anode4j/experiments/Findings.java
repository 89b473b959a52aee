package io.anode4j.experiments;

import io.anode4j.chart.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * @param held seeds on which it is
   * @param seeds seeds in all
   */
  public record Verdict(String order, int held, int seeds) {
    /** The verdict in words. */
    public String words() {
      return (held == seeds ? "order reproduced on " : held == 0 ? "order not reproduced: " : "")
          + held
          + " of "
          + seeds
          + (seeds == 1 ? " seed" : " seeds")
          + (held == 0 || held == seeds ? "" : " only");
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

  /** Adds a verdict. */
  void concluded(String order, int held, int seeds) {
    verdicts.add(new Verdict(order, held, seeds));
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
