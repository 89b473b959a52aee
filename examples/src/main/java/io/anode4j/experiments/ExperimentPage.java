package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Markup;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page of some outcomes: one file without scripts, in light and dark. */
final class ExperimentPage {
  private final StringBuilder out = new StringBuilder();
  private int figures;

  private ExperimentPage() {}

  static String of(List<Outcome> outcomes) {
    ExperimentPage page = new ExperimentPage();
    String title =
        outcomes.size() == 1
            ? "Experiment: " + outcomes.get(0).experiment().name()
            : "The claims, reproduced";
    page.head(title);
    if (outcomes.size() > 1) {
      page.overview(outcomes);
    }
    outcomes.forEach(page::outcome);
    return page.out.append("</main></body></html>\n").toString();
  }

  private void head(String title) {
    out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    element("title", title);
    out.append("<style>:root{color-scheme:light dark;").append(variables(Theme.LIGHT));
    out.append("}@media screen and (prefers-color-scheme:dark){:root{");
    out.append(variables(Theme.DARK)).append("}}\n").append(Scene.darkRules()).append(style());
    out.append("</style></head><body><main>\n");
    element("h1", title);
    out.append("<p class=\"muted\">Computed by anode4j on this machine. Numbers are mean ±");
    out.append(" standard deviation over seeds; verdicts say on how many seeds an order held,");
    out.append(" and nothing about equality with published numbers.</p>\n");
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

  private void overview(List<Outcome> outcomes) {
    out.append("<div class=\"scroll\"><table>");
    row("th", "experiment", "claim", "verdict", "CPU seconds");
    for (Outcome o : outcomes) {
      out.append("<tr><td><a href=\"#").append(o.experiment().name()).append("\">");
      out.append(o.experiment().name()).append("</a></td>");
      element("td", o.experiment().claim());
      long held = o.findings().verdicts().stream().filter(v -> v.held() == v.seeds()).count();
      element("td", held + " of " + o.findings().verdicts().size() + " orders on every seed");
      element("td", Figures.count(o.cpu().toSeconds()));
      out.append("</tr>\n");
    }
    out.append("</table></div>\n");
  }

  private void outcome(Outcome outcome) {
    Experiment experiment = outcome.experiment();
    Findings found = outcome.findings();
    out.append("<section id=\"").append(experiment.name()).append("\">\n");
    element("h2", experiment.name());
    out.append("<p class=\"claim\">").append(Markup.escape(experiment.claim())).append("</p>");
    element("p", experiment.source());
    verdicts(found.verdicts());
    for (Scene scene : found.pictures().values()) {
      out.append("<figure style=\"max-width:").append(Math.round(scene.width() * 1.2));
      out.append("px\">").append(scene.toInlineSvg("figure-" + ++figures));
      element("figcaption", scene.description());
      out.append("</figure>\n");
    }
    comparisons(found.comparisons());
    element("h3", "Measured");
    out.append(MeasurementTable.of(found.measurements()));
    differences(found.differences());
    String seeds = Figures.count(outcome.setting().seeds(), "seed");
    String cpu = Figures.rounded(outcome.cpu().toMillis() / 1000.0);
    out.append("<p class=\"muted\">").append(seeds).append(" · ").append(cpu);
    out.append(" CPU seconds · every number of every seed is in results.csv</p></section>\n");
  }

  private void verdicts(List<Findings.Verdict> verdicts) {
    out.append("<ul class=\"verdicts\">");
    for (Findings.Verdict verdict : verdicts) {
      out.append(verdict.held() == verdict.seeds() ? "<li>" : "<li class=\"not\">");
      out.append(Markup.escape(verdict.order())).append(": <strong>");
      out.append(verdict.words()).append("</strong></li>\n");
    }
    out.append("</ul>\n");
  }

  private void comparisons(List<Findings.Comparison> comparisons) {
    if (comparisons.isEmpty()) {
      return;
    }
    element("h3", "Published beside ours");
    out.append("<div class=\"scroll\"><table>");
    row("th", "", "published", "ours");
    comparisons.forEach(c -> row("td", c.what(), c.published(), c.ours()));
    out.append("</table></div>\n");
  }

  private void differences(List<String> differences) {
    if (!differences.isEmpty()) {
      element("h3", "Differences of protocol");
      out.append("<ul>");
      differences.forEach(d -> element("li", d));
      out.append("</ul>\n");
    }
  }

  private void row(String cell, String... texts) {
    out.append("<tr>");
    for (String text : texts) {
      element(cell, text);
    }
    out.append("</tr>\n");
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(Markup.escape(text));
    out.append("</").append(name).append(">\n");
  }
}
