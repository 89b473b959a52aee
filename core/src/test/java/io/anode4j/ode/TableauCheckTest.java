package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Coefficients that are not those of a method are refused where they are given. */
class TableauCheckTest {
  /** A method's coefficients, to be spoilt. */
  private static final class Draft {
    String name = "mine";
    int order;
    double[] c;
    double[][] a;
    double[] error;
    double[][] dense;

    Draft(ButcherTableau from) {
      order = from.order();
      c = from.c().clone();
      a = copy(from.a());
      error = from.error().clone();
      dense = copy(from.dense());
    }

    private static double[][] copy(double[][] rows) {
      return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    ButcherTableau made() {
      return new ButcherTableau(name, order, c, a, error, dense);
    }

    /** Every array of numbers there is. */
    Stream<double[]> all() {
      return Stream.of(Stream.of(c, error), Arrays.stream(a), Arrays.stream(dense))
          .flatMap(rows -> rows);
    }
  }

  static Stream<ButcherTableau> methods() {
    return ButcherTableau.all().stream();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void takesAMethodAndKeepsItsOwnCopy(ButcherTableau method) {
    Draft draft = new Draft(method);
    draft.name = method.name();
    ButcherTableau made = draft.made();
    assertEquals(method, made);
    assertEquals(method.hashCode(), made.hashCode());
    draft.all().forEach(row -> Arrays.fill(row, Double.NaN));
    assertEquals(method, made);
    assertArrayEquals(method.c(), made.c());
    draft = new Draft(method);
    assertNotEquals(method, draft.made(), "another name");
  }

  /** Ten digits are what papers print at the least. */
  @ParameterizedTest
  @MethodSource("methods")
  void takesTenDigits(ButcherTableau method) {
    Draft draft = new Draft(method);
    MathContext ten = new MathContext(10);
    draft
        .all()
        .forEach(row -> Arrays.setAll(row, i -> new BigDecimal(row[i]).round(ten).doubleValue()));
    assertEquals(method.stages(), draft.made().stages());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void refusesAnyOneWrongNumber(ButcherTableau method) {
    int rows = (int) new Draft(method).all().count();
    for (int r = 0; r < rows; r++) {
      int length = new Draft(method).all().skip(r).findFirst().orElseThrow().length;
      for (int i = 0; i < length; i++) {
        for (double wrong : new double[] {1e-6, -1e-3, 1, Double.NaN, Double.NEGATIVE_INFINITY}) {
          Draft draft = new Draft(method);
          double[] row = draft.all().skip(r).findFirst().orElseThrow();
          row[i] += wrong * Math.max(1, Math.abs(row[i]));
          String message = refusal(draft);
          assertTrue(message.startsWith("The method \"mine\" has "), message);
          assertTrue(message.contains("; expected "), message);
        }
      }
    }
  }

  /** Claims of a higher order are caught by what the method does with powers of time. */
  @ParameterizedTest
  @MethodSource("methods")
  void refusesAnOrderThatIsNotThere(ButcherTableau method) {
    Draft draft = new Draft(method);
    draft.order = 12;
    assertTrue(refusal(draft).contains("a method of order 12 integrates"), refusal(draft));
    draft.order = 0;
    assertTrue(refusal(draft).contains("is of order 0; expected at least 1"), refusal(draft));
  }

  private static String refusal(Draft draft) {
    return assertThrows(IllegalArgumentException.class, draft::made).getMessage();
  }

  private static void assertRefused(Draft draft, String part) {
    String message = refusal(draft);
    assertTrue(message.contains(part), message);
  }

  private static Draft explicit() {
    return new Draft(ButcherTableau.bosh3());
  }

  private static Draft implicit() {
    return new Draft(ButcherTableau.kencarp4());
  }

  @Test
  void namesTheRowAndTheNumbers() {
    Draft draft = explicit();
    draft.a[2][0] = 0.25;
    assertRefused(draft, "has row 2 of a summing to 1.0; expected 0.75");
    draft = explicit();
    draft.a[3][0] = 0;
    assertRefused(draft, "these are the weights b of the solution");
    draft = explicit();
    draft.error[0] = 0;
    assertRefused(draft, "has error summing to 0.0");
    draft = explicit();
    draft.dense[1][1] += 0.5;
    assertRefused(draft, "has row 1 of dense summing to");
    draft = explicit();
    draft.dense[1][1] += 0.5;
    draft.dense[1][2] -= 0.5;
    assertRefused(draft, "has column 1 of dense summing to");
    draft = explicit();
    draft.c[0] = 0.1;
    assertRefused(draft, "c[0] = 0.1; expected 0");
    draft = explicit();
    draft.c[3] = 0.9;
    assertRefused(draft, "c[3] = 0.9 last; expected 1");
    draft = explicit();
    draft.c[1] = Double.NaN;
    assertRefused(draft, "c[1] = NaN; expected a number");
  }

  @Test
  void refusesSizesThatDisagree() {
    Draft draft = explicit();
    draft.c = new double[] {0, 0.5, 1};
    assertRefused(draft, "has 4 rows of a and 3 abscissae c");
    draft = explicit();
    draft.c = new double[] {1};
    assertRefused(draft, "has 1 abscissae c; expected at least 2");
    draft = explicit();
    draft.error = new double[] {1, -1};
    assertRefused(draft, "has 2 error weights for 4 stages");
    draft = explicit();
    draft.dense = new double[][] {{1}, {0}};
    assertRefused(draft, "has 2 rows of dense and 4 abscissae");
    draft = explicit();
    draft.dense[2] = new double[] {1};
    assertRefused(draft, "has 1 coefficients in row 2 of dense and 3 in row 0");
    draft = explicit();
    draft.dense = new double[4][0];
    assertRefused(draft, "has 0 coefficients in row 0 of dense");
  }

  @Test
  void refusesStagesThatDoNotFollowOneAnother() {
    Draft draft = explicit();
    draft.a[2] = new double[] {0.25, 0.25, 0.25};
    assertRefused(draft, "has 3 weights in row 2 of a; expected 2, for row 1 makes it explicit");
    draft = explicit();
    draft.a[0] = new double[] {0};
    assertRefused(draft, "has 1 weights in row 0 of a; expected 0, for the first stage");
    draft = implicit();
    draft.a[2] = new double[] {0.332, 0};
    assertRefused(draft, "has 2 weights in row 2 of a; expected 3, for row 1 makes it diagonally");
    draft = implicit();
    draft.a[2][2] = 0.3;
    draft.a[2][1] -= 0.05;
    assertRefused(draft, "has a[2][2] = 0.3 and a[1][1] = 0.25; expected one diagonal weight");
  }

  @Test
  void refusesWhatIsMissing() {
    Draft draft = explicit();
    draft.a[1] = null;
    assertRefused(draft, "has no row 1 of a");
    draft = explicit();
    draft.dense[3] = null;
    assertRefused(draft, "has no row 3 of dense");
    draft = explicit();
    draft.error = null;
    assertRefused(draft, "has no error or no dense");
    draft = explicit();
    draft.c = null;
    assertRefused(draft, "has no c or no a");
  }
}
