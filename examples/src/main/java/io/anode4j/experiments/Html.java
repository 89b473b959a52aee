package io.anode4j.experiments;

import io.anode4j.chart.Markup;

/** HTML as it grows. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Adds markup as it is. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds a text within an element. */
  Html element(String name, String text) {
    out.append('<').append(name).append('>').append(Markup.escape(text));
    out.append("</").append(name).append(">\n");
    return this;
  }

  /** Adds a row of cells. */
  Html row(String cell, String... texts) {
    out.append("<tr>");
    for (String text : texts) {
      element(cell, text);
    }
    out.append("</tr>\n");
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
