package io.anode4j.data.csv;

import io.anode4j.data.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The channels to read, and who wants them, so that a message about a missing one blames nobody
 * else.
 *
 * @param names channels in the order wanted; none for all
 * @param owner what needs them, such as {@code the model pumps.anode}; null if an option named them
 */
record WantedChannels(List<String> names, @Nullable String owner) {
  static final WantedChannels ALL = new WantedChannels(List.of(), null);

  /** More names than this are counted rather than listed. */
  private static final int LISTED = 12;

  WantedChannels {
    names = List.copyOf(names);
  }

  boolean isAll() {
    return names.isEmpty();
  }

  /**
   * What to say of channels that a file does not have.
   *
   * @param layout what holds a channel: a column or a row
   * @param missing the absent ones, at least one
   * @param known what there is instead
   */
  CsvProblem absent(
      String file, long line, Layout layout, List<String> missing, Collection<String> known) {
    String where = layout == Layout.WIDE ? "column" : "row of channel";
    if (owner == null) {
      String name = missing.get(0);
      return new CsvProblem(
          file,
          line,
          "",
          "no %s '%s'".formatted(where, name),
          layout == Layout.WIDE
              ? "the column that --channels names"
              : "the channels that --channels names",
          NearNames.suggestion(name, known));
    }
    String quoted = "'" + String.join("', '", missing) + "'";
    return new CsvProblem(
        file,
        line,
        "",
        "no %s %s, only %s".formatted(where, quoted, known.isEmpty() ? "others" : list(known)),
        "every channel of %s, which was trained on %s".formatted(owner, list(names)),
        "%sadd a %s %s: it must be there, but may be empty where nothing was measured"
            .formatted(renaming(missing, known), where, quoted));
  }

  /** A name that is nearly right is probably another spelling of a missing one. */
  private static String renaming(List<String> missing, Collection<String> known) {
    for (String name : missing) {
      if (!NearNames.of(name, known).isEmpty()) {
        return NearNames.suggestion(name, known) + " Then rename it; otherwise ";
      }
    }
    return "";
  }

  /** What to do about a channel whose column plays another role. */
  String remedyOfUsed() {
    return owner == null
        ? "leave it out of --channels"
        : "name the columns of ids and times with --id and --time, or rename it";
  }

  /** What was looked for where no row was found. */
  String expectation() {
    return owner == null
        ? "rows with the channels that --channels names"
        : "rows with the channels of " + owner + ": " + list(names);
  }

  /** What to do about a cell that is no number. */
  String otherThanNumbers() {
    return owner == null
        ? "mend the cell, or choose other columns with --channels"
        : "mend the cell or empty it";
  }

  private static String list(Collection<String> names) {
    String first = names.stream().limit(LISTED).collect(Collectors.joining(", "));
    return names.size() > LISTED ? first + " … (" + names.size() + ")" : first;
  }
}
