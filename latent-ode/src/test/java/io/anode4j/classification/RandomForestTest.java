package io.anode4j.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomForestTest {
  /** Two features whose signs agree or not, and eight of noise. */
  private static double[][] features(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] features = new double[count][];
    Arrays.setAll(features, i -> random.doubles(10, -1, 1).toArray());
    return features;
  }

  private static int[] agree(double[][] features) {
    return Arrays.stream(features).mapToInt(x -> x[0] * x[1] > 0 ? 1 : 0).toArray();
  }

  private static RandomForest forest(double[][] features, int[] truth, int classes, int threads) {
    try (Workers workers = new Workers(threads, "The test")) {
      return RandomForest.fit(features, truth, classes, k -> new SplittableRandom(77 + k), workers);
    }
  }

  private static double accuracy(RandomForest forest, double[][] features, int[] truth) {
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      double[] p = forest.probabilities(features[i]);
      right += (p[1] > p[0] ? 1 : 0) == truth[i] ? 1 : 0;
    }
    return (double) right / truth.length;
  }

  /** What no line tells apart: a logistic regression has half of it right. */
  @Test
  void whatDependsOnTwoFeaturesAtOnceIsLearnt() {
    double[][] train = features(600, 1);
    double[][] test = features(400, 2);
    RandomForest forest = forest(train, agree(train), 2, 2);
    assertTrue(accuracy(forest, test, agree(test)) > 0.85);
    LogisticRegression line = LogisticRegression.fit(train, agree(train), 2, 10);
    int right = 0;
    for (double[] x : test) {
      right += (line.probabilities(x)[1] > 0.5) == (x[0] * x[1] > 0) ? 1 : 0;
    }
    assertTrue(right < 250, "right " + right);
  }

  @Test
  void threadsChangeNothingAndProbabilitiesSumToOne() {
    double[][] train = features(1_500, 3);
    RandomForest one = forest(train, agree(train), 3, 1);
    assertEquals(one, forest(train, agree(train), 3, 4));
    for (double[] x : features(20, 4)) {
      double[] p = one.probabilities(x);
      assertEquals(1, Arrays.stream(p).sum(), 1e-9);
      assertEquals(0.01 / 3, p[2], 1e-9);
    }
  }

  /** A tree sees 1,024 of however many examples. */
  @Test
  void treesOfManyExamplesAreNoLarger() {
    double[][] few = features(1_024, 5);
    double[][] many = features(20_000, 5);
    SplittableRandom random = new SplittableRandom(6);
    int fewNodes = nodes(forest(few, random.ints(1_024, 0, 2).toArray(), 2, 2));
    int manyNodes = nodes(forest(many, random.ints(20_000, 0, 2).toArray(), 2, 2));
    assertTrue(manyNodes < 2 * fewNodes, manyNodes + " and " + fewNodes);
  }

  private static int nodes(RandomForest forest) {
    return forest.trees().stream().mapToInt(t -> t.feature().size()).sum();
  }

  /** Missing is a value of its own, and infinite ones are large. */
  @Test
  void missingAndInfiniteFeaturesAreAsked() {
    double[][] features = new double[60][];
    Arrays.setAll(
        features,
        i ->
            new double[] {
              i % 3 == 0 ? Double.NaN : i % 3 == 1 ? 5 : Double.POSITIVE_INFINITY, Double.NaN
            });
    int[] truth = new int[60];
    Arrays.setAll(truth, i -> i % 3);
    RandomForest forest = forest(features, truth, 3, 1);
    assertEquals(0.9933, forest.probabilities(new double[] {Double.NaN, 1})[0], 1e-3);
    assertEquals(0.9933, forest.probabilities(new double[] {5, Double.NaN})[1], 1e-3);
    assertEquals(0.9933, forest.probabilities(new double[] {1e300, 1})[2], 1e-3);
  }

  /** Where nothing varies every tree is a leaf, and the forest says about how often classes are. */
  @Test
  void equalFeaturesLeaveTheLargestClass() {
    double[][] features = new double[30][2];
    int[] truth = new int[30];
    Arrays.fill(truth, 0, 20, 1);
    double[] p = forest(features, truth, 2, 1).probabilities(new double[] {0, 0});
    assertTrue(p[1] > 0.9, Arrays.toString(p));
  }

  @Test
  void itComesBackFromJson() throws JsonProcessingException {
    double[][] train = features(100, 7);
    RandomForest forest = forest(train, agree(train), 2, 1);
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(forest);
    assertEquals(forest, json.readValue(text, RandomForest.class));
  }

  @Test
  void damagedTreesAreRefused() {
    assertRefused("lacks nodes", () -> new DecisionTree(List.of(), List.of(), List.of()));
    assertRefused("lacks nodes", () -> new DecisionTree(List.of(-1), List.of(), List.of(0)));
    List<Float> thresholds = List.of(0f, 0f, 0f);
    for (int other : new int[] {-1, 0, 1, 3}) {
      assertRefused(
          "leads nowhere",
          () -> new DecisionTree(List.of(0, -1, -1), thresholds, List.of(other, 0, 0)));
    }
    assertRefused(
        "out of range", () -> new DecisionTree(List.of(-1), List.of(Float.NaN), List.of(0)));
    DecisionTree tree = new DecisionTree(List.of(2, -1, -3), thresholds, List.of(2, 0, 0));
    assertRefused("does not fit", () -> new RandomForest(2, 3, List.of(tree)));
    assertRefused("does not fit", () -> new RandomForest(3, 2, List.of(tree)));
    assertRefused("no trees", () -> new RandomForest(3, 3, List.of()));
    assertEquals(2, tree.vote(new float[] {0, 0, 1}));
    assertEquals(0, tree.vote(new float[] {0, 0, 0}));
  }

  private static void assertRefused(String why, org.junit.jupiter.api.function.Executable what) {
    String message = assertThrows(IllegalArgumentException.class, what).getMessage();
    assertTrue(message.contains(why), message);
  }
}
