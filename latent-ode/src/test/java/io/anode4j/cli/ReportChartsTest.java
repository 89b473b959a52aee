package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of ten series of fifteen channels: what is shown, what is said of it, what is chosen. */
class ReportChartsTest {
  private static final int SERIES = 10;
  private static final int CHANNELS = 15;
  private static final Pattern TITLE = Pattern.compile("<title[^>]*>(s\\d+ · c\\d+)</title>");

  @TempDir static Path folder;
  private static Path data;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder csv = new StringBuilder("series,time");
    for (int c = 0; c < CHANNELS; c++) {
      csv.append(",c").append(c);
    }
    for (int s = 0; s < SERIES; s++) {
      for (int i = 0; i < 40; i++) {
        csv.append("\ns").append(s).append(',').append(i);
        for (int c = 0; c < CHANNELS; c++) {
          csv.append(String.format(Locale.ROOT, ",%.3f", c + Math.sin(i / 3.0 + s)));
        }
      }
    }
    Workshop workshop = new Workshop(folder);
    data = workshop.write("wide.csv", csv.append('\n').toString());
    model = folder.resolve("m.anode");
    CommandRun run =
        CommandRun.of(
            "train", data, "-m", model, "--horizon", 4, "--config", workshop.settings(), "--quiet");
    assertEquals(0, run.code(), run.err());
  }

  private static String page(String command, Object... more) throws IOException {
    Path page = folder.resolve("r.html");
    Object[] words = {command, data, "-m", model, "--horizon", 4, "--quiet", "--report", page};
    Object[] out = command.equals("forecast") ? new Object[] {"--out", "-"} : new Object[0];
    Object[] all = new Object[words.length + out.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(out, 0, all, words.length, out.length);
    System.arraycopy(more, 0, all, words.length + out.length, more.length);
    CommandRun run = CommandRun.of(all);
    assertEquals(0, run.code(), run.err());
    return Files.readString(page);
  }

  private static Set<String> shown(String page) {
    Set<String> shown = new LinkedHashSet<>();
    Matcher titles = TITLE.matcher(page);
    while (titles.find()) {
      shown.add(titles.group(1));
    }
    return shown;
  }

  @Test
  void theFirstChannelsOfEverySeriesComeFirstAndTheRestIsSaid() throws IOException {
    for (String command : new String[] {"forecast", "evaluate"}) {
      String page = page(command);
      Set<String> shown = shown(page);
      assertEquals(ChartChoice.MOST, shown.size(), command);
      assertTrue(shown.contains("s9 · c5") && !shown.contains("s0 · c6"), shown.toString());
      assertTrue(
          page.contains(
              "Shown: 10 of 10 series, 6 of 15 channels, 60 of 150 charts. Others are chosen with"
                  + " --report-series, --report-channels and --report-charts."),
          command);
      assertTrue(Files.size(folder.resolve("r.html")) < 1_500_000, "one page, one megabyte");
    }
  }

  @Test
  void theReaderChooses() throws IOException {
    String one = page("forecast", "--report-series", "s7", "--report-channels", "c14,c2");
    assertEquals(Set.of("s7 · c2", "s7 · c14"), shown(one));
    assertTrue(one.contains("Shown: 1 of 10 series, 2 of 15 channels, 2 of 150 charts."));
    String all = page("evaluate", "--report-charts", 1000);
    assertEquals(SERIES * CHANNELS, shown(all).size());
    assertTrue(all.contains("Shown: 10 of 10 series, 15 of 15 channels.</p>"));
    String six = page("forecast", "--report-charts", 6, "--report-channels", "c0");
    assertEquals(6, shown(six).size());
    assertTrue(six.contains("Shown: 6 of 10 series, 1 of 15 channels, 6 of 150 charts."));
  }
}
