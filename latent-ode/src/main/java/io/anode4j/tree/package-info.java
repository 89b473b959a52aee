/**
 * Gradient-boosted regression trees ({@link io.anode4j.tree.BoostedTrees}), grown on histograms
 * ({@link io.anode4j.tree.Boosting}); they know no series and no model.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.tree;
