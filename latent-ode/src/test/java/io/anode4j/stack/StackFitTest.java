package io.anode4j.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.evaluation.Leaderboard;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class StackFitTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** The first member errs by 1, the second by 0.5, both say 0.3; errors are independent. */
  private static List<StackCase> cases(int windows, double first, double second) {
    SplittableRandom random = new SplittableRandom(1);
    List<StackCase> cases = new ArrayList<>();
    for (int w = 0; w < windows; w++) {
      for (int t = 1; t <= 10; t++) {
        double truth = 2 * random.nextGaussian();
        double[] means = {
          truth + first * random.nextGaussian(), truth + second * random.nextGaussian()
        };
        double log = Math.log(0.3);
        cases.add(new StackCase(w, 0, t / 10.0, truth, -INFINITE, INFINITE, means, log, log));
      }
    }
    return cases;
  }

  private static Stack fit(List<StackCase> cases, int threads) {
    try (Workers workers = new Workers(threads, "The test")) {
      return new StackFit(List.of("one", "two"), 1, 2, 100, 1, 400, workers).fit(cases);
    }
  }

  /** Least squares would weigh by 1/variance: 0.2 and 0.8, with an error of √0.2. */
  @Test
  void membersAreWeighedByTheirErrorsAndWidthsMadeHonest() {
    List<StackCase> cases = cases(400, 1, 0.5);
    Stack stack = fit(cases, 1);
    for (double lead : new double[] {0, 0.3, 1, 5}) {
      Blend blend = stack.blend(0, lead);
      assertEquals(0.2, blend.weights()[0], 0.08);
      assertEquals(1, blend.weights()[0] + blend.weights()[1], 1e-9);
      assertEquals(0.9, covered(cases, blend), 0.04);
    }
  }

  private static double covered(List<StackCase> cases, Blend blend) {
    return cases.stream()
        .mapToInt(one -> one.distance(blend.mean(one.means())) < 1.645 * one.width(blend) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /** Half of the time the second member errs as the first does, else both are right. */
  @Test
  void membersThatDisagreeAreBelievedLess() {
    SplittableRandom random = new SplittableRandom(2);
    List<StackCase> cases = new ArrayList<>();
    for (int w = 0; w < 400; w++) {
      double error = w % 2 == 0 ? 1 : 0.1;
      for (int t = 1; t <= 10; t++) {
        double[] means = {error * random.nextGaussian(), error * random.nextGaussian()};
        cases.add(new StackCase(w, 0, t / 10.0, 0, -INFINITE, INFINITE, means, 0, 0));
      }
    }
    Blend blend = fit(cases, 1).blend(0, 0.5);
    double agreeing = blend.width(0, 0, new double[] {0.1, -0.1});
    double disagreeing = blend.width(0, 0, new double[] {1, -1});
    assertTrue(disagreeing > 3 * agreeing, agreeing + " and " + disagreeing);
  }

  /** A mixture of two numbers a half each, 2 apart, has a standard deviation of 1. */
  @Test
  void disagreementIsTheSpreadOfTheMixture() {
    Blend halves = new Blend(new double[] {0.5, 0.5}, 0, 0, 1);
    assertEquals(Math.sqrt(1 + 1e-18), halves.width(-20, -20, new double[] {4, 6}), 1e-8);
    assertEquals(Math.sqrt(2), halves.width(0, 0, new double[] {4, 6}), 1e-12);
    assertEquals(1, halves.width(0, 0, new double[] {4, 4}), 1e-12);
  }

  /** Nobody has seen anything: networks and anchor are believed, the simple rules hardly. */
  @Test
  void beforeAnythingIsSeenStrongMembersShareTheWeight() {
    try (Workers workers = new Workers(1, "The test")) {
      StackFit few = new StackFit(List.of("a", "b", "c", "d"), 1, 2, 100, 1, 1, workers);
      double[] means = {1, 2, 3, 4};
      StackCase one = new StackCase(0, 0, 0.5, 0, -INFINITE, INFINITE, means, 0, 0);
      assertArrayEquals(
          new double[] {0.45, 0.45, 0.05, 0.05},
          few.fit(List.of(one)).blend(0, 0.5).weights(),
          1e-12);
    }
  }

  /** The first network errs by 1, the second by so much, beside or with it; the rule by 3. */
  private static Stack pruned(double second, boolean alike, int threads) {
    SplittableRandom random = new SplittableRandom(4);
    List<StackCase> cases = new ArrayList<>();
    for (int w = 0; w < 300; w++) {
      for (int t = 1; t <= 8; t++) {
        double error = random.nextGaussian();
        double own = second * random.nextGaussian();
        double[] means = {error, alike ? error + own : own, 3 * random.nextGaussian()};
        cases.add(new StackCase(w, 0, t / 8.0, 0, -INFINITE, INFINITE, means, 0, 0));
      }
    }
    try (Workers workers = new Workers(threads, "The test")) {
      List<String> names = List.of("network", "second", "rule");
      return new StackFit(names, 2, 2, 100, 1, 300, workers)
          .lookingBack()
          .pruned(cases, List.of(1))
          .fit(cases);
    }
  }

  /** It costs a solve at every forecast: of one that only adds noise to the first nothing stays. */
  @Test
  void aSecondNetworkStaysOnlyWhereTheBlendIsBetterWithIt() {
    for (double noise : new double[] {0.01, 0.1, 1, 5}) {
      assertEquals(Set.of("network", "rule"), pruned(noise, true, 1).asked(), "noise " + noise);
    }
    for (double error : new double[] {0.3, 1, 2}) {
      assertTrue(pruned(error, false, 1).asked().contains("second"), "error " + error);
    }
    assertEquals(0.5, pruned(1, false, 1).blend(0, 0.5).weights()[1], 0.1);
  }

  @Test
  void whoIsLeftOutDoesNotDependOnThreads() {
    for (double error : new double[] {1, 20}) {
      assertArrayEquals(
          pruned(error, false, 1).blend(0, 0.3).weights(),
          pruned(error, false, 3).blend(0, 0.3).weights());
    }
  }

  @Test
  void tooFewValuesLeaveNobodyOut() {
    try (Workers workers = new Workers(1, "The test")) {
      List<String> names = List.of("a", "b", "c");
      double[] means = {1, 1, 1};
      List<StackCase> one = List.of(new StackCase(0, 0, 0.5, 0, -INFINITE, INFINITE, means, 0, 0));
      StackFit few = new StackFit(names, 2, 2, 100, 1, 1, workers).pruned(one, List.of(1));
      assertTrue(few.fit(one).asked().contains("b"));
    }
  }

  /**
   * A network that errs twice as far as a rule, one as far, one half as far; windows alike within.
   */
  @Test
  void whatCannotBeToldFromASimpleRuleGivesWayToIt() {
    assertTrue(ruleShare(2) > 0.8, "worse");
    assertTrue(ruleShare(1.1) > 0.5, "hardly different");
    assertTrue(ruleShare(0.5) < 0.15, "better");
    assertEquals("rule", board(2).refuge());
    assertTrue(board(2).drawn() > 0.5, "" + board(2).drawn());
    assertTrue(board(0.5).drawn() < 0.4, "" + board(0.5).drawn());
  }

  private static double ruleShare(double networkError) {
    return againstARule(networkError, (fit, stack) -> stack.blend(0, 0.4).weights()[2]);
  }

  private static Leaderboard board(double networkError) {
    return againstARule(networkError, StackFit::leaderboard).orElseThrow();
  }

  private static <R> R againstARule(double networkError, BiFunction<StackFit, Stack, R> asked) {
    try (Workers workers = new Workers(1, "The test")) {
      List<String> names = List.of("network", "ridge", "rule");
      StackFit fit = new StackFit(names, 1, 2, 100, 1, 40, workers);
      return asked.apply(fit, fit.fit(againstARule(networkError)));
    }
  }

  private static List<StackCase> againstARule(double networkError) {
    return againstARule(networkError, 40);
  }

  private static List<StackCase> againstARule(double networkError, int windows) {
    SplittableRandom random = new SplittableRandom(3);
    List<StackCase> cases = new ArrayList<>();
    for (int w = 0; w < windows; w++) {
      double rule = random.nextGaussian();
      double network = rule + networkError * random.nextGaussian() - (networkError < 1 ? rule : 0);
      for (int t = 1; t <= 40; t++) {
        double[] means = {network, network, rule};
        cases.add(new StackCase(w, 0, t / 40.0, 0, -INFINITE, INFINITE, means, 0, 0));
      }
    }
    return cases;
  }

  /** Three windows speak for the rule: others are left out, unless they may be needed. */
  @Test
  void whoLooksBackKeepsAllMembers() {
    List<StackCase> cases = againstARule(1.5, 3);
    try (Workers workers = new Workers(1, "The test")) {
      List<String> names = List.of("network", "ridge", "rule");
      StackFit fit = new StackFit(names, 1, 2, 100, 1, 3, workers);
      assertEquals(0, fit.fit(cases).blend(0, 0.5).weights()[0]);
      Blend kept = fit.lookingBack().fit(cases).blend(0, 0.5);
      assertTrue(kept.weights()[0] > 0.02, () -> "" + kept.weights()[0]);
      assertTrue(kept.weights()[2] > 0.9, () -> "" + kept.weights()[2]);
    }
  }

  @Test
  void aUselessMemberIsLeftOut() {
    Stack stack = fit(cases(400, 3, 0.1), 1);
    assertTrue(stack.blend(0, 0.5).weights()[0] < 0.05);
  }

  /** Nothing is kept of a member that nowhere comes to a hundredth: it need not be asked. */
  @Test
  void aMemberOfNoShareIsNotAsked() {
    Stack stack = fit(cases(4000, 30, 0.1), 1);
    assertEquals(Set.of("two"), stack.asked());
    assertEquals(1, stack.blend(0, 0.5).weights()[1], 1e-12);
    assertEquals(Set.of("one", "two"), fit(cases(400, 1, 0.5), 1).asked());
  }

  /**
   * A thousandth of a member that is eight units off would be five times as wide as the errors of
   * the other; forecasts drop such a member as soon as it was wrong of late.
   */
  @Test
  void theWidthDoesNotRestOnMembersThatHaveNoSay() {
    for (double far : new double[] {3, 8, 30}) {
      List<StackCase> cases = cases(400, far, 0.05);
      try (Workers workers = new Workers(1, "The test")) {
        StackFit fit = new StackFit(List.of("one", "two"), 1, 2, 100, 1, 400, workers);
        Blend blend = fit.lookingBack().fit(cases).blend(0, 0.5);
        assertEquals(0.9, covered(cases, blend.reweighed(new double[] {0, 1})), 0.06);
      }
    }
  }

  /** Few windows leave weight to the prior, of which a member that is far off must have none. */
  @Test
  void aMemberThatIsFarOffSpoilsNothingWhileWindowsAreFew() {
    SplittableRandom random = new SplittableRandom(5);
    List<StackCase> cases = new ArrayList<>();
    for (int w = 0; w < 12; w++) {
      for (int t = 1; t <= 20; t++) {
        double[] means = {30, 0.3 * random.nextGaussian(), random.nextGaussian()};
        double value = 0.3 * random.nextGaussian();
        cases.add(new StackCase(w, 0, t / 20.0, value, -INFINITE, INFINITE, means, 0, 0));
      }
    }
    try (Workers workers = new Workers(1, "The test")) {
      StackFit fit = new StackFit(List.of("far", "ridge", "rule"), 1, 2, 100, 1, 12, workers);
      double[] weights = fit.fit(cases).blend(0, 0.4).weights();
      assertTrue(30 * weights[0] < 0.05, "far " + weights[0]);
      assertTrue(weights[1] > 0.6, "ridge " + weights[1]);
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    List<StackCase> cases = cases(60, 1, 0.5);
    Stack one = fit(cases, 1);
    Stack two = fit(cases, 2);
    for (int i = 0; i < 2; i++) {
      assertEquals(one.blend(0, 0.4).weights()[i], two.blend(0, 0.4).weights()[i]);
    }
  }

  @Test
  void withFewCasesAllCountAlike() {
    Blend blend = fit(cases(3, 1, 0.5), 1).blend(0, 0.5);
    assertEquals(0.5, blend.weights()[0], 1e-12);
    assertEquals(0, blend.logFactor(), 1e-12);
  }

  @Test
  void aStackThatDoesNotHoldTogetherIsRefused() {
    Blend wrong = new Blend(new double[] {1}, 0, 0, 1);
    List<List<Blend>> rows = List.of(List.of(wrong, wrong, wrong, wrong));
    assertThrows(
        IllegalArgumentException.class, () -> new Stack(List.of("a", "b"), rows, List.of()));
  }

  /** On a bound beyond which the mean lies nothing is amiss. */
  @Test
  void aValueOnItsBoundIsNotFarFromAMeanBeyond() {
    StackCase zero = new StackCase(0, 0, 0.5, 0, 0, INFINITE, new double[] {-3, -3}, 0, 0);
    assertEquals(0, zero.distance(-3));
    assertEquals(2, zero.distance(2));
  }
}
