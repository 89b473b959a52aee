package io.anode4j.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetectionScoresTest {
  private static final DetectionRules HOURS = new DetectionRules(0.25, 1, 4, 24);

  private static boolean[] marks(String text) {
    boolean[] marks = new boolean[text.length()];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = text.charAt(i) == '#';
    }
    return marks;
  }

  /** A stream with a reading an hour. */
  private static JudgedStream hourly(String anomalous, String alarms) {
    double[] times = new double[alarms.length()];
    double[] scores = new double[alarms.length()];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
      scores[i] = alarms.charAt(i) == '#' ? 2 : 0.5;
    }
    return new JudgedStream(times, scores, marks(alarms), marks(anomalous));
  }

  @Test
  void runsJoinOverFewQuietReadings() {
    assertEquals(List.of(new Stretch(1, 2), new Stretch(4, 4)), Stretch.of(marks(".##.#..."), 0));
    assertEquals(List.of(new Stretch(1, 4)), Stretch.of(marks(".##.#..."), 1));
    assertEquals(List.of(), Stretch.of(marks("...."), 3));
    assertEquals(List.of(new Stretch(0, 3)), Stretch.of(marks("####"), 0));
  }

  /**
   * By hand: alarms at 2-4 (one quiet reading within), 9, 12-13; anomalies at 3-6, 12 and 20-21:
   * three alarms, one of them wrong; two of three anomalies found; 25 readings last a day.
   */
  @Test
  void eventsByHand() {
    JudgedStream s = hourly("...####.....#.......##...", "..#.#....#..##...........");
    EventScores e = EventScores.of(List.of(s), 1, 24);
    assertEquals(new EventScores(3, 2, 3, 1, 1), e);
    assertEquals(2 / 3.0, e.precision(), 1e-12);
    assertEquals(2 / 3.0, e.recall(), 1e-12);
    assertEquals(2 / 3.0, e.f1(), 1e-12);
    assertEquals(1, e.wrongADay(), 1e-12);
    // Without a date: per thousand readings.
    assertEquals(40, EventScores.of(List.of(s), 1, Double.NaN).wrongADay(), 1e-9);
  }

  /** 7 anomalous and 18 ordinary readings; alarms at 3 ordinary and 2 anomalous ones. */
  @Test
  void pointsByHand() {
    JudgedStream s = hourly("...####.....#.......##...", "..#.#....#..##...........");
    PointScores p = PointScores.of(List.of(s));
    assertEquals(3 / 18.0, p.falseAlarms(), 1e-12);
    assertEquals(5 / 7.0, p.missed(), 1e-12);
    assertEquals(4 / (4.0 + 3 + 5), p.f1(), 1e-12);
  }

  /** Of ordinary scores 1 to 4, a quarter may be above: the threshold is 3. */
  @Test
  void thresholdLeavesTheRate() {
    double[] scores = {4, 9, 1, 3, 2, 8};
    boolean[] anomalous = {false, true, false, false, false, true};
    JudgedStream s = new JudgedStream(new double[6], scores, new boolean[6], anomalous);
    assertEquals(3, DetectionScores.threshold(List.of(s), 0.25));
    assertEquals(4, DetectionScores.threshold(List.of(s), 0.1));
  }

  /** One alarm within an anomaly of four readings finds all four: TP 4, FP 1, FN 3. */
  @Test
  void pointAdjustmentByHand() {
    JudgedStream s = hourly("...####.....#.......##...", "....#....#...............");
    DetectionScores scores = DetectionScores.of(List.of(s), HOURS);
    assertEquals(8 / (8.0 + 1 + 3), scores.adjustedF1(), 1e-12);
  }

  /** Long anomalies: a random score has a PA-F1 near 1 and a VUS-PR near the share of anomalies. */
  @Test
  void pointAdjustmentFlattersRandomScores() {
    int n = 10_000;
    double[] times = new double[n];
    boolean[] anomalous = new boolean[n];
    for (int i = 0; i < n; i++) {
      times[i] = i;
      anomalous[i] = i % 2500 >= 2250;
    }
    JudgedStream s =
        new JudgedStream(
            times, new SplittableRandom(1).doubles(n).toArray(), new boolean[n], anomalous);
    DetectionScores scores = DetectionScores.of(List.of(s), HOURS);
    assertTrue(scores.adjustedF1() > 0.9, "PA-F1 " + scores.adjustedF1());
    assertTrue(scores.vusPr() < 0.2, "VUS-PR " + scores.vusPr());
    assertTrue(scores.aucPr() < 0.13, "AUC-PR " + scores.aucPr());
  }

  /** A step of one channel: the robust rule finds it, a random score does not. */
  @Test
  void reportShowsJudgesBesideARandomScore() {
    SplittableRandom random = new SplittableRandom(5);
    int n = 2000;
    double[] times = new double[n];
    double[][] values = new double[n][];
    boolean[] anomalous = new boolean[n];
    for (int i = 0; i < n; i++) {
      times[i] = 60.0 * i;
      anomalous[i] = i >= 1500 && i < 1600;
      values[i] =
          new double[] {random.nextGaussian(), random.nextGaussian() + (anomalous[i] ? 4 : 0)};
    }
    LabelledStream stream = new LabelledStream(TimeSeries.of("s", times, values), anomalous, 500);
    DetectionReport report =
        DetectionReport.of(
            List.of(stream),
            Map.of("robust z", new RobustRule(0.01)),
            DetectionRules.of(0.01, TimeFormat.epochSeconds()));
    DetectionScores found = report.scores().get("robust z");
    assertTrue(found.vusPr() > 0.9 && found.points().f1() > 0.7, found.toString());
    assertEquals(1, found.events().found());
    assertEquals(1499 * 60 / 86400.0, found.events().days(), 1e-9);
    assertTrue(report.scores().get(DetectionReport.RANDOM).vusPr() < 0.2, report.table());
    for (String word : List.of("VUS-PR", "PA-F1", "robust z", "random", "wrong a day")) {
      assertTrue(report.table().contains(word), report.table());
    }
    assertEquals(
        List.of("robust z", "random"),
        List.copyOf(((Map<?, ?>) report.toMap().get("judges")).keySet()));
    assertFalse(report.toMap().toString().contains("NaN"));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    double[] two = new double[2];
    boolean[] three = new boolean[3];
    assertThrows(
        IllegalArgumentException.class, () -> new JudgedStream(two, two, three, new boolean[2]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new JudgedStream(two, new double[] {1, Double.NaN}, new boolean[2], new boolean[2]));
    assertThrows(IllegalArgumentException.class, () -> new DetectionRules(0, 1, 1, 1));
    TimeSeries one = TimeSeries.of("s", new double[] {1}, new double[][] {{1}});
    assertThrows(IllegalArgumentException.class, () -> new LabelledStream(one, new boolean[1], 1));
  }
}
