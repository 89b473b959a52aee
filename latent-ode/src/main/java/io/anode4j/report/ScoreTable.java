package io.anode4j.report;

import java.util.List;

/** A table of scores with the best of each column marked, in weight and in words. */
final class ScoreTable {
  private final List<ScoreRow> rows;
  private final String corner;
  private final boolean contest;

  /**
   * A table.
   *
   * @param corner what the rows are; the best is marked only among forecasters, since channels do
   *     not compete
   */
  ScoreTable(List<ScoreRow> rows, String corner) {
    this.rows = rows;
    this.corner = corner;
    this.contest = rows.stream().anyMatch(ScoreRow::baseline);
  }

  void write(HtmlPage page) {
    List<ScoreColumn> metrics =
        rows.stream()
            .flatMap(r -> r.values().keySet().stream())
            .distinct()
            .map(ScoreColumn::new)
            .toList();
    page.raw("<div class=\"scroll\">\n<table>\n<thead>\n<tr><th scope=\"col\">").text(corner);
    page.raw("</th>");
    for (ScoreColumn metric : metrics) {
      page.raw("<th scope=\"col\" class=\"number\">").text(metric.label()).raw("</th>");
    }
    page.raw("</tr>\n</thead>\n<tbody>\n");
    List<List<String>> columns = metrics.stream().map(metric -> metric.column(rows)).toList();
    for (int i = 0; i < rows.size(); i++) {
      page.raw(contest && !rows.get(i).baseline() ? "<tr class=\"model\">" : "<tr>");
      page.raw("<th scope=\"row\">").text(rows.get(i).name()).raw("</th>");
      for (int j = 0; j < metrics.size(); j++) {
        cell(page, columns.get(j).get(i), isBest(metrics.get(j), rows.get(i)));
      }
      page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table>\n</div>\n");
  }

  private boolean isBest(ScoreColumn metric, ScoreRow row) {
    return contest && metric.best(rows).filter(row::equals).isPresent();
  }

  private static void cell(HtmlPage page, String text, boolean best) {
    page.raw(best ? "<td class=\"number best\">" : "<td class=\"number\">").text(text);
    page.raw(best ? "<span class=\"unseen\"> (best)</span></td>" : "</td>");
  }
}
