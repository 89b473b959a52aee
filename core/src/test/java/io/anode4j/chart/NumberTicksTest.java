package io.anode4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class NumberTicksTest {
  private static List<String> labels(Ticks ticks) {
    return ticks.marks().stream().map(Ticks.Tick::label).toList();
  }

  @Test
  void stepsByOneTwoFive() {
    assertEquals(List.of("0", "2", "4", "6", "8", "10"), labels(NumberTicks.of(0, 10, 6)));
    assertEquals(List.of("−0.5", "0.0", "0.5", "1.0"), labels(NumberTicks.of(-0.7, 1.2, 5)));
    assertEquals(List.of("20", "25", "30"), labels(NumberTicks.of(17, 33, 5)));
    assertEquals(new BigDecimal("0.5"), NumberTicks.step(0.21));
    assertEquals(0, new BigDecimal("0.2").compareTo(NumberTicks.step(0.2)));
    assertEquals(0, new BigDecimal("100").compareTo(NumberTicks.step(51)));
  }

  @Test
  void groupsThousandsInEveryLabelOnceOneNeedsIt() {
    assertEquals(List.of("0", "5,000", "10,000", "15,000"), labels(NumberTicks.of(0, 15_000, 5)));
    assertEquals(List.of("0", "2000", "4000"), labels(NumberTicks.of(0, 4000, 3)));
  }

  @Test
  void movesTheMagnitudeToTheNote() {
    Ticks huge = NumberTicks.of(1e9, 3e9, 5);
    assertEquals(List.of("1.0", "1.5", "2.0", "2.5", "3.0"), labels(huge));
    assertEquals("×10⁹", huge.note());
    Ticks tiny = NumberTicks.of(-1e-9, 1e-9, 5);
    assertEquals(List.of("−1.0", "−0.5", "0.0", "0.5", "1.0"), labels(tiny));
    assertEquals("×10⁻⁹", tiny.note());
    assertEquals("", NumberTicks.of(0, 900_000, 5).note());
  }

  @Test
  void movesTheSharedPartToTheNote() {
    Ticks ticks = NumberTicks.of(1e9 - 1.1, 1e9 + 1.1, 6);
    assertEquals(List.of("−1.0", "−0.5", "0.0", "0.5", "1.0"), labels(ticks));
    assertEquals("1×10⁹ +", ticks.note());
    assertEquals(1e9 - 1, ticks.marks().get(0).value());
  }

  @Test
  void survivesTheEndsOfTheNumberLine() {
    assertTrue(NumberTicks.of(-1.7e308, 1.7e308, 6).marks().size() >= 2);
    assertTrue(NumberTicks.of(0, 1e-300, 6).marks().size() >= 2);
  }

  /** Whatever the range: few, inside, evenly apart, told apart by their labels, and short. */
  @RepeatedTest(200)
  void holdsForAnyRange(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    double centre = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 13));
    double width = Math.max(Math.abs(centre), 1e-12) * Math.pow(10, random.nextInt(-7, 4));
    double low = centre - width / 2;
    double high = centre + width / 2;
    int most = random.nextInt(3, 12);
    List<Ticks.Tick> ticks = NumberTicks.of(low, high, most).marks();
    assertTrue(ticks.size() >= 2 && ticks.size() <= Math.max(5, most), () -> "" + ticks);
    double step = ticks.get(1).value() - ticks.get(0).value();
    for (int i = 0; i < ticks.size(); i++) {
      double value = ticks.get(i).value();
      assertTrue(value >= low - 1e-6 * step && value <= high + 1e-6 * step, () -> "" + ticks);
      assertEquals(ticks.get(0).value() + i * step, value, 1e-6 * step);
      assertTrue(ticks.get(i).label().length() <= 9, () -> "" + ticks);
    }
    List<String> labels = ticks.stream().map(Ticks.Tick::label).toList();
    assertEquals(labels.size(), new HashSet<>(labels).size(), () -> "" + ticks);
  }
}
