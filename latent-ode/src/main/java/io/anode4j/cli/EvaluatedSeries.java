package io.anode4j.cli;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.NotGroupedException;
import io.anode4j.data.csv.SeriesSink;
import io.anode4j.evaluation.SeriesPasses;
import io.anode4j.filter.StoredModel;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a backtest needs to know of its series, which may stay in their file.
 *
 * @param model the model
 * @param source where the series come from, for messages
 * @param channels the model's channels
 * @param times how times are written
 * @param longest the longest part of a series that training has not seen, in the unit of the times
 * @param series all of them
 */
record EvaluatedSeries(
    TrainedModel model,
    String source,
    List<String> channels,
    TimeFormat times,
    double longest,
    SeriesPasses series) {

  /** Of series in memory. */
  static EvaluatedSeries of(ModelInput loaded) {
    Unseen unseen = new Unseen(loaded.model());
    loaded.series().forEach(unseen::look);
    return new EvaluatedSeries(
        loaded.model(),
        loaded.series().source(),
        loaded.series().channels(),
        loaded.series().timeFormat(),
        unseen.longest,
        loaded.series()::forEach);
  }

  /**
   * Goes through a file or query whose rows are grouped by series, which stays where it is.
   *
   * @return nothing for a model with covariates and, said on the console, where rows of a series
   *     stand apart
   */
  static Optional<EvaluatedSeries> grouped(
      Path file, String input, InputOptions options, Console console) {
    TrainedModel model = StoredModel.load(file);
    if (!model.covariates().isEmpty()) {
      return Optional.empty(); // What is known of them ends where it ends, and is left out.
    }
    Passes passes = new Passes(model, "the model " + file, input, options, console);
    Unseen unseen = new Unseen(model);
    Survey survey = passes.sink("looked at", unseen::look);
    try {
      passes.read(survey, console);
    } catch (NotGroupedException e) {
      console.note(e.getMessage() + ": it is read whole, which takes memory for all of it");
      return Optional.empty();
    }
    return Optional.of(
        new EvaluatedSeries(model, input, model.channels(), survey.format, unseen.longest, passes));
  }

  /** How long the parts of series are that training has not seen. */
  private static final class Unseen {
    private final TrainedModel model;
    private double longest;

    Unseen(TrainedModel model) {
      this.model = model;
    }

    void look(TimeSeries one) {
      if (one.length() > 0) {
        double seen = model.seenUntil(one.id()).orElse(Double.NEGATIVE_INFINITY);
        longest = Math.max(longest, one.lastTime() - Math.max(one.firstTime(), seen));
      }
    }
  }

  /** Reads the input anew each time; the first time says what was read. */
  private record Passes(
      TrainedModel model, String name, String input, InputOptions options, Console console)
      implements SeriesPasses {

    @Override
    public void forEach(Consumer<? super TimeSeries> action) {
      read(sink("passed", action), new Console(console.out(), console.err(), true));
    }

    void read(Survey survey, Console notes) {
      options.onClockOf(model.timeFormat());
      try (survey) {
        options.readEach(input, name, model.channels(), survey, notes);
      }
    }

    Survey sink(String done, Consumer<? super TimeSeries> action) {
      BulkProgress progress =
          new BulkProgress(console, Console.isTerminal(), options.size(input), System::nanoTime);
      return new Survey(model, input, action, progress.calling(done));
    }
  }

  private static final class Survey implements SeriesSink, AutoCloseable {
    private final TrainedModel model;
    private final String input;
    private final Consumer<? super TimeSeries> action;
    private final BulkProgress progress;
    private TimeFormat format = TimeFormat.number();

    Survey(
        TrainedModel model,
        String input,
        Consumer<? super TimeSeries> action,
        BulkProgress progress) {
      this.model = model;
      this.input = input;
      this.action = action;
      this.progress = progress;
    }

    @Override
    public void begin(List<String> channels, TimeFormat timeFormat) {
      ModelInput.requireFitting(model.header(), channels, timeFormat, input);
      format = timeFormat;
    }

    @Override
    public void take(TimeSeries series) {
      progress.series();
      action.accept(series);
    }

    @Override
    public void read(long bytes, long rows) {
      progress.read(bytes, rows);
    }

    @Override
    public void close() {
      progress.close();
    }
  }
}
