package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.RowLabels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelColumnTest {
  private static final String TABLE =
      """
      series,time,x,state
      a,0,1.5,well
      a,1,2.5,well
      b,0,3.5,ill
      b,1,,
      c,0,4.5,NA
      """;

  private static CsvData read(String text, TableOptions options) {
    return CsvReader.detect()
        .with(options)
        .load("t.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static TableOptions labelled(String column) {
    return TableOptions.defaults().withLabel(column);
  }

  @Test
  void labelsAreReadBesideTheValues() {
    CsvData data = read(TABLE, labelled("state"));
    assertEquals(List.of("x"), data.series().channels());
    assertEquals(Map.of("a", "well", "b", "ill"), data.labels().bySeries());
    assertEquals(Optional.of("ill"), data.labels().at("b", 0));
    assertEquals(Optional.empty(), data.labels().at("b", 1), "an empty cell is no label");
    assertEquals(List.of(), data.labels().of("c"));
  }

  @Test
  void withoutAColumnThereAreNone() {
    assertTrue(read(TABLE, TableOptions.defaults()).labels().isEmpty());
  }

  @Test
  void aNumberCanBeALabelAndIsThenNoChannel() {
    CsvData data = read("series,time,x,died\na,0,1,0\nb,0,2,1\n", labelled("died"));
    assertEquals(List.of("x"), data.series().channels());
    assertEquals(Map.of("a", "0", "b", "1"), data.labels().bySeries());
  }

  @Test
  void theLongLayoutHasLabelsToo() {
    String table =
        """
        series,time,channel,value,state
        a,0,x,1,well
        a,0,y,2,well
        b,0,x,3,ill
        """;
    assertEquals(
        Map.of("a", "well", "b", "ill"), read(table, labelled("state")).labels().bySeries());
  }

  @Test
  void severalLabelsOfASeriesAreNoLabelOfIt() {
    RowLabels labels = read("series,time,x,s\na,0,1,u\na,1,2,v\n", labelled("s")).labels();
    assertEquals(List.of("u", "v"), labels.of("a"));
    String message = assertThrows(IllegalArgumentException.class, labels::bySeries).getMessage();
    assertTrue(message.contains("series 'a' has the labels u, v"), message);
  }

  /** A life that is counted down has a label a row. */
  @Test
  void ofManyLabelsAFewAreNamed() {
    StringBuilder table = new StringBuilder("series,time,x,s\n");
    for (int t = 0; t < 300; t++) {
      table.append("a,%d,1,%d\n".formatted(t, 300 - t));
    }
    RowLabels labels = read(table.toString(), labelled("s")).labels();
    String message = assertThrows(IllegalArgumentException.class, labels::bySeries).getMessage();
    assertTrue(message.contains("the labels 300, 299, 298, 297, 296 and 295 more"), message);
    assertTrue(message.contains("a task of rows"), message);
  }

  @Test
  void aColumnThatIsNotThereIsRefusedWithTheNearest() {
    String message =
        assertThrows(CsvException.class, () -> read(TABLE, labelled("stat"))).getMessage();
    assertTrue(message.contains("--label") && message.contains("state"), message);
  }

  @Test
  void aLabelIsNoChannel() {
    CsvReader reader = CsvReader.detect().with(labelled("state")).withChannels("x", "state");
    ByteArrayInputStream in = new ByteArrayInputStream(TABLE.getBytes(StandardCharsets.UTF_8));
    String message = assertThrows(CsvException.class, () -> reader.load("t.csv", in)).getMessage();
    assertTrue(message.contains("already in use"), message);
  }

  @Test
  void filesKeepTheirLabels(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("one.csv"), TABLE);
    Files.writeString(folder.resolve("two.csv"), "series,time,x,state\na,0,9,ill\n");
    CsvData data =
        CsvFiles.load(CsvReader.detect().with(labelled("state")), "all", CsvFiles.of(folder), true);
    assertEquals(Map.of("one/a", "well", "one/b", "ill", "two/a", "ill"), data.labels().bySeries());
  }
}
