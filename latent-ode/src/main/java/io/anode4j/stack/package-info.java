/**
 * Stacked forecasts (Wolpert 1992): several forecasters weighed by how right they were on windows
 * that none was fitted on, the width of the outcome calibrated on the same windows. Nothing here
 * knows what the forecasters are.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.stack;
