package io.anode4j.data.csv;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;

/**
 * What reading a file gave.
 *
 * @param series the series
 * @param report what was read, sorted, merged, passed over and refused
 * @param labels of the rows, where {@link TableOptions#withLabel} named their column
 */
public record CsvData(SeriesSet series, ReadReport report, RowLabels labels) {}
