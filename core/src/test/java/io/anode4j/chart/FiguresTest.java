package io.anode4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.2134|0.213",
        "0|0",
        "-0.0|0",
        "12345|12,300",
        "9995|10,000",
        "1234|1230",
        "-2.5|−2.5",
        "0.000123|0.000123",
        "0.0000123|1.23×10⁻⁵",
        "4.126e9|4.13×10⁹",
        "999999|1×10⁶",
        "-1e-300|−1×10⁻³⁰⁰",
        "NaN|–",
        "Infinity|∞",
        "-Infinity|−∞",
      })
  void roundsToThreeDigits(double value, String expected) {
    assertEquals(expected, Figures.rounded(value));
  }

  @Test
  void countsWithTheirNoun() {
    assertEquals("0 points", Figures.count(0, "point"));
    assertEquals("1 point", Figures.count(1, "point"));
    assertEquals("9999 points", Figures.count(9999, "point"));
    assertEquals("1,234,567 points", Figures.count(1_234_567, "point"));
  }

  @Test
  void writesSharesAsPercentages() {
    assertEquals("90 %", Figures.percent(0.9));
    assertEquals("97.5 %", Figures.percent(0.975));
    assertEquals("0 %", Figures.percent(0));
    assertEquals("100 %", Figures.percent(1));
  }
}
