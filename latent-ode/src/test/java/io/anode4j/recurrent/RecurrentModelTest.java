package io.anode4j.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.StoredModel;
import io.anode4j.forecast.Forecast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentModelTest {
  private static final SeriesSet WAVES = TinySeries.waves(4, 220, 1);
  private static final RecurrentModel GRU_D = trained(Cell.GRU_D, 30, 1);

  private static RecurrentModel trained(Cell cell, int epochs, int threads) {
    RecurrentConfig config =
        RecurrentConfig.builder(cell)
            .hidden(16)
            .decoderUnits(16)
            .fieldUnits(16)
            .readings(32)
            .epochs(epochs)
            .learningRate(1e-2)
            .build();
    return RecurrentTrainer.with(config).horizon(8).threads(threads).fit(WAVES);
  }

  /** Mean squared error of both channels in units of their variance, 1 to 8 after some origins. */
  private static double error(RecurrentModel model) {
    double sum = 0;
    int count = 0;
    double[] variance = {12.5, 0.5};
    for (TimeSeries s : TinySeries.waves(6, 220, 99)) {
      for (int origin = 60; origin < 200; origin += 20) {
        double now = s.time(origin);
        double[] times = {now + 1, now + 4, now + 8};
        Forecast forecast = model.forecast(s.until(now), times);
        for (int t = 0; t < times.length; t++) {
          double[] truth = {50 + 5 * Math.sin(times[t] / 3), -2 + Math.cos(times[t] / 5)};
          for (int c = 0; c < 2; c++) {
            double residual = forecast.mean(t, c) - truth[c];
            sum += residual * residual / variance[c];
            count++;
          }
        }
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void everyCellLearnsWavesAndComesBackFromItsFile(Cell cell, @TempDir Path folder) {
    RecurrentModel model = cell == Cell.GRU_D ? GRU_D : trained(cell, 30, 1);
    // The mean scores 1; series of other seeds have other phases, which must be read off.
    assertTrue(error(model) < 0.25, () -> cell.text() + " scored " + error(model));
    Path file = folder.resolve("model.anode");
    model.save(file);
    RecurrentModel again = (RecurrentModel) StoredModel.load(file);
    assertEquals(model.config(), again.config());
    TimeSeries s = WAVES.series().get(1);
    double[] times = {s.lastTime() + 3, s.lastTime() + 1};
    assertArrayEquals(model.forecast(s, times).mean(), again.forecast(s, times).mean());
    assertArrayEquals(model.forecast(s, times).std(), again.forecast(s, times).std());
  }

  @Test
  void threadsDoNotChangeAModel() {
    RecurrentModel one = trained(Cell.ODE_RNN, 2, 1);
    RecurrentModel three = trained(Cell.ODE_RNN, 2, 3);
    assertArrayEquals(one.parameters().values(), three.parameters().values());
  }

  /** Neither what is asked beside a time nor the series beside it, nor the order of times. */
  @Test
  void anAnswerDependsOnItsOwnQuestionAlone() {
    List<TimeSeries> all = WAVES.series();
    List<double[]> times = new ArrayList<>();
    for (TimeSeries s : all) {
      times.add(new double[] {s.lastTime() + 5, s.time(100), s.time(100) + 0.01, s.lastTime() + 1});
    }
    List<Forecast> together = GRU_D.forecastAll(all, times);
    for (int i = 0; i < all.size(); i++) {
      for (int t = 0; t < 4; t++) {
        double[] one = {times.get(i)[t]};
        Forecast alone = GRU_D.forecast(all.get(i).until(one[0]), one);
        for (int c = 0; c < 2; c++) {
          assertEquals(alone.mean(0, c), together.get(i).mean(t, c));
          assertEquals(alone.std(0, c), together.get(i).std(t, c));
        }
      }
    }
  }

  @Test
  void aHistoryWithoutValuesIsAnsweredFromTheTrainingData() {
    Forecast forecast = GRU_D.forecast(TimeSeries.empty("new", 2), new double[] {3, 3, 7});
    assertEquals(50, forecast.mean(0, 0), 6);
    assertEquals(forecast.mean(0, 0), forecast.mean(1, 0));
    assertTrue(forecast.std(2, 1) > 0.2, () -> "only " + forecast.std(2, 1));
    Forecast none = GRU_D.forecast(WAVES.series().get(0), new double[0]);
    assertEquals(0, none.length());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    TimeSeries three = TimeSeries.of("x", new double[] {1}, new double[][] {{1, 2, 3}});
    String channels =
        assertThrows(IllegalArgumentException.class, () -> GRU_D.forecast(three, new double[] {2}))
            .getMessage();
    assertTrue(channels.contains("has 3 channels; the model expects [a, b]"), channels);
    String cell = assertThrows(IllegalArgumentException.class, () -> Cell.of("grud")).getMessage();
    assertTrue(cell.contains("gru-d"), cell);
    String likelihood =
        assertThrows(
                IllegalArgumentException.class,
                () -> RecurrentConfig.builder(Cell.GRU_D).likelihood("gauss").build())
            .getMessage();
    assertTrue(likelihood.contains("gaussian"), likelihood);
    SeriesSet short1 =
        WAVES.withSeries(List.of(TimeSeries.of("x", new double[] {1}, new double[][] {{1, 2}})));
    assertThrows(
        IllegalArgumentException.class,
        () -> RecurrentTrainer.with(RecurrentConfig.of(Cell.GRU_D)).fit(short1));
  }
}
