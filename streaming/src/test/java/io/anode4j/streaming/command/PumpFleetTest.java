package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PumpFleetTest {
  private static final double START = 1.7e9;

  @Test
  void oneSeedIsOneFleet() {
    PumpFleet one = new PumpFleet(4, START, 5, false);
    PumpFleet same = new PumpFleet(4, START, 5, false);
    for (int i = 0; i < 500; i++) {
      PumpFleet.Observed a = one.next();
      PumpFleet.Observed b = same.next();
      assertEquals(a.sensor(), b.sensor());
      assertEquals(a.time(), b.time());
      assertArrayEquals(a.values(), b.values());
    }
  }

  @Test
  void timesGoOnIrregularlyAndEachReadingHasSomething() {
    PumpFleet fleet = new PumpFleet(4, START, 5, true);
    Map<String, Double> last = new HashMap<>();
    double shortest = Double.MAX_VALUE;
    double longest = 0;
    double time = START;
    for (int i = 0; i < 2000; i++) {
      assertTrue(fleet.nextTime() >= time);
      PumpFleet.Observed observed = fleet.next();
      assertNull(observed.fault());
      time = observed.time();
      Double before = last.put(observed.sensor(), time);
      if (before != null) {
        shortest = Math.min(shortest, time - before);
        longest = Math.max(longest, time - before);
      }
      int seen = 0;
      for (double value : observed.values()) {
        seen += Double.isNaN(value) ? 0 : 1;
      }
      assertTrue(seen > 0);
    }
    assertEquals(4, last.size());
    assertTrue(shortest >= 0.299 && longest > 5, shortest + " to " + longest);
  }

  @Test
  void everyPumpHasItsTurnAndEveryFaultComes() {
    PumpFleet fleet = new PumpFleet(6, START, 5, false);
    assertNull(fleet.fault(0, START + PumpFleet.FIRST_FAULT - 1));
    Set<Fault> kinds = EnumSet.noneOf(Fault.class);
    for (int pump = 0; pump < 6; pump++) {
      Fault fault =
          fleet.fault(pump, START + PumpFleet.FIRST_FAULT + PumpFleet.BETWEEN_FAULTS * pump + 1);
      assertNotNull(fault);
      kinds.add(fault);
    }
    assertEquals(EnumSet.allOf(Fault.class), kinds);
  }

  @Test
  void whatIsSilentSaysNothing() {
    PumpFleet fleet = new PumpFleet(6, START, 5, false);
    while (fleet.nextTime() < START + 600) {
      PumpFleet.Observed observed = fleet.next();
      int pump = Integer.parseInt(observed.sensor().substring(5)) - 1;
      assertTrue(fleet.fault(pump, observed.time()) != Fault.SILENCE);
    }
  }
}
