package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  /** Counted by hand; the last two tell the alignment from Levenshtein's and from Damerau's. */
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "time, time, 0",
    "time, times, 1",
    "kitten, sitting, 3",
    "value, Value, 1",
    "temperatrue, temperature, 1",
    "ca, abc, 3"
  })
  void editsAreCounted(String a, String b, int distance) {
    assertEquals(distance, EditDistance.of(a, b));
    assertEquals(distance, EditDistance.of(b, a));
  }
}
