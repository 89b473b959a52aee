package io.anode4j.chart;

import java.awt.AWTError;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes a {@link Scene} as PNG with Java2D, without a display. */
final class PngWriter {
  private final Theme theme;
  private final double scale;

  PngWriter(Theme theme, double scale) {
    if (!(scale > 0 && scale <= 16)) {
      throw new IllegalArgumentException(
          "Found a scale of " + scale + "; expected above 0 and up to 16; 2 suits most screens.");
    }
    this.theme = theme;
    this.scale = scale;
  }

  void write(Scene scene, Path file) throws IOException {
    // In memory, since ImageIO prints a stack trace of its own where it cannot open a file.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(paint(scene), "png", out)) {
        throw new IOException(
            "Found no PNG encoder in this Java; expected the one of java.desktop; write SVG"
                + " instead.");
      }
    }
    Files.write(file, bytes.toByteArray());
  }

  /**
   * The picture as an opaque image.
   *
   * @throws IOException if this Java cannot draw
   */
  BufferedImage paint(Scene scene) throws IOException {
    int width = (int) Math.ceil(scene.width() * scale);
    int height = (int) Math.ceil(scene.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    try {
      Graphics2D graphics = image.createGraphics();
      try {
        smooth(graphics);
        Java2dPen pen = new Java2dPen(graphics, theme);
        pen.fillGround(width, height);
        graphics.scale(scale, scale);
        scene.drawWith(pen);
      } finally {
        graphics.dispose();
      }
    } catch (LinkageError | InternalError | AWTError e) {
      // What a JRE without AWT libraries, fonts or a reachable display throws, each its own kind.
      throw new IOException(
          "This Java cannot draw a PNG ("
              + e
              + "); expected java.desktop with fontconfig, freetype and a font; write SVG, which"
              + " needs none of them, or install them, or run with -Djava.awt.headless=true.",
          e);
    }
    return image;
  }

  private static void smooth(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }
}
