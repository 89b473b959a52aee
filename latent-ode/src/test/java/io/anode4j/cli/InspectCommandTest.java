package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir Path folder;

  @Test
  void csvIsSummarised() {
    CommandRun run = CommandRun.of("inspect", "bundled:san-francisco-bay.csv");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("san-francisco-bay.csv: 6 series"), run.out());
    assertTrue(run.out().contains("chlorophyll"), run.out());
  }

  @Test
  void modelIsDescribedWhateverItsName() throws IOException {
    Workshop workshop = new Workshop(folder);
    Path model = workshop.train(workshop.dates(), "6h");
    Path renamed = Files.copy(model, workshop.file("model.bin"));
    CommandRun run = CommandRun.of("inspect", renamed);
    assertEquals(0, run.code(), run.err());
    for (String expected :
        new String[] {
          "channels    flow",
          "horizon     6h",
          "training    2 epochs",
          "  file: dates.csv",
          "  latentSize: 3"
        }) {
      assertTrue(run.out().contains(expected), run.out());
    }
  }

  @Test
  void readingIsShownAsOneWouldCheckIt() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("air.csv"),
            "Datum;Zeit;t °C;ort\n3/1/2024;18:00;1,5;hier\n13/1/2024;19:00;-999;hier\n"
                + "13/1/2024;20:00;-999;hier\n");
    CommandRun run = CommandRun.of("inspect", file, "--duplicates", "first");
    assertEquals(0, run.code(), run.err());
    for (String expected :
        new String[] {
          "series              time  t °C",
          "air     2024-01-03 18:00   1.5",
          "-999 in t °C, 2 times, may stand for missing values: --missing 't °C=-999'",
          "again: anode4j inspect",
          "--duplicates first --time-format 'dd/MM/yyyy HH:mm' --time Datum+Zeit --decimal ,"
        }) {
      assertTrue(run.out().contains(expected), run.out());
    }
    assertTrue(run.err().contains("left out: ort is text"), run.err());
    CommandRun again =
        CommandRun.of(
            "inspect",
            file,
            "--time-format",
            "dd/MM/yyyy HH:mm",
            "--time",
            "Datum+Zeit",
            "--decimal",
            ",",
            "--missing",
            "t °C=-999",
            "--timezone",
            "Europe/Berlin");
    assertTrue(again.out().contains("2024-01-03T18:00:00+01:00   1.5"), again.out());
  }

  @Test
  void foldersPatternsAndStandardInput() throws IOException {
    Path stays = Files.createDirectory(folder.resolve("stays"));
    Files.writeString(stays.resolve("7.csv"), "Time,Parameter,Value\n00:00,HR,60\n26:30,HR,61\n");
    Files.writeString(stays.resolve("8.csv"), "Time,Parameter,Value\n00:10,Temp,37\n");
    for (Path input : List.of(stays, stays.resolve("*.csv"))) {
      CommandRun run = CommandRun.of("inspect", input);
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().contains("2 series of 1 to 2 rows"), run.out());
      assertTrue(run.err().contains("2 files read as one"), run.err());
    }
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("time,x\n1,2\n2,3\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertTrue(CommandRun.of("inspect", "-").out().startsWith("stdin: 1 series"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void datesThatMayBeReadInTwoWaysAreAskedFor() throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), "date,x\n4/5/2024,1\n5/5/2024,2\n");
    CommandRun asked = CommandRun.of("inspect", file);
    assertEquals(3, asked.code());
    assertTrue(asked.err().contains("2024-05-04 (DMY) or 2024-04-05 (MDY)"), asked.err());
    assertTrue(asked.err().contains("--time-format dmy or --time-format mdy"), asked.err());
    CommandRun told = CommandRun.of("inspect", file, "--time-format", "mdy");
    assertTrue(told.out().contains("2024-04-05 00:00"), told.out());
  }

  @Test
  void whatCannotBeReadIsInput() throws IOException {
    CommandRun missing = CommandRun.of("inspect", folder.resolve("none.csv"));
    assertEquals(3, missing.code());
    assertTrue(missing.err().contains("no such file"), missing.err());
    Path bad = Files.writeString(folder.resolve("bad.csv"), "id,time,flow\na,1,x\na,2,3\n");
    CommandRun counted = CommandRun.of("inspect", bad);
    assertEquals(0, counted.code(), counted.err());
    assertTrue(counted.err().contains("flow: 1 cells are no numbers"), counted.err());
    assertEquals(3, CommandRun.of("inspect", bad, "--strict").code());
    Path rejects = folder.resolve("rejects.csv");
    CommandRun going =
        CommandRun.of(
            "inspect",
            bad,
            "--max-bad-rows",
            "1",
            "--rejects",
            rejects,
            "--id",
            "id",
            "--time",
            "time");
    assertEquals(0, going.code(), going.err());
    assertTrue(going.err().contains("refused: 1 rows"), going.err());
    assertTrue(Files.readString(rejects).contains("a,1,x"));
  }

  @Test
  void unknownBundledNameIsUsage() {
    CommandRun run = CommandRun.of("inspect", "bundled:mauna-loa");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("mauna-loa-co2"), run.err());
  }

  @Test
  void longColumnsAreStated() throws IOException {
    Path data =
        Files.writeString(folder.resolve("long.csv"), "who,when,what,much\na,1,x,2\na,2,x,3\n");
    CommandRun run =
        CommandRun.of(
            "inspect",
            data,
            "--id",
            "who",
            "--time",
            "when",
            "--channel-column",
            "what",
            "--value-column",
            "much",
            "--time-format",
            "number");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("1 series"), run.out());
  }
}
