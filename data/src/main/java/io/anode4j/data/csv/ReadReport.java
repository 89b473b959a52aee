package io.anode4j.data.csv;

import io.anode4j.data.TimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of every row of a file.
 *
 * <p>{@code rows} is the sum of the rows passed over, of those refused and of those that were read;
 * empty rows are among the latter.
 *
 * @param file what was read
 * @param understood layout, times, channels and what was understood beyond them
 * @param rows rows after the header
 * @param series series found, those without any value included
 * @param values values read, missing ones not counted, merged ones counted once
 * @param cells how many values there could be at the times there are: times × channels
 * @param changes what was sorted, merged and left out for want of values
 * @param passedOver what nobody asked for
 * @param refused what could not be read
 */
public record ReadReport(
    SourceFile file,
    Understanding understood,
    long rows,
    int series,
    long values,
    long cells,
    ReadChanges changes,
    PassedOver passedOver,
    RefusedRows refused) {

  private static final int CHANNELS_SHOWN = 8;

  /** {@return the layout it was read in} */
  public Layout layout() {
    return understood.layout();
  }

  /** {@return how its times are written} */
  public TimeFormat timeFormat() {
    return understood.timeFormat();
  }

  /** {@return names of the channels} */
  public List<String> channels() {
    return understood.channels();
  }

  /** {@return unit by channel, of those whose unit the table states} */
  public Map<String, String> units() {
    return understood.units();
  }

  /** {@return sentences about what was understood, left out and changed} */
  public List<String> notes() {
    return understood.notes();
  }

  /**
   * The report for people: two lines, and one more for each thing that was changed or left out.
   *
   * @return lines without a line end after the last
   */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s: %,d rows, %,d series, %s; %s layout, times in %s",
            file.name(),
            rows,
            series,
            channelsText(),
            layout().name().toLowerCase(Locale.ROOT),
            timeFormat().description()));
    double missing = cells == 0 ? 0 : 100.0 * (cells - values) / cells;
    lines.add(text("%,d values; %.1f %% missing at the times there are", values, missing));
    notes().forEach(note -> lines.add("read: " + note));
    if (!changes.words().isEmpty()) {
      lines.add("changed: " + String.join(", ", changes.words()));
    }
    if (!passedOver.words().isEmpty()) {
      lines.add("not asked for: " + String.join(", ", passedOver.words()));
    }
    if (refused.count() > 0) {
      lines.add("refused: " + refused.words());
    }
    return String.join("\n", lines);
  }

  private String channelsText() {
    String names =
        String.join(", ", channels().subList(0, Math.min(CHANNELS_SHOWN, channels().size())));
    String more = channels().size() > CHANNELS_SHOWN ? ", …" : "";
    return text("%d channels (%s%s)", channels().size(), names, more);
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
