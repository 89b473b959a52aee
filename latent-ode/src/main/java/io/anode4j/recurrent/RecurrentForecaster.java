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
  private static final int SERIES_AT_ONCE = 64;

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
    if (histories.size() != times.size()) {
      throw new IllegalArgumentException(
          "Found "
              + histories.size()
              + " histories but "
              + times.size()
              + " arrays of times; one array for each history is expected: pass lists of equal"
              + " length.");
    }
    RecurrentPass pass = new RecurrentPass(architecture);
    pass.load(parameters);
    LikelihoodPass likelihood = architecture.likelihood().pass();
    likelihood.load(parameters);
    List<Forecast> forecasts = new ArrayList<>();
    for (int from = 0; from < histories.size(); from += SERIES_AT_ONCE) {
      Cancellation.check("The forecast");
      int to = Math.min(histories.size(), from + SERIES_AT_ONCE);
      forecasts.addAll(
          forecasts(pass, likelihood, histories.subList(from, to), times.subList(from, to)));
    }
    return forecasts;
  }

  private List<Forecast> forecasts(
      RecurrentPass pass,
      LikelihoodPass likelihood,
      List<TimeSeries> histories,
      List<double[]> times) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      questions.addAll(questions(histories.get(i), times.get(i), i));
    }
    RecurrentLayout layout = architecture.layout();
    SequenceBatch batch =
        SequenceBatch.asking(
            questions.stream().map(Question::known).toList(),
            questions.stream().map(Question::times).toList(),
            layout.channels(),
            layout.timeUnit());
    Matrix answers = pass.forward(batch).answers();
    int d = header.channels().size();
    double[][][] means =
        times.stream().map(t -> new double[t.length][d]).toArray(double[][][]::new);
    double[][][] scales =
        times.stream().map(t -> new double[t.length][d]).toArray(double[][][]::new);
    int at = 0;
    for (Question question : questions) {
      for (int k = 0; k < question.times.length; k++, at++) {
        int t = question.places[k];
        for (int c = 0; c < d; c++) {
          double mean = finite(answers.get(at, c), question, k);
          double scale =
              likelihood.scale(c, answers.data(), at * answers.stride())
                  * factors.factor(c, batch.asked().lead()[at]);
          means[question.series][t][c] = scaler.toOriginal(c, mean);
          scales[question.series][t][c] = scaler.spreadToOriginal(c, scale);
        }
      }
    }
    List<ComponentDensity> densities = IntStream.range(0, d).mapToObj(likelihood::density).toList();
    List<Forecast> forecasts = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      forecasts.add(
          Forecast.mixture(
              histories.get(i).id(),
              header.channels(),
              times.get(i),
              new double[][][] {means[i]},
              new double[][][] {scales[i]},
              densities));
    }
    return forecasts;
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
    if (history.channels() != header.channels().size()) {
      throw new IllegalArgumentException(
          "Series "
              + history.id()
              + " has "
              + history.channels()
              + " channels; the model expects "
              + header.channels()
              + ": choose these columns");
    }
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

  private double finite(double mean, Question question, int time) {
    if (!Double.isFinite(mean)) {
      throw new ArithmeticException(
          "The forecast of series "
              + question.known.id()
              + " at "
              + header.times().format(question.times[time])
              + " did not stay finite: the time lies too far outside of what the model was"
              + " trained on; ask for a shorter horizon");
    }
    return mean;
  }
}
