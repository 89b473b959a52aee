package io.anode4j.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LabelledTest {
  private static final double NONE = Double.NaN;

  private static SeriesSet set(int count) {
    return new SeriesSet(
        List.of("x", "y"),
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    TimeSeries.of(
                        "s" + i,
                        new double[] {0, 1, 3},
                        new double[][] {{1, i}, {4, NONE}, {NONE, 2}}))
            .toList(),
        TimeFormat.number(),
        "set");
  }

  @Test
  void classesAreInTheOrderOfTheirNumbersOrTexts() {
    Map<String, String> numbers = Map.of("s0", "10", "s1", "9", "s2", "9");
    assertEquals(List.of("9", "10"), Labelled.classes(set(3), numbers));
    Map<String, String> texts = Map.of("s0", "b", "s1", "a", "other", "c");
    assertEquals(List.of("a", "b"), Labelled.classes(set(3), texts));
  }

  @Test
  void seriesWithoutALabelArePassedOver() {
    Map<String, String> labels = new LinkedHashMap<>(Map.of("s0", "b", "s2", "a"));
    Labelled known = Labelled.of(set(3), labels, List.of("a", "b"));
    assertEquals(List.of("s0", "s2"), known.series().stream().map(TimeSeries::id).toList());
    assertArrayEquals(new int[] {1, 0}, known.truths());
    assertEquals(List.of(1, 1), known.counts());
  }

  @Test
  void whatCannotBeIsRefused() {
    SeriesSet set = set(2);
    assertRefused("no label", () -> Labelled.classes(set, Map.of()));
    assertRefused("no other label than 'a'", () -> Labelled.classes(set, Map.of("s0", "a")));
    assertRefused(
        "series 's1' of set has the label 'wron', which was not learnt",
        () -> Labelled.of(set, Map.of("s1", "wron"), List.of("right", "wrong")));
    assertRefused("no series of set has a label", () -> Labelled.of(set, Map.of(), List.of("a")));
    assertRefused(
        "2 classes of 1", () -> new Labelled(List.of("a"), set(1).series(), List.of(0, 0)));
  }

  private static void assertRefused(String why, Executable what) {
    String message = assertThrows(IllegalArgumentException.class, what).getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void featuresAreThoseOfAGlance() {
    double[] features = SeriesFeatures.of(set(3).series().get(1));
    double[] expected = {4, 2.5, 1, 4, Math.log(3), 1.0 / 3, 2, 1.5, 1, 2, Math.log(3), 1.0 / 3};
    assertArrayEquals(expected, features, 1e-12);
    assertEquals(12, SeriesFeatures.names(List.of("x", "y")).size());
    assertEquals("y_missing", SeriesFeatures.names(List.of("x", "y")).get(11));
    double[] nothing = SeriesFeatures.of(TimeSeries.empty("e", 1));
    assertArrayEquals(new double[] {NONE, NONE, NONE, NONE, 0, 1}, nothing);
  }

  @Test
  void aClassificationNamesItsBest() {
    Classification said = new Classification("s", List.of("a", "b"), List.of(0.2, 0.8));
    assertEquals("b", said.label());
    assertEquals(0.2, said.probability("a"));
    assertRefused("no class 'c'", () -> said.probability("c"));
    assertRefused(
        "1 probabilities", () -> new Classification("s", List.of("a", "b"), List.of(1.0)));
  }

  @Test
  void theReportShowsAllThatWereCompared() {
    List<String> classes = List.of("no", "yes");
    Labelled known =
        Labelled.of(set(4), Map.of("s0", "no", "s1", "yes", "s2", "yes", "s3", "no"), classes);
    FeatureClassifier first =
        new FeatureClassifier(classes, s -> s.id().equals("s0") ? p(0.1) : p(0.7));
    Map<String, Classifier> compared = new LinkedHashMap<>();
    compared.put("model", first);
    compared.put("prior", FeatureClassifier.prior(classes, List.of(3, 1)));
    ClassReport report = ClassReport.of(compared, "yes", known, "series");
    assertEquals(0.75, report.scores().get("model").auc(), 1e-12);
    assertEquals(0.5, report.scores().get("prior").accuracy());
    String table = report.table();
    assertTrue(
        table.contains("4 series, 2 classes; AUC, AUPRC, F1 and calibration of 'yes'"), table);
    assertTrue(table.lines().anyMatch(line -> line.startsWith("prior ")), table);
    assertTrue(report.toMap().toString().contains("auc=0.75"), report.toMap().toString());
  }

  private static double[] p(double yes) {
    return new double[] {1 - yes, yes};
  }
}
