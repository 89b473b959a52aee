/**
 * Gradients through a solve.
 *
 * <p>{@link io.anode4j.gradient.DiscreteGradient} is the exact gradient of the numbers that the
 * solver returned ("discretise, then optimise"): it walks the recorded steps backwards, recomputes
 * the stages of each from its start state and pulls cotangents through them. Its cost is about
 * three times the forward pass; its memory one state a step.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.gradient;
