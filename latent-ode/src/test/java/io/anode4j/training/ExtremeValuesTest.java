package io.anode4j.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.TimeSeriesBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtremeValuesTest {
  private static SeriesSet with(double extreme, double unit) {
    TimeSeriesBuilder builder = TimeSeriesBuilder.ofValues("pump", DuplicateTimes.MEAN);
    for (int i = 0; i < 20; i++) {
      builder.addValue(86_400.0 * i, 0, i);
      builder.addValue(86_400.0 * i, 1, i == 7 ? extreme : unit * i);
    }
    TimeSeries series = builder.build(2);
    return new SeriesSet(
        List.of("flow", "heat"), List.of(series), TimeFormat.isoDate(), "pumps.csv");
  }

  private static String refused(double extreme) {
    return assertThrows(
            IllegalArgumentException.class, () -> ExtremeValues.refuse(with(extreme, 1)))
        .getMessage();
  }

  @Test
  void aValueWhoseSquareIsInfiniteIsNamed() {
    assertEquals(
        "pumps.csv: series 'pump' has the value -1.0E300 of channel 'heat' at 1970-01-08; expected"
            + " numbers up to 1e150; mend it, leave its cell empty, or state another unit",
        refused(-1e300));
  }

  @Test
  void aValueBeyondFloatOnItsChannelsScaleIsNamedWithTheScale() {
    String message = refused(1e40);
    assertEquals(
        "pumps.csv: series 'pump' has the value 1.0E40 of channel 'heat' at 1970-01-08; expected one"
            + " nearer to the channel's others, which lie around ",
        message.substring(0, message.indexOf("around ") + 7));
  }

  @Test
  void largeUnitsAndMissingValuesPass() {
    assertDoesNotThrow(() -> ExtremeValues.refuse(with(1e100, 1e100)));
    assertDoesNotThrow(() -> ExtremeValues.refuse(with(Double.NaN, 1)));
    assertDoesNotThrow(() -> ExtremeValues.refuse(with(1e30, 1)));
  }
}
