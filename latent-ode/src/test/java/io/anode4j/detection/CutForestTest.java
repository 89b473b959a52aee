package io.anode4j.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CutForestTest {
  private static double[] at(double... point) {
    return point;
  }

  /**
   * Points 0, 1 and 10 on a line, each cut in the middle of its box:
   *
   * <pre>
   *        5
   *      /   \
   *    0.5    10
   *    / \
   *   0   1
   * </pre>
   */
  @Test
  void displacesAsWorkedOutByHand() {
    CutTree tree = new CutTree(4, 1, () -> 0.5);
    int zero = tree.insert(at(0));
    assertEquals(0, tree.displacement(zero));
    int one = tree.insert(at(1));
    assertEquals(1, tree.displacement(zero));
    int ten = tree.insert(at(10));

    assertEquals(2, tree.displacement(ten), "0 and 1 rise when 10 goes");
    assertEquals(1, tree.displacement(zero), "1 rises; or 10, for two that go");
    assertEquals(1, tree.displacement(one));

    assertEquals(ten, tree.insert(at(10)), "the leaf of its equal");
    assertEquals(1, tree.displacement(ten), "2 points for 2");
    assertEquals(1, tree.displacement(zero));

    tree.remove(zero);
    assertEquals(2, tree.displacement(one), "both tens rise");
    assertEquals(0.5, tree.displacement(ten));
    tree.remove(ten);
    tree.remove(ten);
    tree.remove(one);
    assertEquals(0, tree.size());
  }

  /** A box of sides 9 and 1: nine cuts in ten divide along the first. */
  @Test
  void cutsLongSidesMoreOften() {
    SplittableRandom random = new SplittableRandom(1);
    int first = 0;
    for (int i = 0; i < 2000; i++) {
      CutTree tree = new CutTree(3, 2, random::nextDouble);
      int a = tree.insert(at(0, 0));
      tree.insert(at(9, 0));
      int c = tree.insert(at(9, 1));
      // Cut along the first side first, the two at 9 stay together.
      first += tree.displacement(a) == 2 ? 1 : 0;
      assertTrue(tree.displacement(a) == 2 || tree.displacement(c) == 2);
    }
    assertEquals(0.9, first / 2000.0, 0.03);
  }

  /** As many points come as go; the tree is always one of those that are there. */
  @Test
  void forgetsWhatGoes() {
    SplittableRandom random = new SplittableRandom(2);
    CutTree tree = new CutTree(9, 3, random::nextDouble);
    List<Integer> leaves = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      leaves.add(tree.insert(at(random.nextInt(4), random.nextInt(4), random.nextInt(4))));
      if (leaves.size() > 8) {
        tree.remove(leaves.remove(random.nextInt(leaves.size())));
      }
      assertEquals(leaves.size(), tree.size());
    }
    while (!leaves.isEmpty()) {
      tree.remove(leaves.remove(0));
    }
    assertEquals(0, tree.size());
    int again = tree.insert(at(7, 7, 7));
    tree.insert(at(0, 0, 0));
    assertEquals(1, tree.displacement(again));
  }

  @Test
  void findsWhatIsFarOut() {
    SplittableRandom random = new SplittableRandom(3);
    double[] times = new double[1200];
    double[][] values = new double[times.length][];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
      values[i] = new double[] {random.nextGaussian() + (i == 1000 ? 12 : 0)};
    }
    boolean[] anomalous = new boolean[times.length];
    anomalous[1000] = true;
    LabelledStream stream = new LabelledStream(TimeSeries.of("s", times, values), anomalous, 600);

    Verdict[] said = new CutForestRule(0.01, 1).judge(stream);

    assertTrue(said[1000].alarm());
    double most = 0;
    for (int i = 600; i < 1000; i++) {
      most = Math.max(most, said[i].score());
    }
    assertTrue(said[1000].score() > most);
    assertArrayEquals(said, new CutForestRule(0.01, 1).judge(stream));
  }
}
