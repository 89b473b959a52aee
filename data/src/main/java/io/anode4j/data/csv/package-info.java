/**
 * Series from and to CSV files.
 *
 * <p>{@link io.anode4j.data.csv.CsvReader} reads two layouts, as a stream and with no more memory
 * than the values need:
 *
 * <pre>
 * wide                          long
 * series,time,flow,heat         series,time,channel,value
 * p7,2020-01-01T00:00,1.5,      p7,2020-01-01T00:00,flow,1.5
 * p7,2020-01-01T00:07,,21.25    p7,2020-01-01T00:07,heat,21.25
 * </pre>
 *
 * <p>Much else that programs write is understood by itself or by one option: other encodings and
 * delimiters, lines that are no rows, times and numbers in other notations, dates in several
 * columns or in the header. Where the table does not say what is meant (which number is the day,
 * what the comma stands for) it is asked for, with {@link io.anode4j.data.csv.TableOptions}. What
 * was understood is said in {@link io.anode4j.data.csv.Understanding#notes}.
 *
 * <p>An empty cell is a missing value, and so are {@code NaN}, {@code NA}, {@code N/A}, {@code
 * null} and {@code None} in any case, {@code -}, {@code ?} and the like. A cell that is no finite
 * number is missing too and counted, or refused if asked. Rows may come in any order of series and
 * time. What cannot be read is refused with a {@link io.anode4j.data.csv.CsvProblem} that names
 * file, line, column, what was found, what was expected and what to do; {@link
 * io.anode4j.data.csv.ReadReport} says what was read, sorted, merged, passed over and refused.
 * Nothing is dropped silently.
 */
@NullMarked
package io.anode4j.data.csv;

import org.jspecify.annotations.NullMarked;
