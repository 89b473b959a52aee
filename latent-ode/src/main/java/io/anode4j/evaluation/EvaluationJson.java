package io.anode4j.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link EvaluationReport} as JSON.
 *
 * <pre>
 * {"model": {"mse", "mae", "crps", "nll", "coverage90", "skill", "skill_error"}, "ridge": {…}, …,
 *  "per_channel": {channel: {"model": {…}, …}, …},
 *  "by_lead_time": [{"from", "to", "model": {…}, …}, …],
 *  "units", "horizon", "origins", "series", "targets", "skipped": {reason: count, …}}
 * </pre>
 *
 * <p>JSON knows no NaN or infinity: a figure without a value is {@code null}.
 */
public final class EvaluationJson {
  private EvaluationJson() {}

  /**
   * The report as nested maps, in the order in which they are written.
   *
   * @param report the report
   * @return maps of names to maps, numbers, texts or null
   */
  public static Map<String, Object> toMap(EvaluationReport report) {
    Map<String, Object> root = new LinkedHashMap<>(scores(report.overall()));
    report.overall().keySet().forEach(name -> skill(report, name, root));
    Map<String, Object> channels = new LinkedHashMap<>();
    report.perChannel().forEach((channel, scores) -> channels.put(channel, scores(scores)));
    root.put("per_channel", channels);
    root.put("by_lead_time", report.byLeadTime().stream().map(EvaluationJson::leadTime).toList());
    root.put("units", report.units());
    root.put("horizon", report.horizon());
    root.put("origins", report.origins());
    root.put("series", report.series());
    root.put("targets", report.targets());
    Map<String, Object> skipped = new LinkedHashMap<>();
    report.skipped().forEach((reason, count) -> skipped.put(reason.key(), count));
    root.put("skipped", skipped);
    return root;
  }

  private static Map<String, Object> leadTime(LeadTimeScores lead) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("from", lead.from());
    one.put("to", lead.to());
    one.putAll(scores(lead.scores()));
    return one;
  }

  @SuppressWarnings("unchecked") // made by scores(…)
  private static void skill(EvaluationReport report, String name, Map<String, Object> root) {
    Map<String, @Nullable Object> one = (Map<String, @Nullable Object>) root.get(name);
    one.put("skill", finite(report.skill(name)));
    one.put("skill_error", finite(report.skillError(name)));
  }

  private static Map<String, Object> scores(Map<String, Scores> byForecaster) {
    Map<String, Object> all = new LinkedHashMap<>();
    byForecaster.forEach(
        (name, scores) -> {
          Map<String, @Nullable Object> one = new LinkedHashMap<>();
          one.put("mse", finite(scores.mse()));
          one.put("mae", finite(scores.mae()));
          one.put("crps", finite(scores.crps()));
          one.put("nll", finite(scores.nll()));
          one.put("coverage90", finite(scores.coverage90()));
          all.put(name, one);
        });
    return all;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /**
   * The report as indented JSON.
   *
   * @param report the report
   * @return the text, ending with a line feed
   */
  public static String text(EvaluationReport report) {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(toMap(report))
              .replace("\r\n", "\n")
          + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("A report of maps and numbers is always JSON.", e);
    }
  }

  /**
   * Writes the report to a file in UTF-8, over what was there.
   *
   * @param report the report
   * @param file the file
   * @throws IOException if it cannot be written
   */
  public static void write(EvaluationReport report, Path file) throws IOException {
    Files.writeString(file, text(report));
  }
}
