package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.EvaluationJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backtests a model against baselines. */
@Command(
    name = "evaluate",
    headerHeading =
        "Example: anode4j evaluate bundled:mauna-loa-co2 --model co2.anode --horizon 26w%n%n",
    header = "Backtest a model against baselines.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Replays the past: at each origin, model, what it is made of (ridge regression on simple"
          + " rules, the latent ODE on it) and baselines (last value, training mean, linear"
          + " extrapolation, seasonal naive) see what was known then and are scored on what came"
          + " within H. Data that training has seen are left out.",
      "Without --report, a file whose rows are grouped by series is read three times, in little"
          + " memory however many series it has; any other is read whole.",
      "H is a duration (36h, 5m, P1D) for dated series, else a plain number in the series' unit."
    })
final class EvaluateCommand implements Callable<Integer> {
  static final String SEEN =
      "SEEN IN TRAINING: nothing in the input is new to this model, so these scores say how well it"
          + " remembers, not how well it forecasts; evaluate on data that it was not trained on";

  @Mixin private final InputParameter input = new InputParameter();
  @Mixin private final ModelFileOption modelFile = new ModelFileOption();

  @Option(
      names = "--horizon",
      required = true,
      paramLabel = "H",
      description = "How far after an origin to score.")
  private String horizon = "";

  @ArgGroup private @Nullable Origins origins;

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "Score only the first N times after an origin. Default: all within H.")
  private @Nullable Integer first;

  @Mixin private final ScoresOption json = new ScoresOption();

  @Mixin private final ReportOptions reportOptions = new ReportOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ThreadsOption threads = new ThreadsOption();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  /** One of the two ways to say from where. */
  private static final class Origins {
    @Option(
        names = "--origins",
        paramLabel = "K",
        description =
            "K origins a series, the last one H before its end. Default: as many as fit, at most "
                + Evaluation.MOST_ORIGINS
                + ".")
    @Nullable Integer count;

    @Option(
        names = "--origin",
        paramLabel = "T",
        description = "One fixed time, in the input's format.")
    @Nullable String time;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = consoleOptions.console();
    OutputFile scores = json.file();
    OutputFile page = reportOptions.page();
    ChartChoice choice = reportOptions.choice();
    Optional<EvaluatedSeries> grouped =
        page == null && inputOptions.isReadTwice(input.name())
            ? EvaluatedSeries.grouped(modelFile.path(), input.name(), inputOptions, console)
            : Optional.empty();
    if (grouped.isPresent()) {
      tell(evaluation(grouped.get()), console, scores);
      return 0;
    }
    ModelInput loaded =
        ModelInput.read(modelFile.path(), input.name(), inputOptions, console).covered(console);
    choice.require(loaded.series());
    Evaluation evaluation = evaluation(EvaluatedSeries.of(loaded));
    tell(evaluation, console, scores);
    if (page != null) {
      double span = Spans.parse("--horizon", horizon, loaded.series().timeFormat());
      page(loaded, evaluation)
          .charts(
              choice.of(loaded.model(), loaded.series(), one -> origin(loaded, one, span), span))
          .write(page);
    }
    return 0;
  }

  private Evaluation evaluation(EvaluatedSeries data) {
    double span = Spans.parse("--horizon", horizon, data.times());
    Backtest asked = backtest(data, span).threads(threads.threads()); // refuses a bad --origin
    if (data.model().origin().isPresent()) {
      warnOfOtherOrigin(data);
    }
    return Evaluation.run(asked, data);
  }

  private void warnOfOtherOrigin(EvaluatedSeries data) {
    OtherOrigins asked = new OtherOrigins(data.model());
    if (origins != null && origins.time != null) {
      asked.look(data.times().parse(origins.time));
      asked.warn(consoleOptions.console());
    } else {
      consoleOptions
          .console()
          .warn(
              "This model was trained for questions at one origin, %s; it is evaluated at others: state --origin %1$s"
                  .formatted(data.times().format(data.model().origin().getAsDouble())));
    }
  }

  private static void tell(Evaluation evaluation, Console console, @Nullable OutputFile scores)
      throws JsonProcessingException {
    if (evaluation.seen()) {
      console.warn(SEEN);
    }
    console.result(evaluation.report().table());
    ScoresOption.write(scores(evaluation), scores);
  }

  private Backtest backtest(EvaluatedSeries data, double span) {
    try {
      Backtest backtest;
      if (origins != null && origins.time != null) {
        backtest = Backtest.at(data.times().parse(origins.time), span);
      } else if (origins != null && origins.count != null) {
        backtest = Backtest.rolling(span, origins.count);
      } else {
        backtest = Backtest.rolling(span, Evaluation.origins(data.longest(), span));
      }
      return first == null ? backtest : backtest.first(first);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  /** The scores and whether training had seen what was scored. */
  static Map<String, Object> scores(Evaluation evaluation) {
    Map<String, Object> root = new LinkedHashMap<>(EvaluationJson.toMap(evaluation.report()));
    root.put("seen", evaluation.seen());
    return root;
  }

  private static ReportPage page(ModelInput loaded, Evaluation evaluation) {
    ReportPage page = ReportPage.titled("Evaluation on " + loaded.series().source());
    if (evaluation.seen()) {
      page.note(SEEN);
    }
    return page.evaluation(evaluation.report(), loaded.isDated())
        .model(loaded.model())
        .reading(loaded.reading());
  }

  /** The last origin of a series; −∞ for one without rows, before which there is nothing. */
  private double origin(ModelInput loaded, TimeSeries series, double span) {
    if (origins != null && origins.time != null) {
      return loaded.series().timeFormat().parse(origins.time);
    }
    return series.length() == 0 ? Double.NEGATIVE_INFINITY : series.lastTime() - span;
  }
}
