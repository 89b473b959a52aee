/** Databases in this JVM: H2 and DuckDB. */
@NullMarked
package io.anode4j.data.jdbc;

import org.jspecify.annotations.NullMarked;
