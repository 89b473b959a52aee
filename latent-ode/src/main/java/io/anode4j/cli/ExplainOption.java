package io.anode4j.cli;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Attribution;
import io.anode4j.forecast.Attribution.Effect;
import io.anode4j.forecast.Occlusion;
import io.anode4j.forecast.Sensitivity;
import io.anode4j.model.TrainedModel;
import io.anode4j.tensor.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks what moved the forecasts. */
final class ExplainOption {
  private static final int BLOCKS = 16;

  @Option(
      names = "--explain",
      paramLabel = "FILE.csv",
      description =
          "Also write what moved each forecast: how much its mean would differ without some"
              + " observations, a channel or a covariate, and its derivative by what was observed;"
              + " some dozens of forecasts a series; a report draws the largest effects on the first"
              + " three series."
              + " Default: none.")
  private @Nullable Path file;

  /** What the report draws. */
  private final List<Attribution> shown = new ArrayList<>();

  /** The attributions of the first series, once written. */
  List<Attribution> shown() {
    return List.copyOf(shown);
  }

  @Nullable OutputFile file() {
    return file == null ? null : OutputFile.of("--explain", file);
  }

  /** Writes the effects on the forecasts of some series. */
  void write(
      OutputFile out,
      TrainedModel model,
      ForecastTimes times,
      List<TimeSeries> series,
      TimeFormat format) {
    Occlusion occlusion = Occlusion.of(model, model.channels(), model.context(), BLOCKS);
    Sensitivity sensitivity = Sensitivity.of(model, model.channels(), model.context(), BLOCKS);
    out.writeText(
        text -> {
          CSVPrinter printer =
              new CSVPrinter(text, CSVFormat.Builder.create().setRecordSeparator('\n').get());
          printer.printRecord("series", "part", "source", "from", "to", "channel", "shift", "size");
          for (TimeSeries one : series) {
            Cancellation.check("The attribution");
            double[] asked = times.of(one);
            Attribution occluded = occlusion.of(one, asked);
            if (shown.size() < ExplainCharts.SERIES) {
              shown.add(occluded);
            }
            for (Effect effect : occluded.effects()) {
              printer.printRecord(row(one.id(), effect, format));
            }
            for (Effect effect : sensitivity.of(one, asked).effects()) {
              printer.printRecord(row(one.id(), effect, format));
            }
          }
          printer.flush();
        });
  }

  private static List<String> row(String id, Effect effect, TimeFormat format) {
    return List.of(
        id,
        effect.part().name().toLowerCase(Locale.ROOT),
        effect.source(),
        format.format(effect.from()),
        format.format(effect.to()),
        effect.channel(),
        String.format(Locale.ROOT, "%.6g", effect.shift()),
        String.format(Locale.ROOT, "%.6g", effect.size()));
  }
}
