/**
 * The command line: {@code anode4j demo}, {@code train}, {@code forecast}, {@code evaluate} and
 * {@code inspect}.
 *
 * <p>Results go to the standard output, everything else to the standard error: what was read and
 * refused, progress, warnings. Commands of other modules join through {@link
 * io.anode4j.cli.CommandProvider}. Embedders need none of this package and not picocli either.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.cli;
