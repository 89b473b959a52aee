package io.anode4j.recurrent;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.forecast.ComponentDensity;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.latent.likelihood.LikelihoodPass;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.SequenceWindow;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The way of a forecast through the model: history, states, states carried to the times asked,
 * densities.
 */
final class RecurrentForecaster implements Forecaster {
  /** Readings computed at once: full register blocks within a few megabytes. */
  private static final int READINGS_AT_ONCE = 8192;

  private final ModelHeader header;
  private final RecurrentArchitecture architecture;
  private final Parameters parameters;
  private final ValueScaler scaler;
  private final int readings;
  private final LeadFactors.Curve factors;

  RecurrentForecaster(
      ModelHeader header,
      RecurrentDescription description,
      RecurrentArchitecture architecture,
      Parameters parameters) {
    this.header = header;
    this.architecture = architecture;
    this.parameters = parameters;
    this.scaler = header.scaler();
    this.readings = description.config().readings();
    this.factors = description.factors().curve();
  }

  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecastAll(List.of(history), List.of(times)).get(0);
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    Forecaster.requireOneEach(histories, times);
    int d = header.channels().size();
    List<double[][]> means = times.stream().map(t -> new double[t.length][d]).toList();
    List<double[][]> scales = times.stream().map(t -> new double[t.length][d]).toList();
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      questions.addAll(questions(histories.get(i), times.get(i), i));
    }
    Decoder decoder = new Decoder();
    for (int from = 0; from < questions.size(); ) {
      int to = from;
      for (int rows = 0; to < questions.size() && (to == from || rows < READINGS_AT_ONCE); to++) {
        rows += questions.get(to).known.length();
      }
      decoder.answer(questions.subList(from, to), means, scales);
      from = to;
    }
    List<Forecast> forecasts = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      forecasts.add(
          decoder.forecast(histories.get(i).id(), times.get(i), means.get(i), scales.get(i)));
    }
    return forecasts;
  }

  /**
   * One-step predictions of every reading of a series from the readings before it.
   *
   * @param series rows of values
   * @return predictive distributions at the times of its rows with values
   */
  Forecast predictions(TimeSeries series) {
    requireChannels(series);
    TimeSeries rows = ObservedRows.of(series);
    int n = rows.length();
    int d = header.channels().size();
    double[][] means = new double[n][d];
    double[][] scales = new double[n][d];
    Decoder decoder = new Decoder();
    SequenceWindow all =
        new SequenceWindow(scaler.toScaled(rows), 0, n, Double.NEGATIVE_INFINITY, 0, 0);
    RecurrentLayout layout = architecture.layout();
    SequenceBatch batch = SequenceBatch.training(List.of(all), d, layout.timeUnit(), 0, 0);
    Matrix answers = decoder.pass.forward(batch).answers();
    for (int i = 0; i < n; i++) {
      decoder.write(batch, answers, i, means[i], scales[i]);
    }
    return decoder.forecast(rows.id(), rows.times(), means, scales);
  }

  /** What a call computes with. */
  private final class Decoder {
    final RecurrentPass pass = new RecurrentPass(architecture);
    final LikelihoodPass likelihood = architecture.likelihood().pass();

    Decoder() {
      pass.load(parameters);
      likelihood.load(parameters);
    }

    void answer(List<Question> questions, List<double[][]> means, List<double[][]> scales) {
      Cancellation.check("The forecast");
      RecurrentLayout layout = architecture.layout();
      SequenceBatch batch =
          SequenceBatch.asking(
              questions.stream().map(Question::known).toList(),
              questions.stream().map(Question::times).toList(),
              layout.channels(),
              layout.timeUnit());
      Matrix answers = pass.forward(batch).answers();
      int at = 0;
      for (Question question : questions) {
        for (int place : question.places) {
          double[] mean = means.get(question.series)[place];
          double[] scale = scales.get(question.series)[place];
          write(batch, answers, at, mean, scale);
          requireFinite(mean, question.known.id(), batch.asked().time()[at]);
          requireFinite(scale, question.known.id(), batch.asked().time()[at++]);
        }
      }
    }

    /** One answer in original units. */
    void write(SequenceBatch batch, Matrix answers, int at, double[] mean, double[] scale) {
      for (int c = 0; c < mean.length; c++) {
        double decoded = likelihood.scale(c, answers.data(), at * answers.stride());
        double factor = factors.factor(c, batch.asked().lead()[at]);
        mean[c] = scaler.toOriginal(c, answers.get(at, c));
        scale[c] = scaler.spreadToOriginal(c, decoded * factor);
      }
    }

    Forecast forecast(String id, double[] times, double[][] means, double[][] scales) {
      List<ComponentDensity> densities =
          IntStream.range(0, header.channels().size()).mapToObj(likelihood::density).toList();
      return Forecast.mixture(
          id,
          header.channels(),
          times,
          new double[][][] {means},
          new double[][][] {scales},
          densities);
    }
  }

  /**
   * Times of one series that are answered from the same readings.
   *
   * @param known these readings, scaled
   * @param series place of the series
   * @param times the times
   * @param places their places among the times asked of the series
   */
  private record Question(TimeSeries known, int series, double[] times, int[] places) {}

  /** A time within the history is answered from as many readings before it as one after its end. */
  private List<Question> questions(TimeSeries history, double[] times, int series) {
    requireChannels(history);
    TimeSeries rows = ObservedRows.of(history);
    Map<Integer, List<Integer>> byReadings = new TreeMap<>();
    for (int t = 0; t < times.length; t++) {
      byReadings.computeIfAbsent(rows.countUntil(times[t]), k -> new ArrayList<>()).add(t);
    }
    List<Question> questions = new ArrayList<>();
    byReadings.forEach(
        (count, places) -> {
          int[] own = places.stream().mapToInt(Integer::intValue).toArray();
          questions.add(
              new Question(
                  scaler.toScaled(rows.slice(Math.max(0, count - readings), count)),
                  series,
                  IntStream.of(own).mapToDouble(t -> times[t]).toArray(),
                  own));
        });
    return questions;
  }

  private void requireChannels(TimeSeries series) {
    if (series.channels() != header.channels().size()) {
      throw new IllegalArgumentException(
          "Series "
              + series.id()
              + " has "
              + series.channels()
              + " channels; the model expects "
              + header.channels()
              + ": choose these columns");
    }
  }

  private void requireFinite(double[] answer, String id, double time) {
    for (double value : answer) {
      if (!Double.isFinite(value)) {
        throw new ArithmeticException(
            "The forecast of series "
                + id
                + " at "
                + header.times().format(time)
                + " did not stay finite: the time lies too far outside of what the model was"
                + " trained on; ask for a shorter horizon");
      }
    }
  }
}
