package io.anode4j.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws marks on a Java2D surface in the colours of one theme. */
final class Java2dPen implements Pen {
  /** Faces close to what browsers show, best first; Java's own sans-serif where none is there. */
  private static final List<String> FACES =
      List.of("Inter", "Segoe UI", "Helvetica Neue", "Roboto", "Arial", "Liberation Sans");

  private final Graphics2D graphics;
  private final Theme theme;
  private final String face;

  Java2dPen(Graphics2D graphics, Theme theme) {
    this.graphics = graphics;
    this.theme = theme;
    this.face = face();
  }

  void fillGround(int width, int height) {
    take(Ink.PAPER);
    graphics.fillRect(0, 0, width, height);
  }

  @Override
  public void line(Mark.Line line) {
    trace(path(line.points()), line.stroke());
  }

  @Override
  public void area(Mark.Area area) {
    Path2D outline = path(area.outline());
    if (outline.getCurrentPoint() != null) {
      outline.closePath();
    }
    take(area.ink());
    graphics.setComposite(AlphaComposite.SrcOver.derive((float) area.opacity()));
    graphics.fill(outline);
    graphics.setComposite(AlphaComposite.SrcOver);
  }

  @Override
  public void dots(Mark.Dots dots) {
    take(dots.ink());
    double r = dots.radius();
    for (Point p : dots.centres()) {
      graphics.fill(new Ellipse2D.Double(p.x() - r, p.y() - r, 2 * r, 2 * r));
    }
  }

  @Override
  public void rule(Mark.Rule rule) {
    Point from = rule.from();
    Point to = rule.to();
    trace(new Line2D.Double(from.x(), from.y(), to.x(), to.y()), rule.stroke());
  }

  @Override
  public void label(Mark.Label label) {
    if (label.text().isEmpty()) {
      return; // Java2D cannot lay out an empty text
    }
    Mark.Style style = label.style();
    TextLayout layout =
        new TextLayout(label.text(), font(label.text(), style), graphics.getFontRenderContext());
    double shift =
        switch (style.anchor()) {
          case START -> 0;
          case MIDDLE -> layout.getAdvance() / 2;
          case END -> layout.getAdvance();
        };
    Shape outline =
        layout.getOutline(
            AffineTransform.getTranslateInstance(label.at().x() - shift, label.at().y()));
    if (style.halo()) {
      trace(outline, Mark.Stroke.solid(Ink.PAPER, 3));
    }
    take(style.ink());
    graphics.fill(outline);
  }

  /** The preferred face, or the logical one, which borrows from every font, for rare characters. */
  private Font font(String text, Mark.Style style) {
    int weight = style.bold() ? Font.BOLD : Font.PLAIN;
    Font font = new Font(face, weight, 1).deriveFont((float) style.size());
    return font.canDisplayUpTo(text) < 0
        ? font
        : new Font(Font.SANS_SERIF, weight, 1).deriveFont((float) style.size());
  }

  private void trace(Shape shape, Mark.Stroke stroke) {
    take(stroke.ink());
    float @Nullable [] dash = stroke.dashed() ? new float[] {4, 4} : null;
    int cap = stroke.dashed() ? BasicStroke.CAP_BUTT : BasicStroke.CAP_ROUND;
    float width = (float) stroke.width();
    graphics.setStroke(new BasicStroke(width, cap, BasicStroke.JOIN_ROUND, 10, dash, 0));
    graphics.draw(shape);
  }

  private void take(Ink ink) {
    graphics.setColor(new Color(ink.rgb(theme)));
  }

  private static Path2D path(List<Point> points) {
    Path2D path = new Path2D.Double();
    for (Point p : points) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(p.x(), p.y());
      } else {
        path.lineTo(p.x(), p.y());
      }
    }
    return path;
  }

  private static String face() {
    Set<String> installed =
        Set.copyOf(
            Arrays.asList(
                GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
    return FACES.stream().filter(installed::contains).findFirst().orElse(Font.SANS_SERIF);
  }
}
