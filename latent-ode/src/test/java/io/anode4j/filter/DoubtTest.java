package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DoubtTest {
  private static final int WARM_UP = 8;

  private final Doubt doubt =
      new Doubt(ScoreCalibration.gaussian(2).curves().residual(), WARM_UP, 1);

  /** Distance believed of a value of the first channel, with deviation 1 and a limit of 6. */
  private double believed(double distance, long count) {
    return doubt.isStrange(0, distance) ? doubt.believed(0, distance, 1, 6, count) : distance;
  }

  @Test
  void ordinaryValuesAreBelieved() {
    for (double z = -6; z <= 6; z += 0.5) {
      assertFalse(doubt.isStrange(0, z));
    }
    assertFalse(doubt.isAny());
  }

  @Test
  void theFirstStrangeValueTeachesNothing() {
    assertEquals(0, believed(1e12, 100));
    assertTrue(doubt.isAny());
    assertEquals(1, believed(1, 101));
    assertFalse(doubt.isAny(), "an ordinary one ends the doubt");
    assertEquals(0, believed(-1e300, 102), 0);
    assertEquals(0, believed(1e300, 103), "on the other side: no new level");
  }

  @Test
  void aNewLevelIsReachedInFewReadings() {
    double level = 1e6;
    double at = 0;
    int readings = 0;
    while (level - at > 6) {
      at += believed(level - at, 100 + readings++);
    }
    assertTrue(readings <= 20, readings + " readings");
  }

  @Test
  void aFreshSensorIsBelievedAndMayTakeItBack() {
    assertEquals(50, believed(50, 0));
    assertEquals(-200, believed(-1e300, 1), "as far as no harm comes of it");
    assertEquals(150, believed(150, 2), "taken back");
    assertEquals(1, believed(1, 3));
    assertEquals(0, believed(150, WARM_UP - 1), "after an ordinary one it is doubted");
    assertEquals(150, believed(150, WARM_UP), "and believed with the next");
    assertEquals(12, believed(400, WARM_UP + 1));
  }

  @Test
  void whatIsSavedGoesOnTheSame() {
    believed(100, 100);
    believed(100, 101);
    ByteBuffer state = ByteBuffer.allocate(2);
    doubt.write(state);
    Doubt other = new Doubt(ScoreCalibration.gaussian(2).curves().residual(), WARM_UP, 1);
    other.read(state.flip());
    assertTrue(other.isStrange(0, 100));
    assertEquals(believed(100, 102), other.believed(0, 100, 1, 6, 102));
  }
}
