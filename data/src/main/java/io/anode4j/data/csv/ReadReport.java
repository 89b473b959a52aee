package io.anode4j.data.csv;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.TimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of every row of a file.
 *
 * <p>{@code rows} is the sum of {@code passedOver}, {@code refused} and the rows that were read;
 * {@code emptyRows} are among the latter.
 *
 * @param source the name of the file
 * @param sha256 digest of the file's bytes as they are on the disk, in hexadecimal
 * @param bytes the length of the file
 * @param understood layout, times, channels and what was understood beyond them
 * @param rows rows after the header
 * @param series series found, those without any value included
 * @param values values read, missing ones not counted, merged ones counted once
 * @param cells how many values there could be at the times there are: times × channels
 * @param emptyRows rows without any value; their series is kept, their time is not
 * @param outOfOrder rows that came after a later time of their series and were sorted in
 * @param merged values that were merged into another of the same series, time and channel
 * @param duplicates how they were merged
 * @param passedOver rows that no condition or channel was asked for
 * @param ignoredColumns columns that were not read, {@code (no name)} for one without
 * @param refused rows that could not be read
 * @param problems the first of the reasons, at most ten
 * @param rejects the file that has the refused rows, empty if none was asked for
 */
public record ReadReport(
    String source,
    String sha256,
    long bytes,
    Understanding understood,
    long rows,
    int series,
    long values,
    long cells,
    long emptyRows,
    long outOfOrder,
    long merged,
    DuplicateTimes duplicates,
    long passedOver,
    List<String> ignoredColumns,
    long refused,
    List<CsvProblem> problems,
    String rejects) {

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
            source,
            rows,
            series,
            channelsText(),
            layout().name().toLowerCase(Locale.ROOT),
            timeFormat().description()));
    double missing = cells == 0 ? 0 : 100.0 * (cells - values) / cells;
    lines.add(text("%,d values; %.1f %% missing at the times there are", values, missing));
    notes().forEach(note -> lines.add("read: " + note));
    if (outOfOrder + merged + emptyRows > 0) {
      lines.add("changed: " + String.join(", ", changes()));
    }
    if (passedOver > 0 || !ignoredColumns.isEmpty()) {
      lines.add("not asked for: " + String.join(", ", leftOut()));
    }
    if (refused > 0) {
      String kept = rejects.isEmpty() ? "" : ", kept in " + rejects;
      lines.add(text("refused: %,d rows%s; first: %s", refused, kept, problems.get(0).message()));
    }
    return String.join("\n", lines);
  }

  private String channelsText() {
    String names =
        String.join(", ", channels().subList(0, Math.min(CHANNELS_SHOWN, channels().size())));
    String more = channels().size() > CHANNELS_SHOWN ? ", …" : "";
    return text("%d channels (%s%s)", channels().size(), names, more);
  }

  private List<String> changes() {
    List<String> changes = new ArrayList<>();
    if (outOfOrder > 0) {
      changes.add(text("%,d rows sorted into the order of time", outOfOrder));
    }
    if (merged > 0) {
      String policy = duplicates.name().toLowerCase(Locale.ROOT);
      changes.add(text("%,d values merged with others of the same time (%s)", merged, policy));
    }
    if (emptyRows > 0) {
      changes.add(text("%,d rows without any value left out", emptyRows));
    }
    return changes;
  }

  private List<String> leftOut() {
    List<String> leftOut = new ArrayList<>();
    if (passedOver > 0) {
      leftOut.add(text("%,d rows", passedOver));
    }
    if (!ignoredColumns.isEmpty()) {
      leftOut.add("columns " + String.join(", ", ignoredColumns));
    }
    return leftOut;
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
