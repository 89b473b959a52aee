package io.anode4j.report;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One HTML file that needs nothing else: no script, no font, no host. It follows the reader's light
 * or dark setting, fits telephones, and prints.
 *
 * <p>Charts are inlined as SVG. The first forecast fills the page and is drawn twice, wide and
 * narrow, of which style rules show one; the others are small enough for every screen.
 */
public final class HtmlReport {
  private static final String STYLE = "report.css";

  private final ReportContent content;

  private HtmlReport(ReportContent content) {
    this.content = content;
  }

  /** The report of some content. */
  public static HtmlReport of(ReportContent content) {
    return new HtmlReport(content);
  }

  /**
   * Writes the file in UTF-8.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, html());
  }

  /** The whole document. */
  public String html() {
    HtmlPage page = new HtmlPage();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    page.element("title", "", content.title()).raw("<style>\n").raw(style());
    page.raw("</style>\n</head>\n<body>\n<main>\n");
    new ReportSections(content, page).write();
    page.raw("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  /** Colours come from {@link Ink} alone, so that page and pictures agree. */
  private static String style() {
    StringBuilder css = new StringBuilder();
    css.append(":root{").append(variables(Theme.LIGHT)).append("}\n");
    css.append("@media screen and (prefers-color-scheme:dark){:root{");
    css.append(variables(Theme.DARK)).append("}}\n");
    css.append(Scene.darkRules()).append('\n');
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(
            "Found no "
                + STYLE
                + " beside the classes of the report; expected it in the same jar; build the jar"
                + " with its resources.");
      }
      return css.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String variables(Theme theme) {
    StringBuilder css = new StringBuilder();
    for (Ink ink : Ink.values()) {
      css.append("--").append(ink.cssName()).append(':').append(ink.css(theme)).append(';');
    }
    return css.toString();
  }
}
