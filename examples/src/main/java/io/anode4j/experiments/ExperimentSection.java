package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Markup;
import io.anode4j.chart.Scene;
import java.util.List;
import java.util.Optional;

/** What a page says of one outcome. */
final class ExperimentSection {
  private final Html out = new Html();

  private ExperimentSection() {}

  static String of(Outcome outcome) {
    ExperimentSection section = new ExperimentSection();
    section.write(outcome);
    return section.out.toString();
  }

  private void write(Outcome outcome) {
    Experiment experiment = outcome.experiment();
    Findings found = outcome.findings();
    out.raw("<section id=\"" + experiment.name() + "\">\n");
    out.element("h2", experiment.name());
    out.raw("<p class=\"claim\">" + Markup.escape(experiment.claim()) + "</p>");
    out.element("p", experiment.source());
    Optional<String> lacking = experiment.missing(outcome.setting());
    if (lacking.isPresent()) {
      out.element("p", "Not run. " + lacking.get());
      out.raw("</section>\n");
      return;
    }
    verdicts(found.verdicts());
    int figures = 0;
    for (Scene scene : found.pictures().values()) {
      long width = Math.round(scene.width());
      out.raw("<figure style=\"max-width:" + width * 6 / 5 + "px;--own:" + width + "px\">");
      out.raw(scene.toInlineSvg(experiment.name() + "-" + ++figures));
      out.element("figcaption", scene.description());
      out.raw("</figure>\n");
    }
    comparisons(found.comparisons());
    if (!found.measurements().isEmpty()) {
      out.element("h3", "Measured");
      out.raw(MeasurementTable.of(found.measurements()));
    }
    differences(found.differences());
    String cpu = Figures.rounded(outcome.cpu().toMillis() / 1000.0);
    out.raw("<p class=\"muted\">" + seeds(outcome) + " · " + cpu + " CPU seconds · every number");
    out.raw(" of every seed is in results.csv</p></section>\n");
  }

  /** Some experiments take fewer than were asked for. */
  private static String seeds(Outcome outcome) {
    int asked = outcome.setting().seeds();
    long most =
        outcome.findings().measurements().stream()
            .mapToLong(Findings.Measurement::seed)
            .max()
            .orElse(0);
    return Figures.count(most, "seed") + (most < asked ? " of " + asked + " asked for" : "");
  }

  private void verdicts(List<Findings.Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    out.raw("<ul class=\"verdicts\">");
    for (Findings.Verdict verdict : verdicts) {
      out.raw(verdict.everywhere() ? "<li>" : "<li class=\"not\">");
      out.raw(Markup.escape(verdict.order()) + ": <strong>" + verdict.words());
      out.raw("</strong></li>\n");
    }
    out.raw("</ul>\n");
  }

  private void comparisons(List<Findings.Comparison> comparisons) {
    if (comparisons.isEmpty()) {
      return;
    }
    out.element("h3", "Published beside ours");
    out.raw("<div class=\"scroll\"><table>");
    out.row("th", "", "published", "ours");
    comparisons.forEach(c -> out.row("td", c.what(), c.published(), c.ours()));
    out.raw("</table></div>\n");
  }

  private void differences(List<String> differences) {
    if (!differences.isEmpty()) {
      out.element("h3", "Differences of protocol");
      out.raw("<ul>");
      differences.forEach(d -> out.element("li", d));
      out.raw("</ul>\n");
    }
  }
}
