package io.anode4j.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished picture: marks in drawing order, with the words for those who cannot see it.
 *
 * <p>It is written by two back ends from the same marks: SVG as plain text, which needs neither AWT
 * nor fonts, and PNG through Java2D.
 *
 * @param width in pixels
 * @param height in pixels
 * @param title what the picture is, in a few words
 * @param description what it shows, in a sentence or two with the main figures
 * @param marks in drawing order, later ones on top
 */
public record Scene(
    double width, double height, String title, String description, List<Mark> marks) {

  /**
   * Checks the size and copies the marks.
   *
   * @throws IllegalArgumentException if a side is not positive and finite
   */
  public Scene {
    if (!(width > 0 && height > 0 && width < 1e5 && height < 1e5)) {
      throw new IllegalArgumentException(
          "Found a picture of "
              + width
              + " × "
              + height
              + " pixels; expected both sides above 0 and below 100,000; choose another size.");
    }
    marks = List.copyOf(marks);
  }

  /** Draws every mark in order. */
  public void drawWith(Pen pen) {
    marks.forEach(mark -> mark.drawWith(pen));
  }

  /** The picture as a stand-alone SVG document that follows the reader's light or dark setting. */
  public String toSvg() {
    return new SvgWriter(this, "anode4j").standalone();
  }

  /**
   * The picture as an {@code <svg>} element for an HTML page that carries the dark rules itself.
   *
   * @param id prefix that makes the element's ids unique in the page
   */
  public String toInlineSvg(String id) {
    return new SvgWriter(this, id).inline();
  }

  /** CSS for a page with inline pictures: dark inks on screens that ask for them. */
  public static String darkRules() {
    return SvgWriter.darkRules();
  }

  /**
   * Writes the stand-alone SVG document in UTF-8.
   *
   * @throws IOException if the file cannot be written
   */
  public void writeSvg(Path file) throws IOException {
    Files.writeString(file, toSvg());
  }

  /**
   * Writes a PNG at twice the scene's size, sharp on dense screens and in print.
   *
   * @throws IOException if the file cannot be written or this Java cannot draw
   */
  public void writePng(Path file, Theme theme) throws IOException {
    writePng(file, theme, 2);
  }

  /**
   * Writes a PNG.
   *
   * @param file where to
   * @param theme light or dark
   * @param scale pixels of the image per pixel of the scene
   * @throws IOException if the file cannot be written or this Java cannot draw (a slim image
   *     without fontconfig, say); the message names the way out
   */
  public void writePng(Path file, Theme theme, double scale) throws IOException {
    new PngWriter(theme, scale).write(this, file);
  }
}
