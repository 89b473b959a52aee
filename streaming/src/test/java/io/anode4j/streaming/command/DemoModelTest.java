package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.training.TrainingListener;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoModelTest {

  /**
   * The demo's fleet for twenty minutes: all faults that can be seen in a reading are seen in most
   * of their episodes, and pumps that had none yet rarely raise an alarm.
   */
  @Test
  void theBundledModelSeesThePlantedFaults(@TempDir Path directory) {
    SensorModel model = SensorModel.load(DemoModel.unpack(directory.resolve("pumps.anode")));
    assertEquals(Pump.CHANNELS, model.channels());
    PumpFleet fleet = new PumpFleet(6, 0, 9, false);
    Map<String, Scorer> scorers = new HashMap<>();
    Map<Fault, Set<String>> planted = new EnumMap<>(Fault.class);
    Map<Fault, Set<String>> seen = new EnumMap<>(Fault.class);
    Set<String> ended = new HashSet<>();
    int healthy = 0;
    int alarms = 0;
    while (fleet.nextTime() < 1200) {
      PumpFleet.Observed observed = fleet.next();
      Scorer scorer = scorers.computeIfAbsent(observed.sensor(), id -> model.newScorer());
      Score score = scorer.update(new Reading(observed.time(), observed.values()));
      Fault fault = observed.fault();
      if (fault != null) {
        String episode = observed.sensor() + "@" + (int) (observed.time() / 100);
        planted.computeIfAbsent(fault, f -> new HashSet<>()).add(episode);
        if (score.isAnomaly()) {
          seen.computeIfAbsent(fault, f -> new HashSet<>()).add(episode);
        }
        ended.add(observed.sensor());
      } else if (!ended.contains(observed.sensor())) {
        healthy++;
        alarms += score.isAnomaly() ? 1 : 0;
      }
    }
    for (Fault fault : Fault.values()) {
      if (fault != Fault.SILENCE) {
        int found = seen.getOrDefault(fault, Set.of()).size();
        int all = planted.get(fault).size();
        assertTrue(found * 2 >= all, fault.label() + ": " + found + " of " + all);
      }
    }
    assertTrue(alarms < 0.02 * healthy, alarms + " alarms in " + healthy);
  }

  @Test
  void itsTrainingIsSeeded() {
    FilterConfig small = FilterConfig.builder().hidden(4).epochs(1).windowsPerEpoch(16).build();
    NeuralFilter one = DemoModel.train(small, 4, 120, TrainingListener.silent());
    NeuralFilter same = DemoModel.train(small, 4, 120, TrainingListener.silent());
    assertEquals(Pump.CHANNELS, one.channels());
    assertEquals(one.id(), same.id());
  }
}
