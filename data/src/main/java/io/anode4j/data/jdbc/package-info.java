/**
 * Series from databases: {@link io.anode4j.data.jdbc.JdbcQuery} runs a query through any JDBC
 * driver and hands its rows to {@link io.anode4j.data.csv.CsvReader} as they come, so that a result
 * is understood as a file with the same cells would be.
 */
@NullMarked
package io.anode4j.data.jdbc;

import org.jspecify.annotations.NullMarked;
