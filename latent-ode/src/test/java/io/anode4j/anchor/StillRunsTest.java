package io.anode4j.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StillRunsTest {
  private static ChannelPast past(double... values) {
    double[] times = new double[values.length];
    double[][] rows = new double[values.length][1];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
      rows[i][0] = values[i];
    }
    return new ChannelPast(TimeSeries.of("s", times, rows), 0, 10);
  }

  private static List<Double> movement(ChannelPast... pasts) {
    return new StillRuns().movement(Stream.of(pasts), 1);
  }

  private static ChannelPast events(long seed, int length, double probability, double size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextDouble() < probability ? size : 0;
    }
    return past(values);
  }

  /** Events without a memory: after any stillness the next value is one with the same chance. */
  @Test
  void eventsWithoutMemoryAreExpectedAfterAnyStillness() {
    List<Double> movement = movement(events(1, 40_000, 0.02, 5));
    assertTrue(movement.size() >= 6, movement.toString());
    for (double far : movement.subList(0, 6)) {
      // 200 to 800 events behind it: their number is known to 7 %, its root to half of that.
      assertEquals(Math.sqrt(0.02), far, 0.2 * Math.sqrt(0.02));
    }
    assertEquals(Math.sqrt(0.02), StillRuns.after(movement, 40), 0.03);
  }

  @Test
  void aConstantStaysOne() {
    assertEquals(List.of(), movement(past(new double[500]), past(new double[500])));
    assertEquals(0, StillRuns.after(List.of(), 500));
  }

  /**
   * 0 0 0 2: after two and after three zeros; one place of two moves, by 2, where one move of 2
   * beside four of the usual 1 makes 2 to the power 1 / 5.
   */
  @Test
  void countsPlacesByHand() {
    ChannelPast one = past(0, 0, 0, 2);
    List<Double> movement = movement(one, one, one);
    assertEquals(1, movement.size());
    assertEquals(Math.sqrt(4 / 2.0) / Math.pow(2, 0.2), movement.get(0), 1e-12);
    assertEquals(List.of(), movement(one, one), "two runs are chance");
  }

  /**
   * However small the steps of a small series are beside those of others: it does not stand still.
   */
  @Test
  void onlyEqualValuesAreStill() {
    double[] drifting = new double[100];
    for (int i = 0; i < drifting.length; i++) {
      drifting[i] = i * 1e-9;
    }
    assertEquals(List.of(), movement(past(drifting)));
    assertEquals(1, StillRuns.length(past(drifting), 50));
    assertEquals(3, StillRuns.length(past(1, 2, 2, 2, 3), 4));
    assertEquals(3, StillRuns.length(past(1, 2, 2, 2, 3), 5), "the event that ended it");
    assertEquals(1, StillRuns.length(past(2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 1), 11), "long ago");
    assertEquals(0, StillRuns.length(past(1, 2), 0));
  }

  /** Of the context, or of the last eight values where it has fewer. */
  @Test
  void whatMovesAtNearlyEveryStepDoesNotStandStill() {
    ChannelPast past = past(1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 7);
    assertEquals(1, StillRuns.share(past, 0, 4));
    assertEquals(5 / 11.0, StillRuns.share(past, 0, 12), 1e-12);
    assertEquals(1 / 7.0, StillRuns.share(past, 12, 12), 1e-12, "the last eight");
    assertEquals(0, StillRuns.share(past, 0, 1));
    assertEquals(0, StillRuns.share(past, 0, 0));
  }

  /** Longer than was ever seen: twice as long still, half as probable to move. */
  @Test
  void beyondTheLongestRunsTheChanceFades() {
    List<Double> movement = List.of(3.0, 2.0);
    assertEquals(0, StillRuns.after(movement, 1));
    assertEquals(3, StillRuns.after(movement, 2));
    assertEquals(2, StillRuns.after(movement, 4));
    assertEquals(2, StillRuns.after(movement, 8));
    assertEquals(2 * Math.sqrt(0.5), StillRuns.after(movement, 16), 1e-12);
    assertEquals(2 * Math.sqrt(0.008), StillRuns.after(movement, 1000), 1e-12);
    assertTrue(StillRuns.after(movement, Integer.MAX_VALUE) < 2e-4);
  }

  /** Beside others of any size, and of any unit: the small move as far for their size. */
  @Test
  void sizesOfSeriesAndUnitsChangeNothing() {
    List<Double> alone = movement(events(1, 4_000, 0.1, 1), events(2, 4_000, 0.1, 1));
    List<Double> mixed = movement(events(1, 4_000, 0.1, 1000), events(2, 4_000, 0.1, 0.001));
    // 800 moves beside four of the usual size, which are up to 1000 times theirs: 7 / 800.
    assertEquals(alone.get(0), mixed.get(0), 0.01 * alone.get(0));
    ChannelPast past = past(0, 3, 3, 3, 4, 9, 9, 2, 2);
    ChannelPast large = past(0, 3e6, 3e6, 3e6, 4e6, 9e6, 9e6, 2e6, 2e6);
    for (int i = 0; i <= past.size(); i++) {
      assertEquals(1e6 * past.move(i, 5), large.move(i, 5e6), 1e-5);
    }
    assertEquals(5, past.move(1, 5), "which has not moved");
    assertEquals(Math.pow(3, 0.2) * Math.pow(5, 0.8), past.move(2, 5), 1e-12);
  }
}
