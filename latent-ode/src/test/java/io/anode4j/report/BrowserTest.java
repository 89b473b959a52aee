package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Theme;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks at the report through a browser, where one is installed; {@code .ci/run} sees to that, and
 * then its absence is a failure.
 */
class BrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder; // the browser's last children may still write into its profile

  @Test
  void theReportIsSeenInLightAndDark() throws Exception {
    HtmlReport.of(HtmlReportTest.full("pump", 3)).write(folder.resolve("report.html"));
    for (Theme theme : Theme.values()) {
      BufferedImage page = screenshot(theme);
      assertEquals(Ink.PAPER.rgb(theme), page.getRGB(2, 2) & 0xffffff, theme + " ground");
      Set<Integer> colors = new HashSet<>();
      for (int y = 0; y < page.getHeight(); y += 2) {
        for (int x = 0; x < page.getWidth(); x += 2) {
          colors.add(page.getRGB(x, y) & 0xffffff);
        }
      }
      assertTrue(colors.contains(Ink.FORECAST.rgb(theme)), theme + " forecast");
      assertTrue(colors.contains(Ink.HISTORY.rgb(theme)), theme + " history");
      assertTrue(colors.size() > 50, theme + ": " + colors.size() + " colours");
    }
  }

  private BufferedImage screenshot(Theme theme) throws IOException, InterruptedException {
    Path image = folder.resolve(theme + ".png");
    Path profile = Files.createDirectory(folder.resolve("profile-" + theme));
    Process process =
        new ProcessBuilder(
                browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--blink-settings=preferredColorScheme=" + (theme == Theme.DARK ? 0 : 1),
                "--window-size=1200,2400",
                "--screenshot=" + image,
                folder.resolve("report.html").toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(theme + ".log").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertTrue(
        Files.exists(image),
        () -> "the browser made no picture; it says " + said(folder.resolve(theme + ".log")));
    return ImageIO.read(image.toFile());
  }

  private static String browser() {
    for (String folder : System.getenv("PATH").split(Pattern.quote(File.pathSeparator))) {
      for (String name : NAMES) {
        Path candidate = Path.of(folder, name);
        if (Files.isExecutable(candidate)) {
          return candidate.toString();
        }
      }
    }
    String none = "no Chromium on the path: the report goes unseen; looked for " + NAMES;
    return "required".equals(System.getenv("ANODE4J_BROWSER")) ? fail(none) : abort(none);
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "nothing (" + e + ")";
    }
  }
}
