package io.anode4j.data.csv;

import io.anode4j.data.SeriesSet;

/**
 * What reading a file gave.
 *
 * @param series the series
 * @param report what was read, sorted, merged, passed over and refused
 */
public record CsvData(SeriesSet series, ReadReport report) {}
