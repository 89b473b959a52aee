package io.anode4j.report;

import io.anode4j.chart.Markup;

/** An HTML document in the making. Text is escaped here and nowhere else. */
final class HtmlPage {
  private final StringBuilder out = new StringBuilder();
  private int figures;

  /** Adds markup as it is; for constants and inlined pictures only. */
  HtmlPage raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds text. */
  HtmlPage text(String text) {
    out.append(Markup.escape(text));
    return this;
  }

  /**
   * Adds an element that holds text.
   *
   * @param classes its class names, or empty
   */
  HtmlPage element(String name, String classes, String text) {
    out.append('<').append(name);
    if (!classes.isEmpty()) {
      out.append(" class=\"").append(classes).append('"');
    }
    out.append('>').append(Markup.escape(text)).append("</").append(name).append(">\n");
    return this;
  }

  /** Adds a chart at one size. */
  HtmlPage figure(Chart chart, Size size, String classes) {
    figures++;
    out.append("<figure class=\"").append(classes).append("\">\n");
    out.append(chart.scene(size).toInlineSvg("figure-" + figures)).append("</figure>\n");
    return this;
  }

  /** Adds a chart that is shown wide where there is room and narrow elsewhere. */
  HtmlPage figure(Chart chart) {
    return figure(chart, Size.WIDE, "wide").figure(chart, Size.COMPACT, "narrow");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
