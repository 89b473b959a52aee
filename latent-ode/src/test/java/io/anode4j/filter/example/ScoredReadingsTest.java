package io.anode4j.filter.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.TinyFilters;
import io.anode4j.filter.example.ScoredReadings.Measured;
import io.anode4j.filter.example.ScoredReadings.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings of many sensors through Flink's keyed state give what one scorer a sensor gives. */
@SuppressWarnings("try") // what the harness closes may say that it was interrupted
class ScoredReadingsTest {
  @TempDir Path folder;

  /** A restart from a checkpoint in the middle changes nothing. */
  @Test
  void readingsAreScoredAsByOneScorerASensor() throws Exception {
    NeuralFilter filter = TinyFilters.trained();
    SeriesSet set = TinyFilters.waves(5, 40, 0.3, 7);
    List<Measured> readings = mixed(set);
    byte[] model = bytes(filter);
    List<Scored> scores = new ArrayList<>();
    OperatorSubtaskState checkpoint;
    try (var before = harness(model)) {
      before.open();
      for (Measured one : readings.subList(0, readings.size() / 2)) {
        before.processElement(one, 0);
      }
      // Older than what its sensor has seen: passed over.
      before.processElement(new Measured(readings.get(0).sensor(), -1e9, new double[2]), 0);
      checkpoint = before.snapshot(1, 1);
      scores.addAll(before.extractOutputValues());
    }
    try (var after = harness(model)) {
      after.initializeState(checkpoint);
      after.open();
      for (Measured one : readings.subList(readings.size() / 2, readings.size())) {
        after.processElement(one, 0);
      }
      scores.addAll(after.extractOutputValues());
    }
    assertEquals(expected(filter, readings), scores);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Measured, Scored> harness(
      byte[] model) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new ScoredReadings(model)), Measured::sensor, Types.STRING);
  }

  private byte[] bytes(NeuralFilter filter) throws IOException {
    Path file = folder.resolve("filter.anode");
    filter.save(file);
    return Files.readAllBytes(file);
  }

  private static List<Measured> mixed(SeriesSet set) {
    List<Measured> readings = new ArrayList<>();
    for (TimeSeries one : set) {
      for (int i = 0; i < one.length(); i++) {
        readings.add(new Measured(one.id(), one.time(i), one.row(i)));
      }
    }
    readings.sort(Comparator.comparingDouble(Measured::time));
    return readings;
  }

  private static List<Scored> expected(NeuralFilter filter, List<Measured> readings) {
    Map<String, Scorer> scorers = new LinkedHashMap<>();
    List<Scored> expected = new ArrayList<>();
    for (Measured one : readings) {
      var score =
          scorers
              .computeIfAbsent(one.sensor(), id -> filter.newScorer(0.01))
              .update(new Reading(one.time(), one.values()));
      expected.add(new Scored(one.sensor(), one.time(), score.anomaly(), score.isAnomaly()));
    }
    return expected;
  }
}
