package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamOptionsTest {

  @Test
  void addressesAreReadAndShown() {
    StreamOptions here = new StreamOptions(StreamOptions.address("7071"), null, null, null);
    assertEquals("127.0.0.1:7071", here.reachable(7071));
    StreamOptions six = new StreamOptions(StreamOptions.address("[::1]:0"), null, null, null);
    assertEquals("[0:0:0:0:0:0:0:1]:5", six.reachable(5));
    StreamOptions all = new StreamOptions(StreamOptions.address("0.0.0.0:1"), null, null, null);
    assertFalse(all.reachable(1).startsWith("0.0.0.0"), "nobody can reach 0.0.0.0");
    StreamOptions said = new StreamOptions(all.listen(), "pumps.example:80", null, null);
    assertEquals("pumps.example:80", said.reachable(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "127.0.0.1:port", "127.0.0.1:70000", "no.such.host.invalid:1", ":"})
  void othersAreRefused(String text) {
    CommandFailure refused = assertThrows(CommandFailure.class, () -> StreamOptions.address(text));
    assertTrue(String.valueOf(refused.getMessage()).contains("HOST:PORT"));
  }

  @Test
  void aTopicOfManifestsNeedsADirectory() {
    assertThrows(
        CommandFailure.class,
        () -> new StreamOptions(StreamOptions.address("0"), null, null, "models"));
  }

  @Test
  void partsEndInTheOppositeOrderWhateverFails() {
    List<String> ended = new ArrayList<>();
    Parts parts = new Parts();
    parts.add(() -> ended.add("first"));
    parts.add(
        () -> {
          ended.add("second");
          throw new IllegalStateException("does not end");
        });
    parts.close();
    parts.close();
    assertEquals(List.of("second", "first"), ended);
    assertThrows(IllegalStateException.class, () -> parts.add(() -> ended.add("too late")));
    assertEquals("too late", ended.get(2));
  }
}
