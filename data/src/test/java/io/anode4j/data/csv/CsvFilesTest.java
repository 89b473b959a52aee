package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFilesTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private CsvData load(boolean fileIds) {
    return CsvFiles.load(CsvReader.detect(), "all", CsvFiles.of(folder), fileIds);
  }

  @Test
  void filesWithoutIdsAreSeriesAndTheirChannelsOneSet() throws IOException {
    file("b.csv", "time,x\n1,5\n");
    file("a.csv", "time,y,x\n2,6,7\n3,,8\n");
    file(".hidden.csv", "nothing");
    file("readme.md", "nothing");
    CsvData data = load(false);
    assertEquals(List.of("y", "x"), data.series().channels());
    assertArrayEquals(new double[] {2, 3}, data.series().get("a").times());
    assertEquals(5, data.series().get("b").value(0, 1));
    assertTrue(Double.isNaN(data.series().get("b").value(0, 0)));
    assertEquals(3, data.report().rows());
    assertEquals(4, data.report().values());
    assertEquals("2 files read as one", data.report().notes().get(0));
  }

  @Test
  void seriesOfOneNameAreOneUnlessTheirFilesTellThemApart() throws IOException {
    file("2024-01.csv", "id,time,x\np,1,5\nq,1,6\n");
    file("2024-02.csv", "id,time,x\np,2,7\n");
    assertEquals(2, load(false).series().get("p").length());
    assertEquals(1, load(true).series().get("2024-02/p").length());
    assertEquals(3, load(true).series().size());
  }

  @Test
  void patternsChooseFiles() throws IOException {
    file("x1.log", "time,x\n1,5\n");
    file("x2.log", "time,x\n1,5\n");
    file("y.log", "time,x\n1,5\n");
    assertEquals(2, CsvFiles.of(folder.resolve("x*.log")).size());
    assertTrue(CsvFiles.areMany(folder.resolve("x*.log")));
    assertTrue(CsvFiles.areMany(folder));
    assertFalse(CsvFiles.areMany(folder.resolve("y.log")));
    assertFalse(CsvFiles.areMany(folder.resolve("none.log")));
  }

  @Test
  void nothingToReadIsSaid() throws IOException {
    assertEquals(
        folder
            + ": found a folder without tables; expected files that end in .csv, .tsv, .txt,"
            + " .dat, .gz or .zip; check the path, or name a pattern such as folder/*.log",
        assertThrows(CsvException.class, () -> CsvFiles.of(folder)).getMessage());
    assertThrows(CsvException.class, () -> CsvFiles.of(folder.resolve("*.csv")));
    assertThrows(CsvException.class, () -> CsvFiles.of(folder.resolve("none/*.csv")));
  }

  @Test
  void timesOfAnotherKindAreRefused() throws IOException {
    file("a.csv", "time,x\n1,5\n");
    file("b.csv", "time,x\n2024-01-01,5\n");
    assertEquals(
        "b.csv: found times in ISO-8601 like 2020-12-31; expected the same kind as in the files"
            + " before it: plain numbers; leave it out, or state how times are written with"
            + " --time-format",
        assertThrows(CsvException.class, () -> load(false)).getMessage());
  }

  /** What is constant in one file may change in another. */
  @Test
  void idleChannelsAreThoseOfAllFiles() throws IOException {
    StringBuilder a = new StringBuilder("time,x,mode,unit\n");
    StringBuilder b = new StringBuilder("time,x,mode,unit\n");
    for (int i = 0; i < 12; i++) {
      a.append(i).append(',').append(i * i % 5).append(",1,9\n");
      b.append(i).append(',').append(i * i % 5).append(",2,9\n");
    }
    file("a.csv", a.toString());
    file("b.csv", b.toString());
    assertEquals(List.of("x", "mode"), load(false).series().channels());
  }
}
