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
 * <p>Files are UTF-8 with a header line, delimited by comma, semicolon or tab, compressed if their
 * name ends in {@code .gz}. An empty cell is a missing value, and so are {@code NaN}, {@code NA},
 * {@code N/A}, {@code null} and {@code None} in any case; an infinite number is refused. Rows may
 * come in any order of series and time. What cannot be read is refused with a {@link
 * io.anode4j.data.csv.CsvProblem} that names file, line, column, what was found, what was expected
 * and what to do; {@link io.anode4j.data.csv.ReadReport} says what was read, sorted, merged, passed
 * over and refused. Nothing is dropped silently.
 */
@NullMarked
package io.anode4j.data.csv;

import org.jspecify.annotations.NullMarked;
