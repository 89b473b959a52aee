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
    return new StillRuns().movement(Stream.of(pasts));
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
      assertEquals(5 * Math.sqrt(0.02), far, 0.2 * 5 * Math.sqrt(0.02));
    }
    assertEquals(5 * Math.sqrt(0.02), StillRuns.after(movement, 40), 0.15);
  }

  @Test
  void aConstantStaysOne() {
    assertEquals(List.of(), movement(past(new double[500]), past(new double[500])));
    assertEquals(0, StillRuns.after(List.of(), 500));
  }

  /** 0 0 0 2: after two and after three zeros; one place of two moves, by 2. */
  @Test
  void countsPlacesByHand() {
    ChannelPast one = past(0, 0, 0, 2);
    List<Double> movement = movement(one, one, one);
    assertEquals(1, movement.size());
    assertEquals(Math.sqrt(4 / 2.0), movement.get(0), 1e-12);
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
}
