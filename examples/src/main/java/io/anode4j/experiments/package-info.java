/**
 * The claims of the papers that anode4j stands on, each run on the product's own code: {@code
 * ./anode4j experiments}. An {@link io.anode4j.experiments.Experiment} measures over seeds, draws,
 * and says in words which orders it reproduced.
 */
@NullMarked
package io.anode4j.experiments;

import org.jspecify.annotations.NullMarked;
