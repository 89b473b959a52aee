package io.anode4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.bundled.BundledData;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WornSpringsTest {
  @Test
  void aSeedGivesTheSameSprings() {
    assertEquals(
        new WornSprings(5, 3).generate().data().series(),
        new WornSprings(5, 3).generate().data().series());
  }

  @Test
  void threeInTenAreWorn() {
    Map<String, String> labels = new WornSprings(2000, 1).generate().labels().bySeries();
    long worn = labels.values().stream().filter(WornSprings.WORN::equals).count();
    assertEquals(2000, labels.size());
    assertEquals(600, worn, 4 * Math.sqrt(2000 * 0.3 * 0.7));
  }

  @Test
  void placesStayWithinTheLargestKnock() {
    for (TimeSeries spring : new WornSprings(50, 1).generate().data()) {
      assertTrue(spring.length() >= 10 && spring.length() <= 24, spring.toString());
      for (int i = 0; i < spring.length(); i++) {
        assertTrue(Math.abs(spring.value(i, 0)) < 3 + 6 * 0.1, spring.toString());
      }
    }
  }

  /** What is bundled is what comes out, so it can be made anew. */
  @Test
  void theBundledSpringsAreThoseOfSeedOne() {
    assertEquals(
        new WornSprings(400, 1).generate().data().series(),
        BundledData.WORN_SPRINGS.load().series());
  }

  @Test
  void fewerThanNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WornSprings(-1, 1));
  }
}
