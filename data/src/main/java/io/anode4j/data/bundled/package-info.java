/**
 * Small real data sets that come with the library, for a first try, for examples and for tests: see
 * {@link io.anode4j.data.bundled.BundledData}. Where they come from, under which terms, and what
 * was done to them is told in {@code PROVENANCE.md} beside the files.
 */
@NullMarked
package io.anode4j.data.bundled;

import org.jspecify.annotations.NullMarked;
