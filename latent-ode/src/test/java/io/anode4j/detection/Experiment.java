package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import java.util.List;

/**
 * One training and the streams to judge by it.
 *
 * @param name name in tables
 * @param training ordinary readings
 * @param streams labelled streams
 */
public record Experiment(String name, SeriesSet training, List<LabelledStream> streams) {}
