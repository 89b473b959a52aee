/**
 * What is missing between observations, filled with a distribution: a model and interpolation
 * rules, weighed by how right they are about observed values that are hidden from them.
 */
@NullMarked
package io.anode4j.imputation;

import org.jspecify.annotations.NullMarked;
