package io.anode4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What options do that many commands have, and those of commands that take a model. */
abstract class OptionCases extends OptionFiles {
  /** A command line without an option and one with it, of which the option is the difference. */
  record Case(List<String> without, List<String> with) {}

  /** Options of {@link InputOptions} on top of a base whose second word is the input. */
  static Map<String, Case> input(List<String> base) {
    List<String> repeated = new ArrayList<>(base);
    repeated.set(1, duplicates.toString());
    List<String> broken = new ArrayList<>(base);
    broken.set(1, bad.toString());
    List<String> tolerant = plus(broken, "--max-bad-rows", 1);
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("--id", new Case(base, plus(base, "--id", "site")));
    cases.put("--time", new Case(base, plus(base, "--time", "flow")));
    cases.put("--where", new Case(base, plus(base, "--where", "site=south")));
    cases.put("--layout", new Case(base, plus(base, "--layout", "long")));
    cases.put("--channel-column", new Case(base, plus(base, "--channel-column", "site")));
    cases.put("--value-column", new Case(base, plus(base, "--value-column", "flow")));
    cases.put("--time-format", new Case(base, plus(base, "--time-format", "epoch-seconds")));
    cases.put("--duplicates", new Case(repeated, plus(repeated, "--duplicates", "last")));
    cases.put("--max-bad-rows", new Case(broken, tolerant));
    cases.put("--timezone", new Case(base, plus(base, "--timezone", "Mars/Crater")));
    cases.put("--missing", new Case(repeated, plus(repeated, "--missing", "9")));
    cases.put("--keep", new Case(base, plus(base, "--keep", "nothing")));
    cases.put("--decimal", new Case(base, plus(base, "--decimal", ",")));
    cases.put("--delimiter", new Case(base, plus(base, "--delimiter", "tab")));
    cases.put("--no-header", new Case(base, plus(base, "--no-header")));
    cases.put("--skip", new Case(base, plus(base, "--skip", "1")));
    List<String> spoiled = new ArrayList<>(base);
    spoiled.set(1, badCell.toString());
    cases.put("--strict", new Case(spoiled, plus(spoiled, "--strict")));
    List<String> many = new ArrayList<>(base);
    many.set(1, parts.toString());
    cases.put("--file-id", new Case(many, plus(many, "--file-id")));
    List<String> asked = new ArrayList<>(base);
    asked.set(1, database.url());
    asked.addAll(words("--credentials", database.credentials()));
    List<String> rows = plus(asked, "--query", Database.ROWS);
    List<String> unknown = new ArrayList<>(rows);
    unknown.removeAll(words("--credentials", database.credentials()));
    cases.put("--query", new Case(asked, rows));
    cases.put("--credentials", new Case(unknown, rows));
    cases.put("--driver-path", new Case(rows, plus(rows, "--driver-path", parts)));
    cases.put("--fetch-size", new Case(rows, plus(rows, "--fetch-size", 0)));
    cases.put("--rejects", new Case(tolerant, plus(tolerant, "--rejects", out.resolve("r.txt"))));
    return cases;
  }

  static Map<String, Case> common(List<String> base, List<String> failing) {
    List<String> loud = new ArrayList<>(base);
    loud.remove("--quiet");
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("--quiet", new Case(loud, plus(loud, "--quiet")));
    cases.put("--verbose", new Case(failing, plus(failing, "--verbose")));
    cases.put("--help", new Case(base, plus(base, "--help")));
    cases.put("--version", new Case(base, plus(base, "--version")));
    return cases;
  }

  static List<String> other(List<String> base) {
    List<String> other = new ArrayList<>(base);
    other.set(other.indexOf("-m") + 1, otherModel.toString());
    return other;
  }

