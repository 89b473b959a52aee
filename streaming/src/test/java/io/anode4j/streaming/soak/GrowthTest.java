package io.anode4j.streaming.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final double MIB = 1 << 20;

  private static List<Sample> with(IntToDoubleFunction heap) {
    return IntStream.range(0, 120)
        .mapToObj(
            i ->
                new Sample(
                    i, 5000, heap.applyAsDouble(i), Double.NaN, 100 * MIB, 40, 100, i / 4, 0))
        .toList();
  }

  @Test
  void whatWarmsUpOrSwingsDoesNotGrow() {
    assertEquals(List.of(), Growth.all(with(i -> 60 * MIB * (i < 40 ? i / 40.0 : 1))));
    assertEquals(List.of(), Growth.all(with(i -> (60 + 20 * Math.sin(i)) * MIB)));
  }

  /** Three bytes of each of 5,000 readings a second, samples 15 s apart. */
  @Test
  void aSmallLeakIsFound() {
    List<String> found = Growth.all(with(i -> 60 * MIB + 15.0 * 5000 * 3 * i));
    assertEquals(1, found.size());
    assertTrue(found.get(0).startsWith("heap after collection grew"), found.toString());
  }

  @Test
  void whatTheSystemDoesNotTellIsNotJudged() {
    assertEquals(List.of(), Growth.all(with(i -> Double.NaN)));
  }
}
