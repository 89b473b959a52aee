package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsStandTwoSpacesApartWhateverTheyHold() {
    TextTable table =
        new TextTable(List.of("name", "a", "b"))
            .row(List.of("a\tlong   name", "1", "1234567"))
            .row(List.of("größe 𝛼", "123456789", "-"));
    assertEquals(
        """
        name                 a        b
        a long name          1  1234567
        größe 𝛼      123456789        -""",
        String.join("\n", table.lines()));
  }

  @Test
  void ordinaryTablesKeepTheirWidth() {
    TextTable table = new TextTable(List.of("x", "y")).atLeast(4, 6).row(List.of("1", "2"));
    assertEquals(List.of("x          y", "1          2"), table.lines());
  }

  @Test
  void everyRowHasEveryColumn() {
    TextTable table = new TextTable(List.of("x", "y"));
    assertThrows(IllegalArgumentException.class, () -> table.row(List.of("1")));
    assertThrows(IllegalArgumentException.class, () -> table.atLeast(1, 2, 3));
  }
}
