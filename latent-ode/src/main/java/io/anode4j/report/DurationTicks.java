package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks for a distance in time given in seconds, in the unit people would use for it.
 *
 * <p>Minutes and hours do not come in tens: their steps divide the hour and the day.
 */
final class DurationTicks {
  private enum Unit {
    SECONDS("seconds", 1, 60),
    MINUTES("minutes", 60, 60),
    HOURS("hours", 3600, 24),
    DAYS("days", 86_400, 10);

    private final String plural;
    private final double seconds;
    private final int cycle;

    Unit(String plural, double seconds, int cycle) {
      this.plural = plural;
      this.seconds = seconds;
      this.cycle = cycle;
    }
  }

  private static final int[] PARTS_OF_SIXTY = {1, 2, 5, 10, 15, 30, 60, 120, 300};
  private static final int[] PARTS_OF_A_DAY = {1, 2, 3, 6, 12, 24, 48, 96};

  private DurationTicks() {}

  /**
   * Ticks inside {@code [low, high]} seconds; the note names the unit.
   *
   * @param low lower end in seconds, 0 or more
   * @param high upper end in seconds
   * @param most the number of ticks to stay at or below
   */
  static Ticks of(double low, double high, int most) {
    Unit unit = unit(high);
    Ticks plain = NumberTicks.of(low / unit.seconds, high / unit.seconds, most);
    double room = (high - low) / unit.seconds / Math.max(1, most - 1);
    if (unit == Unit.DAYS || room < 1) {
      return inUnit(plain.marks(), unit, plain.note());
    }
    int step = step(room, unit.cycle == 24 ? PARTS_OF_A_DAY : PARTS_OF_SIXTY);
    List<Ticks.Tick> ticks = new ArrayList<>();
    long last = (long) Math.floor(high / unit.seconds / step + 1e-9);
    for (long k = (long) Math.ceil(low / unit.seconds / step - 1e-9); k <= last; k++) {
      ticks.add(new Ticks.Tick(k * step, Long.toString(k * step), ""));
    }
    return inUnit(ticks, unit, "");
  }

  /** A duration in its natural unit: {@code 36 hours}, {@code 7 days}. */
  static String words(double seconds) {
    Unit unit = unit(seconds);
    String amount = Figures.rounded(seconds / unit.seconds);
    String noun = unit.plural;
    return amount + " " + (amount.equals("1") ? noun.substring(0, noun.length() - 1) : noun);
  }

  private static Unit unit(double seconds) {
    Unit best = Unit.SECONDS;
    for (Unit unit : Unit.values()) {
      if (seconds >= 3 * unit.seconds) {
        best = unit;
      }
    }
    return best;
  }

  private static int step(double room, int[] choices) {
    for (int choice : choices) {
      if (choice >= room) {
        return choice;
      }
    }
    return choices[choices.length - 1];
  }

  private static Ticks inUnit(List<Ticks.Tick> marks, Unit unit, String note) {
    List<Ticks.Tick> ticks = new ArrayList<>();
    for (Ticks.Tick tick : marks) {
      ticks.add(new Ticks.Tick(tick.value() * unit.seconds, tick.label(), ""));
    }
    return new Ticks(ticks, note.isEmpty() ? unit.plural : note + " " + unit.plural);
  }
}
