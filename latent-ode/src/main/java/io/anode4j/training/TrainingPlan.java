package io.anode4j.training;

import java.util.List;

/**
 * What a training run is about to do.
 *
 * @param split how validation data were set apart, in words
 * @param trainingSeries series with training windows
 * @param validationSeries series with validation windows
 * @param windowsPerEpoch windows drawn in each epoch
 * @param validationWindows windows validated on after each epoch
 * @param context length of the context, in the series' unit of time
 * @param horizon length of the horizon, 0 when each series is its own target
 * @param periods periods of the calendar or of the data whose phases the model is told
 * @param parameters number of weights
 */
public record TrainingPlan(
    String split,
    int trainingSeries,
    int validationSeries,
    int windowsPerEpoch,
    int validationWindows,
    double context,
    double horizon,
    List<Double> periods,
    int parameters) {}
