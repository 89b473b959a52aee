package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.NearNames;
import io.anode4j.data.TimeFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the role of each column from its name and what the reader was told. */
final class ColumnResolver {
  private static final String CHANNEL_NAME_BESIDE_ID = "name";
  private static final String LABEL_PREFIX = "label_";

  private final CsvOptions options;
  private final String file;
  private final long line;
  private final List<String> header;
  private final List<ColumnSample> samples;
  private final List<String> notes;
  private List<Integer> idsTogether = List.of();

  ColumnResolver(
      CsvOptions options,
      String file,
      long line,
      List<String> header,
      List<ColumnSample> samples,
      List<String> notes) {
    this.options = options;
    this.file = file;
    this.line = line;
    this.header = header;
    this.samples = samples;
    this.notes = notes;
  }

  /** Columns that name the series together, where one alone does not; else none. */
  List<Integer> idsTogether() {
    return idsTogether;
  }

  /** Finds the roles, where neither names nor content have told the times from other columns. */
  ColumnPlan resolve(
      List<CsvRow> rows, int timeByContent, Set<Integer> partsOfTime, Set<Integer> partsOfId) {
    int time = time(timeByContent, partsOfTime);
    RoleGuess guess = new RoleGuess(header, samples, rows, time);
    int id =
        options.singleSeries
            ? ColumnPlan.NONE
            : role(options.idColumn, ColumnRole.ID.usualNames(), "--id");
    int key = options.idColumn == null && id >= 0 && RowKeys.is(id, time, rows) ? id : -1;
    id = key < 0 ? id : ColumnPlan.NONE;
    int channel = role(options.channelColumn, channelNames(id), "--channel-column");
    int value = role(options.valueColumn, ColumnRole.VALUE.usualNames(), "--value-column");
    Layout layout = options.layout;
    if (layout != Layout.WIDE && (channel < 0 || value < 0) && guess.channel() >= 0) {
      channel = channel < 0 ? guess.channel() : channel;
      value = value < 0 ? guess.value() : value;
    }
    if (layout == null) {
      layout = channel >= 0 && value >= 0 ? Layout.LONG : Layout.WIDE;
    }
    channel = layout == Layout.LONG ? channel : ColumnPlan.NONE;
    value = layout == Layout.LONG ? value : ColumnPlan.NONE;
    Map<Integer, Set<String>> conditions = new HashMap<>();
    options.conditions.forEach((name, values) -> conditions.put(named(name, "--where"), values));
    options
        .table
        .kept()
        .forEach(name -> named(name, "--keep, --known, --held, --static or --past"));
    Set<Integer> used = new HashSet<>(conditions.keySet());
    used.addAll(partsOfTime);
    used.addAll(partsOfId);
    used.add(time);
    if (key >= 0) {
      used.add(key);
      notes.add(
          "left out: %1$s numbers the rows; --id %1$s makes each a series"
              .formatted(header.get(key)));
    }
    int label = label();
    used.add(label);
    if (layout == Layout.LONG) {
      required(channel, "channel", "--channel-column", ColumnRole.CHANNEL.usualNames());
      required(value, "value", "--value-column", ColumnRole.VALUE.usualNames());
      used.add(channel);
      used.add(value);
    }
    id = id >= 0 || options.singleSeries ? id : guessedId(guess, used, layout, channel);
    used.add(id);
    List<Integer> channels =
        layout == Layout.LONG ? List.of() : wideChannels(used, time, id, label);
    used.addAll(channels);
    return new ColumnPlan(
        header, layout, id, time, channels, channel, value, label, conditions, unused(used));
  }

  private int label() {
    String stated = options.table.label();
    return stated == null ? ColumnPlan.NONE : named(stated, "--label");
  }

  private int time(int byContent, Set<Integer> partsOfTime) {
    if (byContent >= 0) {
      return byContent;
    }
    String stated = partsOfTime.isEmpty() ? options.timeColumn : null;
    return required(
        role(stated, ColumnRole.TIME.usualNames(), "--time"),
        "time",
        "--time",
        ColumnRole.TIME.usualNames());
  }

  private int guessedId(RoleGuess guess, Set<Integer> used, Layout layout, int channel) {
    Set<Integer> taken = new HashSet<>(used);
    options.wanted.names().forEach(name -> taken.add(header.indexOf(name)));
    options.table.kept().forEach(name -> taken.add(header.indexOf(name)));
    int ofChannels = layout == Layout.LONG ? channel : ColumnPlan.NONE;
    idsTogether = guess.idsTogether(taken, ofChannels);
    int id = guess.id(taken, ofChannels);
    TimeOrderOfRows order = guess.order();
    id = id < 0 ? guess.idByOrder(taken, order) : id;
    id = id < 0 ? guess.tag() : id;
    if (id >= 0) {
      notes.add("ids of the series in " + header.get(id) + ", by its content");
      return id;
    }
    for (int candidate : guess.mayBeIdsByOrder(taken, order)) {
      notes.add(
          "rows go back in time where %1$s changes: --id %1$s makes its cells the series"
              .formatted(header.get(candidate)));
    }
    for (int candidate : guess.candidates(taken)) {
      if (samples.get(candidate).isText()) {
        notes.add(
            "%s repeats its texts: --id %1$s makes them the series"
                .formatted(header.get(candidate)));
      }
    }
    return id;
  }

