package io.anode4j.report;

import io.anode4j.chart.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the parts of a report in the order in which they are read. */
final class ReportSections {
  /** Small charts below the first forecast; more would bury what follows, so they are folded. */
  private static final int GALLERY = 12;

  private final ReportContent content;
  private final HtmlPage page;

  ReportSections(ReportContent content, HtmlPage page) {
    this.content = content;
    this.page = page;
  }

  void write() {
    Map<String, Runnable> sections = sections();
    header(sections.keySet());
    sections.forEach(
        (name, body) -> {
          page.raw("<section id=\"").text(anchor(name)).raw("\">\n").element("h2", "", name);
          body.run();
          page.raw("</section>\n");
        });
    page.raw("<footer>\n").element("p", "", "Made by anode4j " + content.version().strip());
    page.raw("</footer>\n");
  }

  private Map<String, Runnable> sections() {
    Map<String, Runnable> sections = new LinkedHashMap<>();
    put(sections, "Forecasts", content.forecasts().charts().isEmpty(), this::forecasts);
    put(sections, "What moved them", content.attributions().isEmpty(), this::attributions);
    put(sections, "Scores", content.scores().rows().isEmpty(), this::scores);
    boolean noQuality =
        content.scores().leadTimes().isEmpty() && content.scores().calibrations().isEmpty();
    put(sections, "Lead time and calibration", noQuality, this::quality);
    put(sections, "Channels", content.scores().channels().isEmpty(), this::channels);
    put(sections, "Training", content.training().isEmpty(), this::training);
    boolean noData = content.origins().data().isEmpty() && content.origins().refused().isEmpty();
    put(sections, "Data", noData, this::data);
    boolean noOrigin =
        content.origins().configuration().isEmpty() && content.origins().provenance().isEmpty();
    put(sections, "How it was made", noOrigin, this::making);
    return sections;
  }

  private static void put(
      Map<String, Runnable> sections, String name, boolean absent, Runnable body) {
    if (!absent) {
      sections.put(name, body);
    }
  }

  private static String anchor(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private void header(Iterable<String> sections) {
    page.raw("<header>\n").element("p", "kicker", "Forecast report");
    page.element("h1", "", content.title());
    String summary =
        content.summary().isBlank() ? Headline.of(content.scores().rows()) : content.summary();
    if (!summary.isBlank()) {
      page.element("p", "lead", summary);
    }
    for (String note : content.notes()) {
      page.element("p", "note", note);
    }
    page.raw("<nav aria-label=\"Sections\">\n");
    for (String name : sections) {
      page.raw("<a href=\"#").text(anchor(name)).raw("\">").text(name).raw("</a>\n");
    }
    page.raw("</nav>\n</header>\n");
  }

  private void forecasts() {
    List<FanChart> charts = content.forecasts().charts();
    String legend =
        "Dots are observations at their own times; the line breaks at long gaps. Beyond “now”, the"
            + " line is the median, and each band holds the outcome with the probability at its"
            + " right.";
    boolean known = charts.stream().anyMatch(chart -> !chart.outcome().isEmpty());
    page.element("p", "how", known ? legend + " Red dots are what really happened." : legend);
    if (!content.forecasts().share().isBlank()) {
      page.element("p", "how", content.forecasts().share());
    }
    page.figure(charts.get(0));
    int open = Math.min(charts.size(), 1 + GALLERY);
    grid(charts.subList(1, open));
    folded(charts.subList(open, charts.size()));
  }

  private void attributions() {
    page.element(
        "p",
        "how",
        "By how much the mean of the forecast would differ had a part of what was known been"
            + " missing, each part alone; to the right, the part raised the forecast. Parts that"
            + " say the same share an effect that neither shows; bars do not add up. Drawn are the"
            + " largest on the first series and channels; the table of --explain has all.");
    grid(content.attributions());
  }

  /** One line a chart; a click unfolds it, without a script. */
  private void folded(List<FanChart> charts) {
    if (charts.isEmpty()) {
      return;
    }
    page.element("h3", "", Figures.count(charts.size(), "more forecast"));
    page.raw("<div class=\"folded\">\n");
    for (FanChart chart : charts) {
      page.raw("<details>\n").element("summary", "", chart.heading());
      page.figure(chart, Size.COMPACT, "small").raw("</details>\n");
    }
    page.raw("</div>\n");
  }

  private void grid(List<? extends Chart> charts) {
    if (!charts.isEmpty()) {
      page.raw("<div class=\"grid\">\n");
      charts.forEach(chart -> page.figure(chart, Size.COMPACT, "small"));
      page.raw("</div>\n");
    }
  }

  private void scores() {
    if (!content.scores().units().isBlank()) {
      page.element("p", "how", content.scores().units());
    }
    new ScoreTable(content.scores().rows(), "Forecaster").write(page);
  }

  private void quality() {
    List<Chart> charts = new ArrayList<>(content.scores().leadTimes());
    charts.addAll(content.scores().calibrations());
    comparison().ifPresent(charts::add);
    grid(charts);
  }

  /** Fills the fourth place of the grid with what the table says, for the eye. */
  private Optional<Chart> comparison() {
    return content.scores().rows().stream()
        .filter(row -> !row.baseline())
        .findFirst()
        .flatMap(model -> Headline.metric(content.scores().rows(), model))
        .filter(metric -> content.scores().rows().size() > 1)
        .map(metric -> comparison(metric));
  }

  private Chart comparison(ScoreColumn metric) {
    List<ComparisonChart.Entry> entries = new ArrayList<>();
    for (ScoreRow row : content.scores().rows()) {
      entries.add(new ComparisonChart.Entry(row.name(), row.baseline(), row.value(metric.key())));
    }
    return new ComparisonChart("Model and baselines", metric.label(), entries);
  }

  private void channels() {
    new ScoreTable(content.scores().channels(), "Channel").write(page);
  }

  private void training() {
    page.figure(new TrainingChart(content.training()));
  }

  private void data() {
    facts(content.origins().data());
    if (!content.origins().refused().isEmpty()) {
      page.element("h3", "", "Refused");
      page.raw("<ul>\n");
      content.origins().refused().forEach(what -> page.element("li", "", what));
      page.raw("</ul>\n");
    }
  }

  private void making() {
    details("Configuration", content.origins().configuration());
    details("Provenance", content.origins().provenance());
  }

  private void details(String name, List<Fact> facts) {
    if (!facts.isEmpty()) {
      page.raw("<details>\n").element("summary", "", name);
      facts(facts);
      page.raw("</details>\n");
    }
  }

  private void facts(List<Fact> facts) {
    if (!facts.isEmpty()) {
      page.raw("<dl>\n");
      for (Fact fact : facts) {
        page.raw("<div>").element("dt", "", fact.name()).element("dd", "", fact.value());
        page.raw("</div>\n");
      }
      page.raw("</dl>\n");
    }
  }
}
