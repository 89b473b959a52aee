package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scale;
import io.anode4j.chart.Ticks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a fan chart says in words and at its axis can be told apart, whatever its magnitude. */
class MagnitudeTest {
  private static final Pattern WORDS =
      Pattern.compile("median is (\\S+) and the 95\\s%\\sinterval (\\S+) to (\\S+)\\.");
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static double number(String text) {
    StringBuilder plain = new StringBuilder();
    for (char c : text.replace("×10", "e").toCharArray()) {
      int digit = SUPERSCRIPTS.indexOf(c);
      plain.append(digit >= 0 ? (char) ('0' + digit) : c == '−' || c == '⁻' ? '-' : c);
    }
    return Double.parseDouble(plain.toString().replace(",", ""));
  }

  /** A chart of 24 past and 24 future values that rise by the spread over both. */
  private static FanChart chart(double level, double spread) {
    List<Point> history = new ArrayList<>();
    List<Point> median = new ArrayList<>();
    List<Point> lower = new ArrayList<>();
    List<Point> upper = new ArrayList<>();
    for (int i = 0; i <= 24; i++) {
      history.add(new Point(i, level + spread * i / 48));
      double ahead = level + spread * (24 + i) / 48;
      median.add(new Point(24 + i, ahead));
      lower.add(new Point(24 + i, ahead - spread / 7));
      upper.add(new Point(24 + i, ahead + spread / 7));
    }
    return FanChart.of("a", "x", 24, history).withMedian(median).withBand(0.95, lower, upper);
  }

  private static void assertKeepsDigits(double level, double spread) {
    FanChart chart = chart(level, spread);
    String words = new FanDescription(chart).toString();
    Matcher match = WORDS.matcher(words);
    assertTrue(match.find(), words);
    double median = chart.median().get(24).y();
    double[] expected = {median, median - spread / 7, median + spread / 7};
    for (int k = 0; k < 3; k++) {
      double error = Math.abs(number(match.group(k + 1)) - expected[k]);
      assertTrue(error <= 1e-4 * spread + 2 * Math.ulp(median), words + " for " + expected[k]);
    }
    Ticks ticks = NumberTicks.of(level - spread / 7, median + spread / 7, 6);
    int plus = ticks.note().indexOf('+');
    double base = plus < 0 ? 0 : number(ticks.note().substring(0, plus).strip());
    String power = ticks.note().substring(plus + 1).strip();
    double unit = power.isEmpty() ? 1 : number("1" + power);
    HashSet<Double> values = new HashSet<>();
    for (Ticks.Tick tick : ticks.marks()) {
      double read = base + number(tick.label()) * unit;
      values.add(read);
      assertEquals(tick.value(), read, 1e-4 * spread + 2 * Math.ulp(median), ticks.toString());
    }
    assertTrue(values.size() >= 2 && values.size() == ticks.marks().size(), ticks.toString());
  }

  @Test
  void digitsOfTheSpreadStayAtAnyMagnitude() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 1000; i++) {
      double level = Math.pow(10, -9 + 24 * random.nextDouble());
      double spread = level * Math.pow(10, -10 * random.nextDouble());
      assertKeepsDigits(random.nextBoolean() ? level : -level, spread);
    }
    assertKeepsDigits(1e12, 12);
    assertKeepsDigits(1e12, 1);
    assertKeepsDigits(101_325, 0.02);
    assertKeepsDigits(1e15, 24);
  }

  /** Down to a few steps between neighbouring doubles, pictures still show what moves. */
  @Test
  void aSmallMovementFarFromZeroIsNoFlatLine() {
    for (double level : new double[] {1e9, 1e12, 1e15}) {
      Scale.Range range = new Scale.Range(level, level + 20 * Math.ulp(level)).padded(0.05);
      assertTrue(range.high() - range.low() < 25 * Math.ulp(level), range.toString());
      Ticks ticks = NumberTicks.of(range.low(), range.high(), 6);
      assertTrue(ticks.marks().size() >= 2, ticks.toString());
      long distinct = ticks.marks().stream().map(Ticks.Tick::label).distinct().count();
      assertEquals(ticks.marks().size(), distinct, ticks.toString());
    }
  }
}
