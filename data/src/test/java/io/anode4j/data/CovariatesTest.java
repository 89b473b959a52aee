package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.Covariate.Kind;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CovariatesTest {
  private static final double NAN = Double.NaN;
  private static final double[][] VALUES = {
    {1, 10, 7, NAN}, {NAN, NAN, NAN, 100}, {3, 20, NAN, 300}, {NAN, NAN, 7, NAN}
  };

  private static final Covariates ALL =
      Covariates.of(
          List.of(
              new Covariate("temp", Kind.KNOWN),
              new Covariate("valve", Kind.HELD),
              new Covariate("site", Kind.STATIC),
              new Covariate("pressure", Kind.PAST)),
          TimeSeries.of("a", new double[] {0, 2, 4, 9}, VALUES));

  @Test
  void knownOnesAreInterpolatedHeldOnesKeepTheirValue() {
    assertEquals(1.5, ALL.at(0, 1, 0), 1e-12);
    assertEquals(3, ALL.at(0, 4, 0));
    assertEquals(3, ALL.at(0, 100, 0), "after the last reading its value");
    assertEquals(1, ALL.at(0, -5, 0), "before the first reading its value");
    assertEquals(10, ALL.at(1, 3.999, 0));
    assertEquals(20, ALL.at(1, 4, 0));
    assertEquals(7, ALL.at(2, 3, 0));
  }

  @Test
  void whatIsMeasuredIsNotReadBeforeItIs() {
    assertEquals(0, ALL.at(3, 1, 1), "no reading yet");
    assertEquals(100, ALL.at(3, 3, 3), "the last one");
    assertEquals(100, ALL.at(3, 8, 3), "the last one, however far ahead");
    assertEquals(200, ALL.at(3, 3, 4), 1e-12, "between two that are known");
  }

  /** Against sums of many small steps. */
  @ParameterizedTest
  @EnumSource
  void meansAreThoseOfThePath(Kind kind) {
    int c = kind.ordinal();
    for (double[] span : new double[][] {{0, 4}, {-2, 1}, {1, 3.5}, {3, 12}, {5, 6}}) {
      double sum = 0;
      int steps = 100_000;
      for (int i = 0; i < steps; i++) {
        sum += ALL.at(c, span[0] + (span[1] - span[0]) * (i + 0.5) / steps, 4);
      }
      // A jump is met to within a step: 10 units, a 100,000th of the span.
      assertEquals(sum / steps, ALL.mean(c, span[0], span[1], 4), 1e-3, kind + " " + span[0]);
    }
  }

  @Test
  void theyAreKnownUntilTheLastReadingOfThoseAhead() {
    assertEquals(4, ALL.until());
    assertEquals(Double.POSITIVE_INFINITY, Covariates.NONE.until());
    Covariates unread =
        Covariates.of(List.of(new Covariate("temp", Kind.KNOWN)), TimeSeries.empty("a", 1));
    assertEquals(Double.NEGATIVE_INFINITY, unread.until());
    assertArrayEquals(new double[] {2, 4}, ALL.knots(0, 8, 6));
    assertArrayEquals(new double[] {4}, ALL.knots(2.5, 8, 3), "a jump, and no later measurement");
  }

  @Test
  void scalesAreThoseOfAView() {
    ValueScaler scaler = ValueScaler.of(new double[] {1, 0, 0, 50}, new double[] {2, 10, 1, 50});
    Covariates scaled = ALL.scaled(scaler);
    assertEquals(0.25, scaled.at(0, 1, 0), 1e-12);
    assertEquals(1, scaled.at(3, 3, 3));
    assertEquals(0, scaled.at(3, 1, 1), "the centre where nothing is known");
    assertNotEquals(ALL, scaled);
    assertEquals(ALL, Covariates.of(ALL.all(), ALL.readings()));
    assertEquals(ALL.hashCode(), Covariates.of(ALL.all(), ALL.readings()).hashCode());
    assertTrue(ALL.toString().contains("valve (held)"), ALL.toString());
  }

  private static SeriesSet table() {
    TimeSeries one =
        TimeSeries.of(
            "a",
            new double[] {0, 1, 2, 3},
            new double[][] {{5, 1, 10}, {NAN, 2, NAN}, {6, NAN, 10}, {NAN, 4, 10}});
    return new SeriesSet(List.of("flow", "temp", "site"), List.of(one), TimeFormat.number(), "t");
  }

  private static CovariateColumns columns() {
    return CovariateColumns.NONE.and(Kind.KNOWN, "temp").and(Kind.STATIC, "site");
  }

  @Test
  void columnsAreTakenOutOfATable() {
    SeriesSet split = columns().split(table());
    assertEquals(List.of("flow"), split.channels());
    TimeSeries one = split.get("a");
    assertArrayEquals(new double[] {0, 2}, one.times());
    assertEquals(3, one.covariates().until());
    assertEquals(3, one.covariates().at(0, 2, 0), 1e-12);
    assertSame(one.covariates(), one.until(1).withId("b").covariates(), "parts are told all");
    assertNotEquals(one, one.with(Covariates.NONE));
    SeriesSet plain = table();
    assertSame(plain, CovariateColumns.NONE.split(plain));
  }

  @Test
  void laterReadingsAreAddedByNameOfSeriesAndColumn() {
    TimeSeries more =
        TimeSeries.of("a", new double[] {3, 7}, new double[][] {{NAN}, {9}}).withId("a");
    TimeSeries other = TimeSeries.of("z", new double[] {3}, new double[][] {{1}});
    SeriesSet told = new SeriesSet(List.of("temp"), List.of(more, other), TimeFormat.number(), "m");
    TimeSeries later = columns().later(columns().split(table()), told).get("a");
    assertEquals(7, later.covariates().until());
    assertEquals(6.5, later.covariates().at(0, 5, 0), 1e-12, "4 at 3 stays, 9 at 7 comes");
    SeriesSet alone = told.withSeries(List.of(more.withId("future.csv")));
    assertEquals(later, columns().later(columns().split(table()), alone).get("a"));
    SeriesSet foreign = told.withSeries(List.of(other, other.withId("y")));
    assertEquals(
        3, columns().later(columns().split(table()), foreign).get("a").covariates().until());
    SeriesSet wrong = new SeriesSet(List.of("tmp"), List.of(more), TimeFormat.number(), "m");
    assertThrows(
        NoSuchElementException.class, () -> columns().later(columns().split(table()), wrong));
  }

  @Test
  void columnsThatCannotBeAreRefused() {
    assertRefused("named twice", () -> columns().and(Kind.PAST, "temp"));
    assertRefused("expected another one", () -> columns().and(Kind.PAST, "flow").split(table()));
    CovariateColumns moving = CovariateColumns.NONE.and(Kind.STATIC, "temp");
    assertRefused("the static covariate temp of 1.0 and of 2.0", () -> moving.split(table()));
    assertRefused(
        "has 1 channels of covariates; expected 2",
        () -> Covariates.of(columns().all(), TimeSeries.empty("a", 1)));
    assertThrows(
        NoSuchElementException.class,
        () -> CovariateColumns.NONE.and(Kind.KNOWN, "tmp").split(table()));
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
