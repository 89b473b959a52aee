package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Point;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String NASTY = "</style><script>alert(\"&'\")</script>";

  private static Map<String, Double> scores(double crps, double coverage) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("crps", crps);
    values.put("coverage90", coverage);
    return values;
  }

  /** A report with every section, and a name wherever one can stand. */
  static ReportContent full(String name, int forecasts) {
    List<Point> curve = List.of(new Point(0.5, 0.4), new Point(0.9, 0.85));
    ReportContentBuilder content =
        ReportContent.titled("Report of " + name)
            .scores(
                List.of(
                    ScoreRow.model("latent ODE " + name, scores(0.2, 0.86)),
                    ScoreRow.baseline("last value", scores(0.4, 0.9))))
            .units("Standardised values of " + name + ".")
            .channels(List.of(ScoreRow.model("level " + name, scores(0.2, 0.91))))
            .leadTime(LeadTimeChart.score("CRPS", false, List.of(Curve.model(name, curve))))
            .calibration(CalibrationChart.of(List.of(Curve.model(name, curve))))
            .attribution(AttributionChartTest.chart(name))
            .training(TrainingChartTest.epochs())
            .data("file", name)
            .refused("line 7: " + name)
            .configuration("seed", name)
            .provenance("made by", name)
            .note("Beware of " + name)
            .version("1.2.3 " + name);
    FanChart wave = FanChartTest.wave(40, 1, 20);
    for (int i = 0; i < forecasts; i++) {
      content.forecast(
          FanChart.of(name, "channel " + i, wave.origin(), wave.history())
              .withMedian(wave.median())
              .withUnit(name));
    }
    return content.build();
  }

  /** The page is written so that it is well-formed XML too; an XML parser is a strict reader. */
  private static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<String> texts(Document page, String element) {
    NodeList nodes = page.getElementsByTagName(element);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  @Test
  void holdsEverySection() throws Exception {
    Document page = parse(HtmlReport.of(full("pump", 3)).html());
    assertEquals(
        List.of(
            "Forecasts",
            "What moved them",
            "Scores",
            "Lead time and calibration",
            "Channels",
            "Training",
            "Data",
            "How it was made"),
        texts(page, "h2"));
    assertEquals(List.of("Report of pump"), texts(page, "h1"));
    assertTrue(
        texts(page, "p")
            .containsAll(
                List.of(
                    "CRPS 0.2, 50 % better than the best baseline (last value)."
                        + " The 90 % intervals held 86 % of the outcomes.",
                    "Beware of pump",
                    "Standardised values of pump.",
                    "Made by anode4j 1.2.3 pump")));
    assertEquals(List.of("Configuration", "Provenance"), texts(page, "summary"));
    assertEquals(List.of("line 7: pump"), texts(page, "li"));
    assertEquals(List.of("file", "seed", "made by"), texts(page, "dt"));
  }

  @Test
  void marksTheBestOfEachColumnInWords() throws Exception {
    Document page = parse(HtmlReport.of(full("pump", 0)).html());
    List<String> cells = texts(page, "td");
    assertEquals(List.of("0.200 (best)", "86.0 %", "0.400", "90.0 % (best)"), cells.subList(0, 4));
    assertEquals(List.of("0.200", "91.0 %"), cells.subList(4, 6));
  }

  @Test
  void navigationLeadsToItsSections() throws Exception {
    Document page = parse(HtmlReport.of(full("pump", 1)).html());
    Set<String> ids = new HashSet<>();
    NodeList sections = page.getElementsByTagName("section");
    for (int i = 0; i < sections.getLength(); i++) {
      ids.add("#" + ((Element) sections.item(i)).getAttribute("id"));
    }
    NodeList links = page.getElementsByTagName("a");
    assertEquals(8, links.getLength());
    for (int i = 0; i < links.getLength(); i++) {
      assertTrue(ids.contains(((Element) links.item(i)).getAttribute("href")));
    }
  }

  @Test
  void needsNothingElse() {
    String html = HtmlReport.of(full("pump", 3)).html();
    String bare = html.replace("http://www.w3.org/2000/svg", "");
    for (String foreign : List.of("http", "//", "<script", "@import", "url(", "src=", "<link")) {
      assertFalse(bare.contains(foreign), foreign);
    }
    assertTrue(html.contains("prefers-color-scheme:dark"));
    assertTrue(html.contains("@media print"));
  }

  @Test
  void idsAreUnique() {
    Matcher ids = Pattern.compile(" id=\"([^\"]*)\"").matcher(HtmlReport.of(full("x", 9)).html());
    Set<String> seen = new HashSet<>();
    while (ids.find()) {
      assertTrue(seen.add(ids.group(1)), ids.group(1));
    }
    assertTrue(seen.size() > 30);
  }

  @Test
  void escapesNamesWhereverTheyStand() throws Exception {
    String html = HtmlReport.of(full(NASTY, 2)).html();
    assertFalse(html.contains("<script"));
    assertFalse(html.contains("alert(\""));
    Document page = parse(html);
    assertEquals("Report of " + NASTY, texts(page, "h1").get(0));
    assertEquals(List.of("line 7: " + NASTY), texts(page, "li"));
    assertTrue(texts(page, "dd").contains(NASTY));
    assertTrue(texts(page, "th").contains("latent ODE " + NASTY));
  }

  @Test
  void chartsBeyondTheGalleryAreFoldedUnderTheirNames() throws Exception {
    Document page = parse(HtmlReport.of(full("pump", 40)).html());
    long fans =
        texts(page, "title").stream().filter(title -> title.startsWith("pump · channel")).count();
    assertEquals(2 + 39, fans, "the first one wide and narrow");
    assertTrue(texts(page, "h3").contains("27 more forecasts"));
    List<String> folded =
        texts(page, "summary").stream().filter(text -> text.startsWith("pump")).toList();
    assertEquals(27, folded.size());
    assertEquals("pump · channel 13", folded.get(0));
    assertTrue(
        texts(parse(HtmlReport.of(full("pump", 13)).html()), "h3").stream()
            .noneMatch(text -> text.contains("more forecast")));
  }

  @Test
  void saysWhatShareOfTheForecastsIsShown() throws Exception {
    ReportContentBuilder content = ReportContent.titled("t").share("Shown: 6 of 10 series.");
    content.forecast(FanChartTest.wave(9, 1, 0));
    assertTrue(
        texts(parse(HtmlReport.of(content.build()).html()), "p")
            .contains("Shown: 6 of 10 series."));
  }

  @Test
  void anEmptyReportIsStillAPage() throws Exception {
    Document page = parse(HtmlReport.of(ReportContent.titled("Nothing").build()).html());
    assertEquals(List.of("Nothing"), texts(page, "h1"));
    assertEquals(List.of(), texts(page, "section"));
    assertEquals(
        List.of("Made by anode4j"), texts(page, "footer").stream().map(String::strip).toList());
  }

  @Test
  void sectionsAreIndependent() throws Exception {
    ReportContentBuilder content = ReportContent.titled("t").summary("As told.");
    content.provenance("a", "b").refused("c");
    Document page = parse(HtmlReport.of(content.build()).html());
    assertEquals(List.of("Data", "How it was made"), texts(page, "h2"));
    assertEquals(List.of("Provenance"), texts(page, "summary"));
    assertTrue(texts(page, "p").contains("As told."));
  }

  @Test
  void tellsOfOutcomesOnlyWhereThereAreAny() {
    assertFalse(HtmlReport.of(full("pump", 1)).html().contains("really happened"));
    ReportContent known = ReportContent.titled("t").forecast(FanChartTest.wave(9, 1, 0)).build();
    assertTrue(HtmlReport.of(known).html().contains("really happened"));
  }

  @Test
  void writesTheFile(@TempDir Path folder) throws IOException {
    HtmlReport report = HtmlReport.of(full("pump", 1));
    report.write(folder.resolve("r.html"));
    assertEquals(report.html(), Files.readString(folder.resolve("r.html")));
  }
}
