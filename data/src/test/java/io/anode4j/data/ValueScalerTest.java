package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueScalerTest {
  private static final double NAN = Double.NaN;

  private static SeriesSet channel(double... values) {
    double[] times = new double[values.length];
    double[][] rows = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      times[i] = i;
      rows[i] = new double[] {values[i]};
    }
    return set(TimeSeries.of("s", times, rows));
  }

  private static SeriesSet set(TimeSeries... series) {
    List<String> channels = new ArrayList<>();
    for (int c = 0; c < series[0].channels(); c++) {
      channels.add("c" + c);
    }
    return new SeriesSet(channels, List.of(series), TimeFormat.number(), "test");
  }

  @Test
  void robustTakesMedianAndQuartiles() {
    ValueScaler scaler = ValueScaler.robust(channel(4, 1, NAN, 3, 2, 5));
    assertEquals(3, scaler.center()[0]);
    assertEquals(2 / 1.3489795003921634, scaler.scale()[0], 1e-15);
  }

  @Test
  void robustIsAboutOneForNormalValuesAndDoesNotMoveWithOutliers() {
    SplittableRandom random = new SplittableRandom(5);
    double[] values = new double[20_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = 7 + 2 * random.nextGaussian();
    }
    for (int i = 0; i < 200; i++) {
      values[i * 100] = 1e9;
    }
    ValueScaler robust = ValueScaler.robust(channel(values));
    assertEquals(7, robust.center()[0], 0.1);
    assertEquals(2, robust.scale()[0], 0.1);
    assertTrue(ValueScaler.standard(channel(values)).scale()[0] > 1e7);
  }

  @Test
  void robustFallsBackWhenHalfOfTheValuesAreEqual() {
    // Quartiles 1 and 1, but deviations 0 0 0 0 1 8: median 0 again, so the standard deviation.
    ValueScaler equal = ValueScaler.robust(channel(0, 1, 1, 1, 1, 9));
    assertEquals(1, equal.center()[0]);
    assertEquals(Math.sqrt(85 / 6.0 - Math.pow(13 / 6.0, 2)), equal.scale()[0], 1e-12);
    double[] rain = new double[100];
    rain[3] = 10;
    ValueScaler scaler = ValueScaler.robust(channel(rain));
    assertEquals(0, scaler.center()[0]);
    assertEquals(Math.sqrt(100 / 100.0 - 0.01), scaler.scale()[0], 1e-12);
  }

  @Test
  void standardTakesMeanAndDeviationWithDivisorN() {
    ValueScaler scaler = ValueScaler.standard(channel(2, 4, NAN, 4, 4, 5, 5, 7, 9));
    assertEquals(5, scaler.center()[0], 1e-12);
    assertEquals(2, scaler.scale()[0], 1e-12);
  }

  @Test
  void aSmallMovementFarFromZeroIsNoConstant() {
    double[] times = new double[100];
    double[][] values = new double[100][2];
    for (int i = 0; i < 100; i++) {
      times[i] = i;
      values[i][0] = 1e12 + 0.001 * i;
      values[i][1] = i % 2 == 0 ? 0.3 : 0.1 + 0.2; // one step between doubles: rounding
    }
    SeriesSet set =
        new SeriesSet(
            List.of("totalizer", "same"),
            List.of(TimeSeries.of("a", times, values)),
            TimeFormat.number(),
            "s");
    ValueScaler scaler = ValueScaler.robust(set);
    assertEquals(0.0367, scaler.scale()[0], 5e-4);
    assertEquals(1, scaler.scale()[1]);
    double value = values[63][0];
    assertEquals(value, scaler.toOriginal(0, (float) scaler.toScaled(0, value)), 2e-4);
  }

  @Test
  void constantAndMissingChannelsGetScaleOne() {
    SeriesSet set =
        set(
            TimeSeries.of(
                "a",
                new double[] {0, 1, 2},
                new double[][] {{0.1 + 0.2, NAN}, {0.3, NAN}, {0.3, NAN}}));
    for (ValueScaler scaler : List.of(ValueScaler.robust(set), ValueScaler.standard(set))) {
      assertEquals(0.3, scaler.center()[0], 1e-15);
      assertEquals(0, scaler.center()[1]);
      assertArrayEquals(new double[] {1, 1}, scaler.scale());
    }
    assertEquals(0, ValueScaler.robust(set(TimeSeries.empty("e", 0))).channels());
  }

  @Test
  void scalesAndUndoesIt() {
    ValueScaler scaler = ValueScaler.of(new double[] {10, -1}, new double[] {4, 0.5});
    TimeSeries series =
        TimeSeries.of("a", new double[] {3, 5}, new double[][] {{12, NAN}, {NAN, 0}});
    TimeSeries scaled = scaler.toScaled(series);
    assertEquals(
        TimeSeries.of("a", new double[] {3, 5}, new double[][] {{0.5, NAN}, {NAN, 2}}), scaled);
    assertEquals(12, scaler.toOriginal(0, 0.5));
    assertEquals(2, scaler.spreadToOriginal(0, 0.5));
    assertEquals(
        "series 'x' has 1 channels; expected 2 as in the series this scaler was fitted on;"
            + " select the same channels",
        assertThrows(
                IllegalArgumentException.class, () -> scaler.toScaled(TimeSeries.empty("x", 1)))
            .getMessage());
  }

  @Test
  void isAValue() {
    ValueScaler scaler = ValueScaler.of(new double[] {1}, new double[] {2});
    assertEquals(scaler, ValueScaler.of(scaler.center(), scaler.scale()));
    assertEquals(scaler.hashCode(), ValueScaler.of(new double[] {1}, new double[] {2}).hashCode());
    assertNotEquals(scaler, ValueScaler.of(new double[] {1}, new double[] {3}));
    assertNotEquals(scaler, ValueScaler.of(new double[] {2}, new double[] {2}));
    assertNotEquals(scaler, "scaler");
    assertEquals("ValueScaler[center [1.0], scale [2.0]]", scaler.toString());
    scaler.scale()[0] = 9;
    scaler.center()[0] = 9;
    assertEquals(0.5, scaler.toScaled(0, 2));
  }

  @Test
  void refusesNumbersThatCannotScale() {
    assertRefused("1 centers but 2 scales", new double[] {0}, new double[] {1, 1});
    assertRefused("scale 0.0 in channel 0", new double[] {0}, new double[] {0});
    assertRefused("scale -1.0", new double[] {0}, new double[] {-1});
    assertRefused("scale Infinity", new double[] {0}, new double[] {Double.POSITIVE_INFINITY});
    assertRefused("center NaN", new double[] {NAN}, new double[] {1});
  }

  private static void assertRefused(String found, double[] center, double[] scale) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> ValueScaler.of(center, scale));
    assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
  }

  @Test
  void largeChannelsAreSampledEvenly() {
    double[] values = new double[1001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    SeriesSet set = channel(values);
    ChannelValues sample = ChannelValues.of(set, 0, 100);
    assertEquals(0, sample.min());
    assertEquals(990, sample.max());
    assertEquals(495, sample.median());
    ChannelValues whole = ChannelValues.of(set, 0, 1001);
    assertEquals(1000, whole.max());
    assertEquals(500, whole.median());
  }
}
