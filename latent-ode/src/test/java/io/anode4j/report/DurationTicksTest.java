package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.chart.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationTicksTest {
  private static List<String> labels(Ticks ticks) {
    return ticks.marks().stream().map(Ticks.Tick::label).toList();
  }

  @Test
  void hoursDivideTheDay() {
    Ticks ticks = DurationTicks.of(0, 24 * 3600, 6);
    assertEquals("hours", ticks.note());
    assertEquals(List.of("0", "6", "12", "18", "24"), labels(ticks));
    assertEquals(6 * 3600.0, ticks.marks().get(1).value());
  }

  @Test
  void minutesDivideTheHour() {
    Ticks ticks = DurationTicks.of(0, 90 * 60, 5);
    assertEquals("minutes", ticks.note());
    assertEquals(List.of("0", "30", "60", "90"), labels(ticks));
  }

  @Test
  void daysAndFractionsComeInTens() {
    assertEquals("days", DurationTicks.of(0, 20 * 86_400, 5).note());
    assertEquals(List.of("0", "5", "10", "15", "20"), labels(DurationTicks.of(0, 20 * 86_400, 5)));
    assertEquals(
        List.of("0.0", "0.5", "1.0", "1.5", "2.0", "2.5"), labels(DurationTicks.of(0, 2.5, 8)));
    assertEquals("seconds", DurationTicks.of(0, 2.5, 8).note());
    assertEquals("×10⁶ days", DurationTicks.of(0, 86_400 * 4e6, 5).note());
  }

  @Test
  void saysDurationsInTheirOwnUnit() {
    assertEquals("36 hours", DurationTicks.words(36 * 3600));
    assertEquals("7 days", DurationTicks.words(7 * 86_400));
    assertEquals("1 second", DurationTicks.words(1));
    assertEquals("5 minutes", DurationTicks.words(300));
  }
}
