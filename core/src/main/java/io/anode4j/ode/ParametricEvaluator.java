package io.anode4j.ode;

/**
 * A thread's evaluator of a field with parameters. Every {@link #pullback} adds the parameters'
 * share of its rows to a gradient kept inside; nobody reads it before the end of a batch, so it may
 * lie there in whatever layout is fastest.
 */
public interface ParametricEvaluator extends FieldEvaluator, GradientHolder {}
