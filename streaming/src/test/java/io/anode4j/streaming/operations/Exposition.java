package io.anode4j.streaming.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, read line by line; what does not belong there is an error. */
public record Exposition(Map<String, Family> families) {
  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (\\S+) ?(.*)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{((?:[a-zA-Z_]\\w*=\"[^\"]*\",?)*)\\})? (\\S+)( \\d+)?");

  /** A metric with all its series. */
  public static final class Family {
    public String help = "";
    public String type = "";
    public final List<Sample> samples = new ArrayList<>();
  }

  /** One line: its name, labels as written, and value. */
  public record Sample(String name, String labels, double value) {}

  /** Reads a text. */
  public static Exposition parse(String text) {
    Map<String, Family> families = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      Matcher comment = COMMENT.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (comment.matches()) {
        Family family = families.computeIfAbsent(comment.group(2), name -> new Family());
        if (comment.group(1).equals("HELP")) {
          family.help = comment.group(3);
        } else {
          family.type = comment.group(3);
        }
      } else if (sample.matches()) {
        String labels = sample.group(3) == null ? "" : sample.group(3);
        String name = sample.group(1);
        Family family = families.get(families.containsKey(name) ? name : base(name));
        if (family == null) {
          throw new IllegalArgumentException("without HELP and TYPE: " + line);
        }
        family.samples.add(new Sample(name, labels, number(sample.group(4))));
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException("not of the format: " + line);
      }
    }
    return new Exposition(families);
  }

  private static String base(String name) {
    return name.replaceFirst("_(bucket|count|sum|max)$", "");
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The value of a series; its labels as they are written. */
  public double value(String name, String labels) {
    return families.values().stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name().equals(name) && sample.labels().equals(labels))
        .mapToDouble(Sample::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + "{" + labels + "}"));
  }
}
