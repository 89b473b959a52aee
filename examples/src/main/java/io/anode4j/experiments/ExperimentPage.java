package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page: one file without scripts, in light and dark. */
final class ExperimentPage {
  private ExperimentPage() {}

  /** The page of one experiment, or of all with their claims in front. */
  static String of(List<Finished> experiments) {
    boolean one = experiments.size() == 1;
    Html out = new Html();
    head(one ? "A claim, tried here" : "The claims, reproduced", out);
    if (!one) {
      out.raw(ClaimTable.of(experiments));
    }
    experiments.forEach(e -> out.raw(e.section()));
    return out.raw("</main></body></html>\n").toString();
  }

  private static void head(String title, Html out) {
    out.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    out.element("title", title);
    out.raw("<style>:root{color-scheme:light dark;" + variables(Theme.LIGHT));
    out.raw("}@media screen and (prefers-color-scheme:dark){:root{" + variables(Theme.DARK));
    out.raw("}}\n" + Scene.darkRules() + style() + "</style></head><body><main>\n");
    out.element("h1", title);
    out.raw("<p class=\"muted\">Computed by anode4j on this machine. Numbers are mean ±");
    out.raw(" standard deviation over seeds; verdicts say on how many seeds an order held,");
    out.raw(" and nothing about equality with published numbers.</p>\n");
  }

  private static String variables(Theme theme) {
    StringBuilder css = new StringBuilder();
    for (Ink ink : Ink.values()) {
      css.append("--").append(ink.cssName()).append(':').append(ink.css(theme)).append(';');
    }
    return css.toString();
  }

  private static String style() {
    try (InputStream in = ExperimentPage.class.getResourceAsStream("experiments.css")) {
      if (in == null) {
        throw new IllegalStateException(
            "experiments.css is not beside its class; expected it in the jar: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
