package io.anode4j.experiments;

import io.anode4j.chart.Markup;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Measurements as a table: a row a variant, a column a quantity, mean ± deviation over seeds. */
final class MeasurementTable {
  /** More quantities than this are written smaller, so that they fit beside one another. */
  private static final int WIDE = 6;

  private MeasurementTable() {}

  static String of(List<Findings.Measurement> all) {
    Set<String> quantities = distinct(all.stream().map(Findings.Measurement::quantity).toList());
    Set<String> variants = distinct(all.stream().map(Findings.Measurement::variant).toList());
    StringBuilder out = new StringBuilder("<div class=\"scroll\"><table");
    out.append(quantities.size() > WIDE ? " class=\"wide\"" : "").append("><tr><th></th>");
    quantities.forEach(q -> out.append("<th>").append(unbroken(q)).append("</th>"));
    out.append("</tr>\n");
    for (String variant : variants) {
      out.append("<tr><td>").append(Markup.escape(variant)).append("</td>");
      for (String quantity : quantities) {
        String words = Sample.of(all, variant, quantity).words();
        out.append("<td class=\"number\">").append(words).append("</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</table></div>\n").toString();
  }

  /** Without a line's end within 1e-3. */
  private static String unbroken(String text) {
    return Markup.escape(text).replace("1e-", "1e\u2011");
  }

  private static Set<String> distinct(List<String> names) {
    return names.stream().collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
