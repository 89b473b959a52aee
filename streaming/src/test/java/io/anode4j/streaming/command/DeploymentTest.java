package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.cli.Anode4j;
import io.anode4j.streaming.config.EnvironmentSettings;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.operations.StreamMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whatever the files of deploy name exists: metrics, labels, settings, options, paths. */
class DeploymentTest {
  private static final Path DEPLOY = Path.of("..", "deploy");

  private static final Pattern METRIC =
      Pattern.compile("\\b((?:anode4j|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\\\\?\"([^\"\\\\]+)\\\\?\"");
  private static final Pattern VARIABLE =
      Pattern.compile(EnvironmentSettings.PREFIX + "([A-Z0-9_]+)(?:=|, value: )\"?([^\"}\\s]+)");

  @BeforeEach
  void isThere() {
    assumeTrue(Files.isDirectory(DEPLOY), "the files of deployment are not here");
  }

  private static String text(String file) throws IOException {
    return Files.readString(DEPLOY.resolve(file));
  }

  private static String exposition() {
    try (StreamMetrics metrics = new StreamMetrics()) {
      metrics.showLag("t", () -> new TreeMap<>(Map.of(0, 3L)));
      return metrics.prometheus();
    }
  }

  /**
   * Names that a text asks for and that are not served; a model's name is known when one serves.
   */
  private static List<String> unknownMetrics(String text, String served) {
    List<String> unknown = new ArrayList<>();
    Matcher named = METRIC.matcher(text);
    while (named.find()) {
      String name = named.group(1);
      boolean known =
          name.equals("anode4j_model_info") || served.contains("\n# TYPE " + base(name) + " ");
      if (!known) {
        unknown.add(name);
      }
      Matcher label = LABEL.matcher(named.group(2) == null ? "" : named.group(2));
      while (label.find()) {
        String asked = label.group(1) + "=\"" + label.group(2) + "\"";
        boolean there = served.lines().anyMatch(l -> l.startsWith(name) && l.contains(asked));
        if (!there) {
          unknown.add(name + "{" + asked + "}");
        }
      }
    }
    return unknown;
  }

  private static String base(String name) {
    return name.replaceFirst("_bucket$", "");
  }

  @Test
  void everyMetricOfTheDashboardIsServed() throws Exception {
    String served = exposition();
    JsonNode dashboard = new JsonMapper().readTree(text("grafana/anode4j.json"));
    int asked = 0;
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertTrue(ids.add(panel.get("id").asInt()), "each panel has an id of its own");
      for (JsonNode target : panel.get("targets")) {
        String expression = target.get("expr").asText();
        assertTrue(METRIC.matcher(expression).find(), expression);
        assertEquals(List.of(), unknownMetrics(expression, served), expression);
        asked++;
      }
    }
    assertTrue(asked > 15, asked + " expressions");
  }

  @Test
  void everyMetricOfTheRulesIsServed() throws Exception {
    String served = exposition();
    String rules = text("prometheus/anode4j.rules.yaml");
    List<String> expressions = rules.lines().filter(l -> l.strip().startsWith("expr:")).toList();
    assertTrue(expressions.size() >= 9, expressions.size() + " rules");
    for (String expression : expressions) {
      assertEquals(List.of(), unknownMetrics(expression, served), expression);
    }
    long alerts = rules.lines().filter(l -> l.strip().startsWith("- alert:")).count();
    assertEquals(alerts, expressions.size());
    assertEquals(alerts, rules.lines().filter(l -> l.strip().startsWith("summary:")).count());
    String runbook = Files.readString(Path.of("..", "docs", "operating.md"));
    rules
        .lines()
        .filter(l -> l.strip().startsWith("- alert:"))
        .map(l -> l.replaceFirst(".*: ", ""))
        .forEach(alert -> assertTrue(runbook.contains("`" + alert + "`"), alert));
  }

  @Test
  void aNameThatIsNotServedIsFound() {
    assertEquals(
        List.of("anode4j_nothing_total", "anode4j_readings_total{result=\"odd\"}"),
        unknownMetrics(
            "rate(anode4j_nothing_total[1m]) + anode4j_readings_total{result=\"odd\"}",
            exposition()));
  }

  @Test
  void everyVariableIsASetting() throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (String file :
        List.of("Dockerfile", "kubernetes/anode4j.yaml", "systemd/anode4j.service")) {
      Matcher variable = VARIABLE.matcher(text(file));
      while (variable.find()) {
        String value = variable.group(2).replace("$(POD_NAME)", "anode4j-0");
        environment.put(EnvironmentSettings.PREFIX + variable.group(1), value);
      }
    }
    assertTrue(environment.size() >= 5, environment::toString);
    Properties settings = new Properties();
    settings.putAll(EnvironmentSettings.of(environment));
    assertEquals("anode4j-0", StreamingConfig.of(settings).instanceId());
  }

  @Test
  void everyOptionAndPathExists() throws Exception {
    CommandLine stream = Anode4j.commandLine().getSubcommands().get("stream");
    Set<String> options = new TreeSet<>();
    stream.getCommandSpec().options().forEach(o -> options.addAll(List.of(o.names())));
    String unit =
        text("systemd/anode4j.service")
            .lines()
            .filter(l -> l.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow();
    String pods = text("kubernetes/anode4j.yaml");
    int found = 0;
    for (String line : Stream.of(unit, text("Dockerfile"), pods).flatMap(String::lines).toList()) {
      boolean build = line.startsWith("RUN") || line.startsWith("#");
      Matcher option = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]+)").matcher(build ? "" : line);
      while (option.find()) {
        assertTrue(options.contains(option.group(1)), option.group(1) + " of " + line);
        found++;
      }
    }
    assertTrue(found >= 12, found + " options");
    assertEquals(2, pods.split("path: /health/live", -1).length - 1);
    assertEquals(1, pods.split("path: /health/ready", -1).length - 1);
    assertFalse(pods.contains("\t"));
    assertTrue(unit.contains("/opt/anode4j/bin/anode4j"));
  }
}
