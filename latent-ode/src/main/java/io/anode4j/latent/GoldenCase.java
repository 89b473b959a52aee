package io.anode4j.latent;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers where it comes from: for one series the mean and deviation of q(z), and what
 * is decoded from the mean's states. Times and values are in original units.
 *
 * @param times of the observations, increasing
 * @param values {@code [times × channels]}, null where missing, no row of nulls alone
 * @param asked times asked, increasing
 * @param solver method of fixed steps that is exact enough, for the states of this case alone
 * @param step its steps, model time
 * @param mean of q(z)
 * @param deviation of q(z)
 * @param location decoded from the states that start at the mean {@code [asked × channels]}
 * @param scale of the values around it {@code [asked × channels]}
 */
record GoldenCase(
    List<Double> times,
    List<List<@Nullable Double>> values,
    List<Double> asked,
    String solver,
    double step,
    List<Double> mean,
    List<Double> deviation,
    List<List<Double>> location,
    List<List<Double>> scale) {

  /** Checks what can be without the model. */
  GoldenCase {
    requireIncreasing("times", times);
    requireIncreasing("asked", asked);
    requireNumbers("mean", mean);
    requireNumbers("deviation", deviation);
    requireRows("values", values.size(), times.size());
    requireRows("location", location.size(), asked.size());
    requireRows("scale", scale.size(), asked.size());
    ModelSpec.require(step > 0, "the step of a golden case is not above 0");
  }

  static void requireNumbers(String name, List<Double> numbers) {
    ModelSpec.require(
        numbers != null && numbers.stream().allMatch(v -> v != null && Double.isFinite(v)),
        "its " + name + " holds what is no finite number");
  }

  private static void requireIncreasing(String name, List<Double> numbers) {
    requireNumbers(name, numbers);
    ModelSpec.require(!numbers.isEmpty(), "the " + name + " of a golden case are none");
    for (int i = 1; i < numbers.size(); i++) {
      ModelSpec.require(
          numbers.get(i) > numbers.get(i - 1),
          "the " + name + " of a golden case do not increase at " + numbers.get(i));
    }
  }

  private static void requireRows(String name, int found, int expected) {
    ModelSpec.require(
        found == expected,
        "the %s of a golden case have %d rows, expected %d".formatted(name, found, expected));
  }

  void requireChannels(int channels) {
    for (List<List<Double>> table : List.of(location, scale)) {
      table.forEach(row -> requireNumbers("location or scale", row));
    }
    for (List<? extends List<? extends @Nullable Object>> table :
        List.of(values, location, scale)) {
      ModelSpec.require(
          table.stream().allMatch(row -> row != null && row.size() == channels),
          "a row of a golden case has not " + channels + " values");
    }
    ModelSpec.require(
        values.stream().allMatch(row -> row.stream().anyMatch(Objects::nonNull)),
        "a golden case has an observation without values");
  }
}
