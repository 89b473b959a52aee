package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Markup;
import java.util.List;

/** All claims at a glance: what was published, what was found here, which orders held. */
final class ClaimTable {
  private final Html out = new Html();

  private ClaimTable() {}

  static String of(List<Finished> experiments) {
    ClaimTable table = new ClaimTable();
    table.summary(experiments);
    table.out.raw("<div class=\"scroll\"><table class=\"claims\">");
    table.out.row("th", "claim", "published", "ours");
    experiments.forEach(table::experiment);
    return table.out.raw("</table></div>\n").toString();
  }

  private void summary(List<Finished> experiments) {
    long ran = experiments.stream().filter(e -> e.lacking().isEmpty()).count();
    long orders = experiments.stream().mapToLong(e -> e.verdicts().size()).sum();
    long held = experiments.stream().mapToLong(ClaimTable::held).sum();
    double cpu = experiments.stream().mapToDouble(Finished::cpuSeconds).sum();
    out.element(
        "p",
        "%d of %d experiments were run, in %s CPU minutes: %d of their %d orders held on every seed."
            .formatted(ran, experiments.size(), Figures.rounded(cpu / 60), held, orders));
  }

  private static long held(Finished experiment) {
    return experiment.verdicts().stream().filter(Findings.Verdict::everywhere).count();
  }

  private void experiment(Finished one) {
    String name = Markup.escape(one.experiment());
    out.raw("<tr class=\"name\"><td colspan=\"3\"><a href=\"#" + name + "\">" + name + "</a> ");
    out.raw(Markup.escape(one.claim()) + "</td></tr>\n");
    for (Findings.Comparison c : one.comparisons()) {
      out.row("td", c.what(), c.published(), c.ours());
    }
    out.raw("<tr><td colspan=\"3\" class=\"muted\">" + Markup.escape(conclusion(one)));
    out.raw("</td></tr>\n");
  }

  /** Orders that held on every seed by their number, the others by name. */
  private static String conclusion(Finished one) {
    if (!one.lacking().isEmpty()) {
      return "Not run. " + one.lacking();
    }
    StringBuilder words = new StringBuilder();
    words.append("%d of %d orders held on every seed".formatted(held(one), one.verdicts().size()));
    for (Findings.Verdict verdict : one.verdicts()) {
      if (!verdict.everywhere()) {
        words.append("; not ‘").append(verdict.order()).append("’: ").append(verdict.words());
      }
    }
    return words
        .append(" · ")
        .append(Figures.rounded(one.cpuSeconds()))
        .append(" CPU s")
        .toString();
  }
}