  static Map<String, Case> imputeCases() {
    List<String> base =
        words("impute", numbers, "-m", model, "--out", out.resolve("i.csv"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("impute", "none.csv", "-m", model, "--out", out)));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat,flow")));
    cases.put("--model", new Case(base, other(base)));
    cases.put("--out", new Case(base, words("impute", numbers, "-m", model, "--quiet")));
    cases.put("--quantiles", new Case(base, plus(base, "--quantiles", "0.3")));
    cases.put("--benchmark", new Case(base, plus(base, "--benchmark", "0.5")));
    cases.put("--seed", new Case(base, plus(base, "--seed", 2)));
    cases.put("--threads", new Case(base, plus(base, "--threads", 0)));
    return cases;
  }

  static Map<String, Case> classifyCases() {
    List<String> base =
        words("classify", numbers, "-m", classifier, "--out", out.resolve("k.csv"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("classify", "none.csv", "-m", classifier, "--out", out)));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat,flow")));
    cases.put("--model", new Case(base, other(base)));
    cases.put("--out", new Case(base, words("classify", numbers, "-m", classifier, "--quiet")));
    List<String> scored = plus(base, "--label", "site");
    cases.put("--label", new Case(base, scored));
    cases.put("--labels", new Case(scored, plus(scored, "--labels", "none.csv")));
    cases.put("--json", new Case(scored, plus(scored, "--json", out.resolve("k.json"))));
    return cases;
  }

  static Map<String, Case> regressCases() {
    List<String> base =
        words("regress", numbers, "-m", regressor, "--out", out.resolve("r.csv"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("regress", "none.csv", "-m", regressor, "--out", out)));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat")));
    cases.put("--model", new Case(base, other(base)));
    cases.put("--out", new Case(base, words("regress", numbers, "-m", regressor, "--quiet")));
    List<String> scored = plus(base, "--label", "heat");
    cases.put("--label", new Case(base, scored));
    cases.put("--labels", new Case(scored, plus(scored, "--labels", "none.csv")));
    cases.put("--last", new Case(scored, plus(scored, "--last")));
    cases.put("--json", new Case(scored, plus(scored, "--json", out.resolve("r.json"))));
    return cases;
  }

  static Map<String, Case> detectCases() {
    List<String> printed =
        words("detect", numbers, "-m", "none", "--label", "heat", "--channels", "flow");
    printed = plus(plus(printed, "--first", 2), "--quiet");
    List<String> base = plus(printed, "--json", out.resolve("d.json"));
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("detect", "none.csv", "-m", "none", "--label", "heat")));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat")));
    cases.put("--model", new Case(base, other(base)));
    List<String> flow = new ArrayList<>(base);
    flow.set(flow.indexOf("--label") + 1, "flow");
    cases.put("--label", new Case(base, flow));
    List<String> later = new ArrayList<>(base);
    later.set(later.indexOf("--first") + 1, "30");
    cases.put("--first", new Case(base, later));
    cases.put("--rate", new Case(base, plus(base, "--rate", 0.2)));
    cases.put("--json", new Case(printed, base));
    return cases;
  }

  static Map<String, Case> exportCases() {
    List<String> base = words("export", "-m", alone, "--out", out.resolve("graphs"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.putAll(common(base, words("export", "-m", "none.anode", "--out", out)));
    cases.put("--model", new Case(base, other(base)));
    cases.put(
        "--out",
        new Case(base, words("export", "-m", alone, "--out", out.resolve("g"), "--quiet")));
    cases.put("--steps", new Case(base, plus(base, "--steps", 8)));
    return cases;
  }

  static Map<String, Case> importCases() {
    Path spec = Path.of("src/test/resources/io/anode4j/latent/imported-gru/spec.json");
    List<String> base = words("import", "--spec", spec, "--out", out.resolve("i.anode"), "--quiet");
    List<String> failing = words("import", "--spec", "none.json", "--out", out.resolve("i.anode"));
    Map<String, Case> cases = new LinkedHashMap<>(common(base, failing));
    cases.put("--spec", new Case(base, failing));
    cases.put(
        "--out", new Case(base, words("import", "--spec", spec, "--out", out.resolve("j.anode"))));
    return cases;
  }
}
