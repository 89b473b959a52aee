package io.anode4j.data.csv;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads series from a CSV file.
 *
 * <p>Start with {@link #wide(String, String)} or {@link #longLayout} if the columns are known, with
 * {@link #detect} if they are to be found. A reader is immutable: the {@code with…} methods return
 * another one. What layouts and cells look like is told in the {@linkplain io.anode4j.data.csv
 * package's description}.
 *
 * <p>Columns that are not named are detected by their names, in any case (see {@link ColumnRole}):
 *
 * <ul>
 *   <li>id: {@code series}, {@code id}, {@code unique_id} or {@code entity}; without such a column
 *       the file is one series, called like the file;
 *   <li>time: {@code time}, {@code timestamp}, {@code ds}, {@code date} or {@code datetime};
 *   <li>long layout, if there is one of {@code channel} and {@code variable} (or {@code name}
 *       beside an id) and one of {@code value} and {@code y};
 *   <li>channels of the wide layout: all other columns, but not {@code label_…}, those without a
 *       name, and those of {@link #where}.
 * </ul>
 *
 * <p>Where no name tells, the content does: dates are times, and texts that tell rows of one time
 * apart are ids. Two columns for the same role are refused rather than guessed at.
 */
public final class CsvReader {
  private final CsvOptions options;

  private CsvReader(CsvOptions options) {
    this.options = options;
  }

  private CsvReader with(Consumer<CsvOptions> change) {
    CsvOptions copy = new CsvOptions(options);
    change.accept(copy);
    return new CsvReader(copy);
  }

  /** {@return a reader that finds layout and columns by their names} */
  public static CsvReader detect() {
    return new CsvReader(new CsvOptions());
  }

  /**
   * A reader for the wide layout: one row per series and time, one column per channel.
   *
   * @param idColumn the column of the series' ids
   * @param timeColumn the column of the times
   * @return the reader
   */
  public static CsvReader wide(String idColumn, String timeColumn) {
    return detect().withLayout(Layout.WIDE).withIdColumn(idColumn).withTimeColumn(timeColumn);
  }

  /**
   * A reader for one series in the wide layout, in a file without an id column.
   *
   * @param timeColumn the column of the times
   * @return the reader
   */
  public static CsvReader wide(String timeColumn) {
    return detect()
        .withLayout(Layout.WIDE)
        .withTimeColumn(timeColumn)
        .with(copy -> copy.singleSeries = true);
  }

  /**
   * A reader for the long layout: one row per observation.
   *
   * @param idColumn the column of the series' ids
   * @param timeColumn the column of the times
   * @param channelColumn the column of the channels' names
   * @param valueColumn the column of the values
   * @return the reader
   */
  public static CsvReader longLayout(
      String idColumn, String timeColumn, String channelColumn, String valueColumn) {
    return detect()
        .withIdColumn(idColumn)
        .withTimeColumn(timeColumn)
        .withLongColumns(channelColumn, valueColumn);
  }

  /**
   * States the layout.
   *
   * @param stated the layout
   * @return another reader
   */
  public CsvReader withLayout(Layout stated) {
    return with(copy -> copy.layout = stated);
  }

  /**
   * Names the column of the series' ids.
   *
   * @param column as in the header
   * @return another reader
   */
  public CsvReader withIdColumn(String column) {
    return with(copy -> copy.idColumn = column);
  }

  /**
   * Names the column of the times.
   *
   * @param column as in the header
   * @return another reader
   */
  public CsvReader withTimeColumn(String column) {
    return with(copy -> copy.timeColumn = column);
  }

  /**
   * Names the columns of the long layout, and states it.
   *
   * @param channel the column of the channels' names
   * @param value the column of the values
   * @return another reader
   */
  public CsvReader withLongColumns(String channel, String value) {
    return withChannelColumn(channel).withValueColumn(value);
  }

  /**
   * Names the column of the channels' names, and states the long layout.
   *
   * @param column as in the header
   * @return another reader
   */
  public CsvReader withChannelColumn(String column) {
    return withLayout(Layout.LONG).with(copy -> copy.channelColumn = column);
  }

  /**
   * Names the column of the values, and states the long layout.
   *
   * @param column as in the header
   * @return another reader
   */
  public CsvReader withValueColumn(String column) {
    return withLayout(Layout.LONG).with(copy -> copy.valueColumn = column);
  }

  /**
   * Chooses the channels and their order; all others are passed over.
   *
   * @param names columns of the wide layout, channel names of the long one; also {@code label_…}
   * @return another reader
   */
  public CsvReader withChannels(String... names) {
    return withChannels(Arrays.asList(names));
  }

  /**
   * Chooses the channels and their order; all others are passed over.
   *
   * @param names columns of the wide layout, channel names of the long one; none for all
   * @return another reader
   */
  public CsvReader withChannels(List<String> names) {
    return with(copy -> copy.wanted = new WantedChannels(names, null));
  }

  /**
   * Chooses a model's channels: each must be there, but may be empty; messages name the model.
   *
   * @param model what to call it, such as {@code the model pumps.anode}
   * @param names the model's channels, in its order
   * @return another reader
   */
  public CsvReader withChannelsOf(String model, List<String> names) {
    return with(copy -> copy.wanted = new WantedChannels(names, model));
  }

  /**
   * States what the table does not say of itself.
   *
   * @param table header, strictness, dates, zone, decimal separator, columns to keep
   * @return another reader
   */
  public CsvReader with(TableOptions table) {
    return with(copy -> copy.table = table);
  }

  /**
   * Reads only rows with a certain cell. Conditions on several columns must all hold; of several
   * values for one column, one.
   *
   * @param column as in the header; it is not a channel then unless named as one
   * @param value the cell's text, exactly
   * @return another reader
   */
  public CsvReader where(String column, String value) {
    Map<String, Set<String>> more = new LinkedHashMap<>(options.conditions);
    Set<String> values = new LinkedHashSet<>(more.getOrDefault(column, Set.of()));
    values.add(value);
    more.put(column, values);
    return with(copy -> copy.conditions = more);
  }

  /**
   * Adds texts that stand for a missing value, such as {@code -999}.
   *
   * @param texts cells to read as missing, exactly
   * @return another reader
   */
  public CsvReader withMissing(String... texts) {
    Set<String> more = new LinkedHashSet<>(options.missing);
    more.addAll(Arrays.asList(texts));
    return with(copy -> copy.missing = more);
  }

  /**
   * States how times are written, instead of {@linkplain TimeFormat#detect detecting} it from the
   * first rows.
   *
   * @param format the format of every cell in the time column
   * @return another reader
   */
  public CsvReader withTimeFormat(TimeFormat format) {
    return with(copy -> copy.timeFormat = format);
  }

  /**
   * States the delimiter, instead of taking the most frequent of comma, semicolon and tab in the
   * header.
   *
   * @param character between cells
   * @return another reader
   */
  public CsvReader withDelimiter(char character) {
    return with(copy -> copy.delimiter = character);
  }

  /**
   * Chooses what becomes of several values for the same series, time and channel; their mean by
   * default.
   *
   * @param policy how to merge them
   * @return another reader
   */
  public CsvReader withDuplicates(DuplicateTimes policy) {
    return with(copy -> copy.duplicates = policy);
  }

  /**
   * Goes on after rows that cannot be read, up to a number of them. By default the first one stops
   * the reading.
   *
   * @param rows how many rows may be refused, from 0
   * @return another reader
   */
  public CsvReader withMaxBadRows(long rows) {
    if (rows < 0) {
      throw new IllegalArgumentException(
          "at most %d bad rows; expected 0 or more; state a larger number".formatted(rows));
    }
    return with(copy -> copy.maxBadRows = rows);
  }

  /**
   * Keeps every refused row in a file: the header, then for each row a line {@code # line 17: why}
   * and the row, byte for byte. The file is overwritten.
   *
   * @param file where to
   * @return another reader
   */
  public CsvReader withRejects(Path file) {
    return with(copy -> copy.rejects = file);
  }

  /**
   * Reads a file.
   *
   * @param file a CSV file, compressed if its name ends in {@code .gz}
   * @return its series
   * @throws CsvException if it cannot be read, or more rows than allowed cannot
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public SeriesSet read(Path file) {
    return load(file).series();
  }

  /**
   * Reads a file and reports on the reading.
   *
   * @param file a CSV file, compressed if its name ends in {@code .gz}
   * @return its series and what was read, changed and refused
   * @throws CsvException if it cannot be read, or more rows than allowed cannot
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public CsvData load(Path file) {
    return new CsvLoading(options).load(file);
  }

  /**
   * Reads a stream to its end and closes it.
   *
   * @param name a name for messages; if it ends in {@code .gz} the stream is decompressed
   * @param in the bytes of a CSV file
   * @return its series and what was read, changed and refused
   * @throws CsvException if it cannot be read, or more rows than allowed cannot
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public CsvData load(String name, InputStream in) {
    return new CsvLoading(options).load(name, in);
  }

  /**
   * Reads a file whose rows are grouped by series, handing over each series when its last row has
   * been read: memory is that of one series and the names of all.
   *
   * @param file a CSV file, compressed if its name ends in {@code .gz}
   * @param sink takes the series
   * @return what was read, changed and refused
   * @throws CsvException if it cannot be read, or more rows than allowed cannot
   * @throws NotGroupedException if rows of one series stand apart; those before were handed over
   * @throws IllegalArgumentException if the file has the long layout and no channels were stated
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public ReadReport readEach(Path file, SeriesSink sink) {
    return new CsvLoading(options).readEach(file, sink);
  }

  /** Does the same with a stream of such bytes, named for messages, and closes it. */
  public ReadReport readEach(String name, InputStream in, SeriesSink sink) {
    return new CsvLoading(options).readEach(name, in, sink);
  }

  CsvOptions options() {
    return options;
  }
}
