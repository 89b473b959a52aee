package io.anode4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SceneTest {
  private static final Mark.Style CENTRED = Mark.Style.of(Ink.TEXT, 12, Mark.Anchor.MIDDLE);

  /** One of each mark: blue square, red dot, dashed rule, black line, three labels. */
  private static Scene everything() {
    return new Scene(
        200,
        100,
        "One of each",
        "A square, a dot, a rule, a line and three labels.",
        List.of(
            new Mark.Area(square(10, 10, 40), Ink.FORECAST, 1),
            new Mark.Area(square(60, 10, 40), Ink.FORECAST, 0.5),
            new Mark.Dots(List.of(new Point(130, 30)), 10, Ink.OUTCOME),
            new Mark.Rule(new Point(0, 60), new Point(200, 60), Mark.Stroke.dashed(Ink.RULE, 1)),
            new Mark.Line(
                List.of(new Point(150, 10), new Point(170.25, 50.5), new Point(190, 10)),
                Mark.Stroke.solid(Ink.HISTORY, 2)),
            new Mark.Label(new Point(100, 80), "middle", CENTRED),
            new Mark.Label(new Point(100, 95), "heavy", CENTRED.heavier().haloed()),
            new Mark.Label(
                new Point(5, 80), "start", Mark.Style.of(Ink.MUTED, 10.5, Mark.Anchor.START))));
  }

  private static List<Point> square(double x, double y, double side) {
    return List.of(
        new Point(x, y),
        new Point(x + side, y),
        new Point(x + side, y + side),
        new Point(x, y + side));
  }

  static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void svgIsAsKept() throws IOException {
    try (InputStream kept = SceneTest.class.getResourceAsStream("marks.svg")) {
      assertEquals(new String(kept.readAllBytes(), StandardCharsets.UTF_8), everything().toSvg());
    }
  }

  @Test
  void svgIsWellFormedAndNamed() throws Exception {
    Document svg = parse(everything().toSvg());
    assertEquals("img", svg.getDocumentElement().getAttribute("role"));
    assertEquals(
        "anode4j-title anode4j-desc", svg.getDocumentElement().getAttribute("aria-labelledby"));
    assertEquals("One of each", svg.getElementsByTagName("title").item(0).getTextContent());
  }

  @Test
  void inlineSvgHasItsOwnIdsAndLeavesTheGroundToThePage() throws Exception {
    String svg = everything().toInlineSvg("c7");
    assertTrue(svg.contains("id=\"c7-title\"") && svg.contains("id=\"c7-desc\""));
    assertFalse(svg.contains("<style>") || svg.contains("<rect"));
    parse(svg);
  }

  @Test
  void escapesWhateverANameHolds() throws Exception {
    String name = "<b>&\"'\u0000\u001b\uD800 \uD83D\uDE00 ü\t\uFFFE";
    Scene scene =
        new Scene(9, 9, name, name, List.of(new Mark.Label(new Point(1, 1), name, CENTRED)));
    Document svg = parse(scene.toSvg());
    String read = "<b>&\"'\uFFFD\uFFFD\uFFFD \uD83D\uDE00 ü\t\uFFFD";
    assertEquals(read, svg.getElementsByTagName("title").item(0).getTextContent());
    assertEquals(read, svg.getElementsByTagName("text").item(0).getTextContent());
    new PngWriter(Theme.LIGHT, 1).paint(scene);
  }

  @Test
  void numbersAreShort() {
    assertEquals("0", SvgWriter.number(-0.001));
    assertEquals("12", SvgWriter.number(12));
    assertEquals("12.3", SvgWriter.number(12.3));
    assertEquals("-0.05", SvgWriter.number(-0.05));
    assertEquals("1.01", SvgWriter.number(1.006));
    assertEquals("-7.25", SvgWriter.number(-7.25));
  }

  @Test
  void pngShowsTheMarksInTheTheme() throws IOException {
    for (Theme theme : Theme.values()) {
      BufferedImage image = new PngWriter(theme, 2).paint(everything());
      assertEquals(400, image.getWidth());
      assertEquals(200, image.getHeight());
      assertEquals(Ink.PAPER.rgb(theme), pixel(image, 4, 4));
      assertEquals(Ink.FORECAST.rgb(theme), pixel(image, 60, 60));
      assertEquals(Ink.OUTCOME.rgb(theme), pixel(image, 260, 60));
      int half = pixel(image, 160, 60);
      int ink = Ink.FORECAST.rgb(theme) & 0xff;
      int paper = Ink.PAPER.rgb(theme) & 0xff;
      assertEquals((ink + paper) / 2.0, half & 0xff, 2);
    }
  }

  @Test
  void pngPlacesLabelsByTheirAnchor() throws IOException {
    for (Mark.Anchor anchor : Mark.Anchor.values()) {
      Mark.Label label =
          new Mark.Label(new Point(100, 50), "MMMM", Mark.Style.of(Ink.TEXT, 20, anchor));
      BufferedImage image =
          new PngWriter(Theme.LIGHT, 1).paint(new Scene(200, 100, "t", "d", List.of(label)));
      boolean left = hasInk(image, 0, 95);
      boolean right = hasInk(image, 105, 200);
      assertEquals(anchor != Mark.Anchor.START, left);
      assertEquals(anchor != Mark.Anchor.END, right);
    }
  }

  @Test
  void pngAcceptsEmptyLabelsAndShapes() throws IOException {
    Scene scene =
        new Scene(
            10,
            10,
            "",
            "",
            List.of(
                new Mark.Label(new Point(1, 1), "", CENTRED),
                new Mark.Area(List.of(), Ink.TEXT, 1),
                new Mark.Line(List.of(), Mark.Stroke.solid(Ink.TEXT, 1))));
    assertEquals(Ink.PAPER.rgb(Theme.DARK), pixel(paintDark(scene), 5, 5));
  }

  @Test
  void writesFiles(@TempDir Path folder) throws IOException {
    everything().writePng(folder.resolve("a.png"), Theme.DARK);
    assertEquals(400, ImageIO.read(folder.resolve("a.png").toFile()).getWidth());
    everything().writeSvg(folder.resolve("a.svg"));
    assertEquals(everything().toSvg(), Files.readString(folder.resolve("a.svg")));
    assertThrows(
        IOException.class, () -> everything().writePng(folder.resolve("none/a.png"), Theme.LIGHT));
  }

  @Test
  void refusesImpossibleSizes() {
    assertThrows(IllegalArgumentException.class, () -> new Scene(0, 5, "", "", List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Scene(5, Double.NaN, "", "", List.of()));
    assertThrows(IllegalArgumentException.class, () -> new PngWriter(Theme.LIGHT, 0));
    assertThrows(IllegalArgumentException.class, () -> new PngWriter(Theme.LIGHT, 99));
  }

  private static BufferedImage paintDark(Scene scene) throws IOException {
    return new PngWriter(Theme.DARK, 1).paint(scene);
  }

  private static int pixel(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  private static boolean hasInk(BufferedImage image, int from, int to) {
    for (int x = from; x < to; x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if (pixel(image, x, y) != 0xffffff) {
          return true;
        }
      }
    }
    return false;
  }
}
