package io.anode4j.chart;

import java.util.List;
import java.util.Locale;

/**
 * Writes a {@link Scene} as SVG text.
 *
 * <p>Colours stand in presentation attributes, so every viewer shows the light picture; each
 * element also names its ink as a class, and a style rule under {@code prefers-color-scheme}
 * overrides the attribute where CSS is understood. Paper always gets the light picture.
 */
final class SvgWriter implements Pen {
  /** The system's own fonts: nothing to embed, nothing to fetch. */
  static final String FONTS =
      "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

  private final Scene scene;
  private final String id;
  private final StringBuilder out = new StringBuilder();

  SvgWriter(Scene scene, String id) {
    this.scene = scene;
    this.id = id;
  }

  /** A document of its own, with ground and dark rules. */
  String standalone() {
    open(" width=\"" + number(scene.width()) + "\" height=\"" + number(scene.height()) + "\"");
    out.append("<style>").append(darkRules()).append("</style>\n");
    out.append("<rect width=\"100%\" height=\"100%\"").append(fill(Ink.PAPER)).append("/>\n");
    return close();
  }

  /** An element of a page: no ground, no rules, scales with its container. */
  String inline() {
    open("");
    return close();
  }

  /** CSS that turns every ink dark on a screen that asks for it. */
  static String darkRules() {
    StringBuilder css = new StringBuilder("@media screen and (prefers-color-scheme:dark){");
    for (Ink ink : Ink.values()) {
      String name = ink.cssName();
      String color = ink.css(Theme.DARK);
      css.append(".f-").append(name).append("{fill:").append(color).append('}');
      css.append(".s-").append(name).append("{stroke:").append(color).append('}');
    }
    return css.append('}').toString();
  }

  private void open(String size) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\"").append(size);
    out.append(" viewBox=\"0 0 ").append(number(scene.width())).append(' ');
    out.append(number(scene.height())).append("\" role=\"img\" aria-labelledby=\"");
    out.append(id).append("-title ").append(id).append("-desc\" font-family=\"").append(FONTS);
    out.append("\" style=\"font-variant-numeric:tabular-nums\">\n");
    out.append("<title id=\"").append(id).append("-title\">");
    out.append(Markup.escape(scene.title())).append("</title>\n");
    out.append("<desc id=\"").append(id).append("-desc\">");
    out.append(Markup.escape(scene.description())).append("</desc>\n");
  }

  private String close() {
    scene.drawWith(this);
    return out.append("</svg>\n").toString();
  }

  @Override
  public void line(Mark.Line line) {
    out.append("<path fill=\"none\"").append(stroke(line.stroke()));
    out.append(" stroke-linejoin=\"round\" stroke-linecap=\"round\" d=\"");
    path(line.points());
    out.append("\"/>\n");
  }

  @Override
  public void area(Mark.Area area) {
    out.append("<path").append(fill(area.ink())).append(" fill-opacity=\"");
    out.append(number(area.opacity())).append("\" d=\"");
    path(area.outline());
    out.append("Z\"/>\n");
  }

  /** Dots as strokes of no length with round caps: a fraction of the bytes of circles. */
  @Override
  public void dots(Mark.Dots dots) {
    out.append("<path fill=\"none\"");
    out.append(stroke(Mark.Stroke.solid(dots.ink(), 2 * dots.radius())));
    out.append(" stroke-linecap=\"round\" d=\"");
    for (Point p : dots.centres()) {
      out.append('M').append(number(p.x())).append(' ').append(number(p.y())).append("h0");
    }
    out.append("\"/>\n");
  }

  @Override
  public void rule(Mark.Rule rule) {
    out.append("<path fill=\"none\"").append(stroke(rule.stroke())).append(" d=\"");
    path(List.of(rule.from(), rule.to()));
    out.append("\"/>\n");
  }

  @Override
  public void label(Mark.Label label) {
    Mark.Style style = label.style();
    out.append("<text x=\"").append(number(label.at().x()));
    out.append("\" y=\"").append(number(label.at().y())).append("\" font-size=\"");
    out.append(number(style.size())).append('"');
    if (style.anchor() != Mark.Anchor.START) {
      out.append(" text-anchor=\"").append(style.anchor().name().toLowerCase(Locale.ROOT));
      out.append('"');
    }
    if (style.bold()) {
      out.append(" font-weight=\"600\"");
    }
    if (style.halo()) {
      String paper = Ink.PAPER.css(Theme.LIGHT);
      out.append(" stroke=\"").append(paper).append("\" stroke-width=\"3\"");
      out.append(" stroke-linejoin=\"round\" paint-order=\"stroke\"");
      out.append(" fill=\"").append(style.ink().css(Theme.LIGHT)).append("\" class=\"f-");
      out.append(style.ink().cssName()).append(" s-").append(Ink.PAPER.cssName()).append('"');
    } else {
      out.append(fill(style.ink()));
    }
    out.append('>').append(Markup.escape(label.text())).append("</text>\n");
  }

  private void path(List<Point> points) {
    char command = 'M';
    for (Point p : points) {
      out.append(command).append(number(p.x())).append(' ').append(number(p.y()));
      command = 'L';
    }
  }

  private static String fill(Ink ink) {
    return " fill=\"" + ink.css(Theme.LIGHT) + "\" class=\"f-" + ink.cssName() + "\"";
  }

  private static String stroke(Mark.Stroke stroke) {
    Ink ink = stroke.ink();
    return " stroke=\""
        + ink.css(Theme.LIGHT)
        + "\" class=\"s-"
        + ink.cssName()
        + "\" stroke-width=\""
        + number(stroke.width())
        + (stroke.dashed() ? "\" stroke-dasharray=\"4 4\"" : "\"");
  }

  /** At most two decimals, no trailing zeros: finer than any screen, and short. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    long rest = Math.abs(hundredths % 100);
    String sign = hundredths < 0 ? "-" : "";
    String text = sign + Math.abs(hundredths / 100);
    if (rest == 0) {
      return text;
    }
    return text + (rest % 10 == 0 ? "." + rest / 10 : (rest < 10 ? ".0" : ".") + rest);
  }
}
