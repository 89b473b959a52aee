package io.anode4j.detection;

import io.anode4j.data.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Judges side by side on the same streams. A random score is always among them, whatever else is.
 *
 * @param streams number of streams
 * @param rules how was counted
 * @param scores each judge's figures by its name
 */
public record DetectionReport(
    int streams, DetectionRules rules, Map<String, DetectionScores> scores) {
  /** Name of the score that knows nothing. */
  public static final String RANDOM = "random";

  /** Keeps the judges in their order. */
  public DetectionReport {
    scores = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /**
   * Lets judges judge streams, and a random score beside them.
   *
   * @param streams labelled streams, at least one
   * @param judges judges by name
   * @param rules how to count
   * @return the report
   */
  public static DetectionReport of(
      List<LabelledStream> streams, Map<String, Judge> judges, DetectionRules rules) {
    Map<String, Judge> all = new LinkedHashMap<>(judges);
    all.put(RANDOM, new RandomJudge(rules.rate(), 1));
    Map<String, DetectionScores> scores = new LinkedHashMap<>();
    all.forEach(
        (name, judge) ->
            scores.put(
                name,
                DetectionScores.of(
                    streams.stream().map(s -> JudgedStream.of(s, judge.judge(s))).toList(),
                    rules)));
    return new DetectionReport(streams.size(), rules, scores);
  }

  /** The figures as a table for a terminal, with a line on each of them. */
  public String table() {
    EventScores any = scores.values().iterator().next().events();
    StringBuilder text = new StringBuilder();
    line(text, "%d streams, %d anomalies", streams, any.events());
    TextTable table = new TextTable(header());
    scores.forEach((name, one) -> table.row(row(name, one)));
    text.append('\n');
    table.lines().forEach(row -> text.append(row).append('\n'));
    line(text, "VUS-PR, AUC-PR: without a threshold; mean of the streams that have an anomaly.");
    line(
        text,
        "F1, FAR, MAR: its own alarms by readings: false-alarm rate, share of anomalous ones missed.");
    line(
        text,
        "event F1, found, wrong a %s: its own alarms, one if up to %d quiet readings apart, by where they begin.",
        unit(),
        rules.quiet());
    line(
        text,
        "at rate: event F1 where %s %% of the ordinary readings alarm, a threshold set by labels.",
        Double.toString(100 * rules.rate()).replaceAll("\\.0$", ""));
    line(text, "PA-F1: best of all thresholds, point-adjusted; flatters: see what random has.");
    return text.toString();
  }

  private String unit() {
    return rules.isDated() ? "day" : "1,000";
  }

  private List<String> header() {
    return List.of(
        "judge",
        "VUS-PR",
        "AUC-PR",
        "F1",
        "FAR",
        "MAR",
        "event F1",
        "found",
        "wrong a " + unit(),
        "at rate",
        "PA-F1");
  }

  private static List<String> row(String name, DetectionScores s) {
    List<String> row = new ArrayList<>(List.of(name));
    row.add(number("%.3f", s.vusPr()));
    row.add(number("%.3f", s.aucPr()));
    row.add(number("%.3f", s.points().f1()));
    row.add(number("%.2f %%", 100 * s.points().falseAlarms()));
    row.add(number("%.1f %%", 100 * s.points().missed()));
    row.add(number("%.3f", s.events().f1()));
    row.add(Integer.toString(s.events().found()));
    row.add(number("%.1f", s.events().wrongADay()));
    row.add(number("%.3f", s.atRate().f1()));
    row.add(number("%.3f", s.adjustedF1()));
    return row;
  }

  /** The figures as maps and numbers, for JSON; figures that are no number are left out. */
  public Map<String, Object> toMap() {
    Map<String, Object> judges = new LinkedHashMap<>();
    scores.forEach((name, one) -> judges.put(name, map(one)));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("streams", streams);
    root.put("rate", rules.rate());
    root.put("quiet", rules.quiet());
    root.put("buffer", rules.buffer());
    root.put("wrongPer", rules.isDated() ? "day" : "1000 readings");
    root.put("judges", judges);
    return root;
  }

  private static Map<String, Object> map(DetectionScores s) {
    Map<String, Object> map = new LinkedHashMap<>();
    put(map, "vusPr", s.vusPr());
    put(map, "aucPr", s.aucPr());
    put(map, "f1", s.points().f1());
    put(map, "falseAlarms", s.points().falseAlarms());
    put(map, "missed", s.points().missed());
    put(map, "eventF1", s.events().f1());
    map.put("events", s.events().events());
    map.put("found", s.events().found());
    map.put("alarms", s.events().alarms());
    map.put("wrong", s.events().wrong());
    put(map, "wrongPerUnit", s.events().wrongADay());
    put(map, "eventF1AtRate", s.atRate().f1());
    put(map, "adjustedF1", s.adjustedF1());
    return map;
  }

  private static void put(Map<String, Object> map, String name, double value) {
    if (Double.isFinite(value)) {
      map.put(name, value);
    }
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
