package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Theme;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvData;
import io.anode4j.evaluation.Backtest;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.LatentOdeTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole way on bundled data, from a CSV to a report. */
@Command(
    name = "demo",
    headerHeading = "Example: anode4j demo --out anode4j-demo%n%n",
    header = "Train, evaluate and forecast on bundled data.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description =
        "Trains on the bundled data but for their last part, evaluates on that part, forecasts"
            + " beyond it, and writes model, forecast, scores, pictures and a report; in less than"
            + " a minute.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory for the results. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("anode4j-demo");

  @Option(
      names = "--epochs",
      paramLabel = "N",
      hidden = true,
      description = "Train at most N epochs. Default: " + DemoPlan.EPOCHS + ".")
  private @Nullable Integer epochs;

  @Mixin private final SeedOption seed = new SeedOption();
  @Mixin private final ThreadsOption threads = new ThreadsOption();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = consoleOptions.console();
    createDirectory();
    CsvData data =
        InputSource.of(InputSource.BUNDLED + DemoPlan.DATA.id()).load(DemoPlan.reader(), false);
    console.note(data.report().toString());
    SeriesSet series = data.series();
    double horizon = Spans.parse("horizon", DemoPlan.HORIZON, series.timeFormat());
    LatentOde model = train(data, horizon, console);
    model.save(file("model.anode"));
    Backtest backtest = Backtest.rolling(horizon, DemoPlan.ORIGINS).threads(threads.threads());
    Evaluation evaluation = Evaluation.run(backtest, series, model);
    String scores = ScoresOption.text(EvaluateCommand.scores(evaluation));
    new OutputFile(file("metrics.json")).writeText(text -> text.write(scores));
    forecast(model, series, horizon);
    pictures(model, data, evaluation, horizon);
    console.result(evaluation.report().table());
    console.result(closing());
    return 0;
  }

  private void createDirectory() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--out: %s cannot be made (%s); expected a directory; name another one".formatted(out, e),
          e);
    }
  }

  private Path file(String name) {
    return out.resolve(name);
  }

  private LatentOde train(CsvData data, double horizon, Console console) {
    LatentOdeConfigBuilder config = DemoPlan.config().toBuilder();
    if (seed.seed != null) {
      config.seed(seed.seed);
    }
    if (epochs != null) {
      config.epochs(epochs);
    }
    LatentOdeTrainer trainer =
        LatentOdeTrainer.with(config.build())
            .horizon(horizon)
            .threads(threads.threads())
            .checkpoint(file("model.anode.checkpoint"))
            .provenance(Provenance.of(data.report(), spec.root().commandLine()));
    return Training.run(trainer, DemoPlan.training(data.series(), horizon), console);
  }

  private void forecast(LatentOde model, SeriesSet data, double horizon) {
    ForecastTimes times = ForecastTimes.every(Spans.step(data, horizon), horizon);
    ForecastCsv table =
        new ForecastCsv(data.timeFormat(), List.of(ForecastCsv.QUANTILES.split(",")));
    List<TimeSeries> series = data.filter(one -> one.length() > 0).series();
    new OutputFile(file("forecast.csv"))
        .writeText(text -> ForecastRun.write(model, times, table, threads.threads(), series, text));
  }

  private void pictures(LatentOde model, CsvData data, Evaluation evaluation, double horizon) {
    ReportPage page = ReportPage.titled(DemoPlan.TITLE);
    ChartChoice.Charts charts = DemoPlan.charts(model, data.series(), horizon);
    page.charts(charts)
        .evaluation(evaluation.report(), data.series().timeFormat().isDated())
        .model(model)
        .reading(data.report())
        .write(new OutputFile(file("report.html")));
    Scene scene = charts.charts().get(0).scene();
    new OutputFile(file("forecast.svg")).write(scene::writeSvg);
    new OutputFile(file("forecast.png")).write(path -> scene.writePng(path, Theme.LIGHT));
  }

  private String closing() {
    return """

    open     %s
    pictures %s, forecast.svg
    files    forecast.csv, metrics.json, model.anode in %s
    next     anode4j inspect YOUR.csv
    """
        .formatted(file("report.html"), file("forecast.png"), out);
  }
}
