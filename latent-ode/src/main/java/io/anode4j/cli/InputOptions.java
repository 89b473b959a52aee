package io.anode4j.cli;

import io.anode4j.data.DateOrder;
import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.WallClock;
import io.anode4j.data.csv.CsvData;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.data.csv.Layout;
import io.anode4j.data.csv.SeriesSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that say how to read the input. */
final class InputOptions {
  @Option(
      names = "--id",
      paramLabel = "COL",
      description =
          "Column of the series' ids, or several such as store+item. Default: ${bundle:"
              + HelpDefaults.ID
              + "}, else by content.")
  private @Nullable String id;

  @Option(
      names = "--time",
      paramLabel = "COL",
      description =
          "Column of the times, or several such as Date+Time. Default: ${bundle:"
              + HelpDefaults.TIME
              + "}, else by content.")
  private @Nullable String time;

  @Option(
      names = "--channels",
      paramLabel = "NAME",
      split = ",",
      description = "Channels to read. Default: all other columns but label_…; the model's.")
  private List<String> channels = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "COL=VALUE",
      description = "Read only rows with this cell; may be repeated.")
  private List<String> conditions = new ArrayList<>();

  @Option(
      names = "--layout",
      paramLabel = "wide|long",
      description = "One column a channel, or one row an observation. Default: detected.")
  private @Nullable Layout layout;

  @Option(
      names = "--channel-column",
      paramLabel = "COL",
      description =
          "Long layout: column of the channels' names. Default: ${bundle:"
              + HelpDefaults.CHANNEL_COLUMN
              + "}.")
  private @Nullable String channelColumn;

  @Option(
      names = "--value-column",
      paramLabel = "COL",
      description =
          "Long layout: column of the values. Default: ${bundle:"
              + HelpDefaults.VALUE_COLUMN
              + "}.")
  private @Nullable String valueColumn;

  @Option(
      names = "--time-format",
      paramLabel = "FORMAT",
      description =
          "dmy or mdy, a pattern such as dd/MM/yyyy HH:mm, an ISO-8601 example, number, elapsed,"
              + " epoch-seconds, -millis, -micros, -nanos, excel-days or decimal-years. Default: detected.")
  private @Nullable String timeFormat;

  @Option(
      names = "--duplicates",
      paramLabel = "mean|first|last|error",
      description = "What becomes of several values at one time. Default: ${DEFAULT-VALUE}.")
  private Duplicates duplicates = Duplicates.MEAN;

  @Option(
      names = "--max-bad-rows",
      paramLabel = "N",
      description = "Go on after up to N rows that cannot be read. Default: ${DEFAULT-VALUE}.")
  private long maxBadRows;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Keep every refused row, and why, in this file.")
  private @Nullable Path rejects;

  @Mixin private final TableChoice table = new TableChoice();
  @Mixin private final DatabaseChoice database = new DatabaseChoice();

  /** The policies as the command line names them. */
  private enum Duplicates {
    MEAN(DuplicateTimes.MEAN),
    FIRST(DuplicateTimes.FIRST),
    LAST(DuplicateTimes.LAST),
    ERROR(DuplicateTimes.REFUSE);

    private final DuplicateTimes policy;

    Duplicates(DuplicateTimes policy) {
      this.policy = policy;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Has a column of labels read with the values, or none. */
  void readLabel(@Nullable String column) {
    table.readLabel(column);
  }

  /** Has columns read as well, whatever they look like. */
  void keep(List<String> columns) {
    table.keep(columns);
    alsoRead(columns);
  }

  /** Has columns read as well, where others are named. */
  void alsoRead(List<String> columns) {
    if (!channels.isEmpty()) {
      columns.stream().filter(name -> !channels.contains(name)).forEach(channels::add);
    }
  }

  /** The column of ids, as stated. */
  @Nullable String idColumn() {
    return id;
  }

  /**
   * Reads an input and says on the console what was read and refused.
   *
   * @param input a path, {@code bundled:NAME} or {@code jdbc:URL}
   */
  CsvData read(String input, Console console) {
    return read(input, reader -> reader, console);
  }

  /**
   * Reads an input for a model.
   *
   * @param input a path, {@code bundled:NAME} or {@code jdbc:URL}
   * @param model what to call the model in messages
   * @param wanted its channels, read in this order unless options name others
   */
  CsvData read(String input, String model, List<String> wanted, Console console) {
    return read(input, reader -> wanting(reader, model, wanted), console);
  }

  /** Local times are by the clock of those that a model was trained on, unless a zone is stated. */
  void onClockOf(TimeFormat trained) {
    String zone = WallClock.of(trained).zone();
    if (trained.isLocal() && !zone.isEmpty()) {
      table.assume(zone);
    }
  }

  /**
   * Reads one more column of an input that was read before, without a word on the console.
   *
   * @param input one that {@linkplain #isReadTwice can be read twice}
   * @param column its name
   */
  SeriesSet readColumn(String input, String column) {
    return readColumns(input, List.of(column));
  }

  /** Reads some columns of an input without a word on the console. */
  SeriesSet readColumns(String input, List<String> columns) {
    CsvReader reader = reader().withChannels(columns);
    return source(input).load(reader, table.fileIds()).series();
  }

  /**
   * Whether an input can be read series by series, and again if it turns out not to be grouped.
   * What cannot be read twice, a pipe for instance, is read whole at once.
   */
  boolean isReadTwice(String input) {
    return DatabaseChoice.isDatabase(input)
        || InputSource.file(input).filter(Files::isRegularFile).isPresent();
  }

  /** Bytes of a file; 0 of an input whose size is not known. */
  long size(String input) {
    try {
      Path file = isReadTwice(input) ? InputSource.file(input).orElse(null) : null;
      return file == null || DatabaseChoice.isDatabase(input) ? 0 : Files.size(file);
    } catch (IOException e) {
      return 0; // Reading it says what is amiss.
    }
  }

  /**
   * Reads a file or query for a model, series by series.
   *
   * @param input one that {@linkplain #isReadTwice can be read twice}
   * @param model what to call the model in messages
   * @param wanted its channels
   * @param sink takes the series
   */
  void readEach(String input, String model, List<String> wanted, SeriesSink sink, Console console) {
    CsvReader reader = wanting(reader(), model, wanted);
    if (DatabaseChoice.isDatabase(input)) {
      console.note(database.of(input).readEach(reader, sink).toString());
    } else {
      database.requireNone(input);
      console.note(reader.readEach(InputSource.file(input).orElseThrow(), sink).toString());
    }
  }

  private CsvReader wanting(CsvReader reader, String model, List<String> wanted) {
    return channels.isEmpty() ? reader.withChannelsOf(model, wanted) : reader;
  }

  private CsvData read(String input, UnaryOperator<CsvReader> change, Console console) {
    CsvData data = source(input).load(change.apply(reader()), table.fileIds());
    console.note(data.report().toString());
    return data;
  }

  private InputSource source(String input) {
    if (DatabaseChoice.isDatabase(input)) {
      return (reader, fileIds) -> database.of(input).load(reader);
    }
    database.requireNone(input);
    return InputSource.of(input);
  }

  /** Refuses options that say how to read a CSV where none is read. */
  void requireNone(CommandSpec command, String where) {
    StatedReading.options(command)
        .findFirst()
        .ifPresent(
            option -> {
              throw CommandFailure.usage(
                  "%s says how to read a CSV, but %s reads none; expected no such option; leave it out"
                      .formatted(option.longestName(), where),
                  null);
            });
  }

  private CsvReader reader() {
    if (layout == Layout.WIDE && (channelColumn != null || valueColumn != null)) {
      StatedOptions foreign =
          new StatedOptions()
              .add("--channel-column", channelColumn != null)
              .add("--value-column", valueColumn != null);
      throw CommandFailure.usage(
          foreign.sentence()
              + " with --layout wide; expected it with the long layout alone; state --layout long, or"
              + " leave one out",
          null);
    }
    if (maxBadRows < 0) {
      throw CommandFailure.usage(
          "--max-bad-rows is %d; expected 0 or more; state a larger number".formatted(maxBadRows),
          null);
    }
    try {
      CsvReader reader =
          CsvReader.detect()
              .withChannels(channels)
              .withDuplicates(duplicates.policy)
              .withMaxBadRows(maxBadRows);
      reader = with(reader, layout, CsvReader::withLayout);
      reader = with(reader, id, CsvReader::withIdColumn);
      reader = with(reader, time, CsvReader::withTimeColumn);
      reader = with(reader, channelColumn, CsvReader::withChannelColumn);
      reader = with(reader, valueColumn, CsvReader::withValueColumn);
      reader = with(reader, rejects, CsvReader::withRejects);
      DateOrder dates = TableChoice.order(String.valueOf(timeFormat)).orElse(null);
      if (dates == null) {
        reader = with(reader, timeFormat, (r, name) -> r.withTimeFormat(timeFormat(name)));
      }
      reader = table.apply(reader, dates);
      for (String condition : conditions) {
        reader = where(reader, condition);
      }
      return reader;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private static TimeFormat timeFormat(String name) {
    try {
      return TimeFormat.of(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--time-format: " + e.getMessage(), e);
    }
  }

  private static <T> CsvReader with(
      CsvReader reader, @Nullable T setting, BiFunction<CsvReader, T, CsvReader> change) {
    return setting == null ? reader : change.apply(reader, setting);
  }

  private static CsvReader where(CsvReader reader, String condition) {
    int equals = condition.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "--where %s; expected a column and a value such as station=Aotizhongxin; write COL=VALUE"
              .formatted(condition));
    }
    return reader.where(condition.substring(0, equals), condition.substring(equals + 1));
  }
}
