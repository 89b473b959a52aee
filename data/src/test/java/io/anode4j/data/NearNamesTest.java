package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {

  @Test
  void findsTheNearestFirst() {
    assertEquals(
        List.of("time", "times"), NearNames.of("Time", List.of("value", "times", "time", "item")));
    assertEquals(List.of("x"), NearNames.of("x1", List.of("abc", "x")));
    assertEquals(3, NearNames.of("a", List.of("a1", "a2", "a3", "a4")).size());
  }

  @Test
  void suggestsNearNamesOrListsWhatThereIs() {
    assertEquals("did you mean 'time'?", NearNames.suggestion("tme", List.of("value", "time")));
    assertEquals(
        "did you mean 'aa' or 'ab'?", NearNames.suggestion("a", List.of("aa", "ab", "zzz")));
    assertEquals("there are none", NearNames.suggestion("a", List.of()));
    List<String> many = IntStream.range(10, 22).mapToObj(i -> "name" + i).toList();
    assertEquals(
        "there are: name10, name11, name12, name13, name14, name15, name16, name17, name18, name19"
            + " … (12)",
        NearNames.suggestion("zzz", many));
  }

  @Test
  void remediesDoNotListNamesAgain() {
    assertEquals("did you mean 'time'?", NearNames.remedy("tme", List.of("value", "time")));
    assertEquals("mend the name", NearNames.remedy("zzz", List.of("value", "time")));
  }
}