  private static List<String> channelNames(int id) {
    List<String> names = new ArrayList<>(ColumnRole.CHANNEL.usualNames());
    if (id >= 0) {
      names.add(CHANNEL_NAME_BESIDE_ID);
    }
    return names;
  }

  private List<String> unused(Set<Integer> used) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (!used.contains(i)) {
        names.add(header.get(i).isEmpty() ? "(no name)" : header.get(i));
      }
    }
    return names;
  }

  private List<Integer> wideChannels(Set<Integer> used, int time, int id, int label) {
    if (!options.wanted.isAll()) {
      return wantedChannels(time, id, label);
    }
    List<Integer> channels = new ArrayList<>();
    List<Integer> texts = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      boolean named = name.toLowerCase(Locale.ROOT).startsWith(LABEL_PREFIX);
      boolean kept = options.table.kept().contains(name);
      if (!used.contains(i) && (kept || (!named && !name.isEmpty()))) {
        (kept || !isText(samples.get(i)) ? channels : texts).add(i);
      }
    }
    if (channels.isEmpty()) {
      channels.addAll(texts); // there the cells say what is wrong
    } else {
      texts.forEach(this::noteText);
    }
    if (channels.isEmpty()) {
      throw problem(
          "only the columns " + String.join(", ", header),
          "a column for each channel beside id and time",
          "check the delimiter, or name the channels with --channels");
    }
    return channels;
  }

  private static boolean isText(ColumnSample sample) {
    return sample.isText()
        || sample.isCodes()
        || new NumberedNames(sample.cells()).standAmongTexts()
        || (sample.isNumeric() && isSecondTime(sample));
  }

  /** Seconds since 1970 under the name of a time are no measurements. */
  private static boolean isSecondTime(ColumnSample sample) {
    String name = sample.lowerName();
    if (name.matches("(decimal|fractional|dec)[ _]?(date|year)")) {
      return true;
    }
    boolean named = name.contains("time") || name.contains("date") || name.endsWith("_ts");
    return named && sample.isDated();
  }

  private void noteText(int column) {
    ColumnSample sample = samples.get(column);
    String what = sample.isDated() || sample.isNumeric() ? "has other times" : "is text";
    notes.add(
        "left out: %s %s, such as %s"
            .formatted(sample.name(), what, CsvProblem.cell(sample.cells().get(0))));
  }

  private List<Integer> wantedChannels(int time, int id, int label) {
    List<String> missing =
        options.wanted.names().stream().filter(name -> !header.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new CsvException(options.wanted.absent(file, line, Layout.WIDE, missing, header));
    }
    List<Integer> channels = new ArrayList<>();
    for (String name : options.wanted.names()) {
      int column = header.indexOf(name);
      if (column == time || column == id || column == label || channels.contains(column)) {
        throw problem(
            "the column '" + name + "' as a channel, though it is already in use",
            "a column for each channel that is not the id, the time or another channel",
            options.wanted.remedyOfUsed());
      }
      channels.add(column);
    }
    return channels;
  }

  /** The named column, else the only one with a usual name, else none. */
  private int role(@Nullable String name, List<String> usual, String option) {
    if (name != null) {
      return named(name, option);
    }
    List<String> found =
        header.stream().filter(column -> usual.contains(column.toLowerCase(Locale.ROOT))).toList();
    if (found.size() > 1) {
      throw problem(
          "the columns " + String.join(" and ", found) + ", which could play the same role",
          "one of them",
          "say which with " + option);
    }
    return found.isEmpty() ? ColumnPlan.NONE : header.indexOf(found.get(0));
  }

  private int named(String name, String option) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw problem(
          "no column '" + name + "'",
          "the column that " + option + " names",
          NearNames.suggestion(name, header));
    }
    return column;
  }

  private int required(int column, String role, String option, List<String> usual) {
    if (column < 0) {
      throw problem(
          "the columns " + String.join(", ", header) + ", none of them a " + role + " column",
          "one called " + String.join(", ", usual),
          "name it with " + option + " COL");
    }
    return column;
  }

  /** Whether a text alone is a time of the calendar or a clock. */
  static boolean isDated(String cell) {
    try {
      return TimeFormat.detect(List.of(cell), "").isDated();
    } catch (AmbiguousDatesException e) {
      return true;
    }
  }

  static boolean accepts(TimeFormat format, String cell) {
    try {
      format.parse(cell);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private CsvException problem(String found, String expectation, String remedy) {
    return new CsvException(new CsvProblem(file, line, "", found, expectation, remedy));
  }
}
