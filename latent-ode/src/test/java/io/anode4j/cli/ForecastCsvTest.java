package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.forecast.Forecast;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

/** Rows of a forecast, whatever its magnitude. */
class ForecastCsvTest {
  private static final ForecastCsv TABLE =
      new ForecastCsv(TimeFormat.number(), List.of("0.05", "0.5", "0.95"));

  private static Forecast forecast(double[] mean, double std) {
    double[] times = new double[mean.length];
    double[][] means = new double[mean.length][1];
    double[][] stds = new double[mean.length][1];
    for (int i = 0; i < mean.length; i++) {
      times[i] = i;
      means[i][0] = mean[i];
      stds[i][0] = std;
    }
    return Forecast.gaussian("a", List.of("x"), times, means, stds);
  }

  private static void assertKeepsDigits(double level, double spread) {
    double[] mean = new double[24];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = level + spread * i / 24;
    }
    Forecast forecast = forecast(mean, spread);
    List<String> rows = TABLE.rows(forecast).lines().toList();
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < mean.length; i++) {
      String[] cells = rows.get(i).split(",");
      distinct.add(cells[3]);
      double[] expected = {
        mean[i],
        spread,
        forecast.quantile(0.05, i, 0),
        forecast.quantile(0.5, i, 0),
        forecast.quantile(0.95, i, 0)
      };
      for (int k = 0; k < expected.length; k++) {
        double error = Math.abs(Double.parseDouble(cells[3 + k]) - expected[k]);
        assertTrue(error <= 1e-5 * spread + Math.ulp(expected[k]), rows.get(i));
      }
    }
    assertEquals(mean.length, distinct.size(), level + " and " + spread);
  }

  @Test
  void digitsOfTheSpreadStayAtAnyMagnitude() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      double level = Math.pow(10, -9 + 24 * random.nextDouble());
      double spread = level * Math.pow(10, -10 * random.nextDouble());
      assertKeepsDigits(random.nextBoolean() ? level : -level, spread);
    }
    assertKeepsDigits(1e12, 12);
    assertKeepsDigits(101_325, 0.01);
    assertKeepsDigits(1e15, 100);
    assertKeepsDigits(0, 1e-12);
  }

  @Test
  void ordinaryNumbersHaveNineDigits() {
    assertEquals(
        "a,0,x,20.1234568,0.4,19.4655153,20.1234568,20.7813982\n",
        TABLE.rows(forecast(new double[] {20.123456789}, 0.4)));
  }

  @Test
  void aCertainForecastIsWrittenExactly() {
    assertEquals(
        "a,0,x,101325.0123456789,0,101325.0123456789,101325.0123456789,101325.0123456789\n",
        TABLE.rows(forecast(new double[] {101325.0123456789}, 0)));
  }

  /** What stands first on a line is quoted more often than what stands behind it. */
  @Test
  void textsAreQuotedAsAPrinterDoes() {
    CSVFormat printer = CSVFormat.DEFAULT;
    for (String odd :
        List.of("", " a", "a ", "a,b", "a\"b", "#1", "-1", "ä", "two words", "a\nb")) {
      Forecast one =
          Forecast.gaussian(
              odd, List.of(odd), new double[] {2}, new double[][] {{1}}, new double[][] {{1}});
      String expected = printer.format(odd, "2", odd) + ",1,1,";
      assertTrue(TABLE.rows(one).startsWith(expected), TABLE.rows(one));
    }
  }
}
