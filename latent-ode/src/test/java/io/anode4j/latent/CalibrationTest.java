package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.EpochReport;
import io.anode4j.tensor.Workers;
import io.anode4j.training.TrainingFailedException;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void memoryFades() {
    ObservationNoise noise = new ObservationNoise(2, 0.8, 5);
    assertEquals(0.8 * Math.exp(-1), noise.correlation(5), 1e-12);
    assertEquals(0, noise.correlation(-1));
    assertEquals(2, noise.deviation(1e9), 1e-9);
    assertTrue(noise.deviation(0) < noise.deviation(10));
    assertEquals(1, ObservationNoise.WHITE.deviation(3));
    assertThrows(IllegalArgumentException.class, () -> new ObservationNoise(0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ObservationNoise(1, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> new ObservationNoise(1, 0, 0));
  }

  @Test
  void intervalsCoverTheirShareOfWhatTheyWereFittedOn() {
    SeriesSet waves = TinyModels.waves(40, 40, 21);
    LatentOde model =
        TinyModels.trainer(TinyModels.config().epochs(12).learningRate(0.01).build()).fit(waves);
    SeriesSet others = TinyModels.waves(60, 40, 22);
    int inside = 0;
    int count = 0;
    for (TimeSeries s : others) {
      for (Window w : Windows.of(6, 2).every(s, 1.5, s.firstTime() + 4, s.lastTime())) {
        Forecast f = model.forecast(w.context(), w.target().times());
        for (int t = 0; t < w.target().length(); t++) {
          double p = f.cdf(t, 0, w.target().value(t, 0));
          inside += p > 0.05 && p < 0.95 ? 1 : 0;
          count++;
        }
      }
    }
    // Other draws of the same waves; a few hundred windows leave a standard error below 0.02.
    assertEquals(0.9, (double) inside / count, 0.08);
  }

  /** Forecasts ten everywhere, but cannot with histories that begin late. */
  private static Forecaster failingAfter(double begin) {
    return (history, times) -> {
      if (history.firstTime() > begin) {
        throw new ArithmeticException("did not stay finite");
      }
      double[][] means = new double[times.length][];
      double[][] stds = new double[times.length][];
      Arrays.fill(means, new double[] {10, 0});
      Arrays.fill(stds, new double[] {1, 1});
      return Forecast.gaussian(history.id(), List.of("wave", "slope"), times, means, stds);
    };
  }

  private static TrainingListener notices(List<String> to) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochReport report, TrainingPace pace) {}

      @Override
      public void onNotice(String sentence) {
        to.add(sentence);
      }
    };
  }

  @Test
  void windowsWhoseForecastIsNotFiniteAreLeftOutAndCounted() {
    List<Window> windows = Windows.of(6, 2).every(TinyModels.waves(60, 60, 23), 1.0);
    long good = windows.stream().filter(w -> w.context().firstTime() <= 2).count();
    assertTrue(good > 50 && good < windows.size());
    List<String> told = new ArrayList<>();
    List<ObservationNoise> fitted = fit(failingAfter(2), windows, notices(told));
    List<Window> finite = windows.stream().filter(w -> w.context().firstTime() <= 2).toList();
    List<String> silence = new ArrayList<>();
    assertEquals(fit(failingAfter(2), finite, notices(silence)), fitted);
    assertEquals(List.of(), silence);
    assertTrue(
        told.get(0).contains(windows.size() - good + " of " + windows.size()), told.toString());
    TrainingFailedException failure =
        assertThrows(
            TrainingFailedException.class, () -> fit(failingAfter(-1), windows, notices(told)));
    assertTrue(String.valueOf(failure.getMessage()).contains("anode4j inspect"));
  }

  private static List<ObservationNoise> fit(
      Forecaster forecaster, List<Window> windows, TrainingListener listener) {
    try (Workers workers = new Workers(1, "The test")) {
      return Calibration.fit(forecaster, 2, windows, listener, workers);
    }
  }

  @Test
  void windowsKeepToTheirSeries() {
    SeriesSet waves = TinyModels.waves(3, 60, 2);
    TrainingWindows windows = new TrainingWindows(waves, 4, 2);
    List<Window> drawn = windows.windows(50, 1);
    assertEquals(50, drawn.size());
    assertEquals(drawn, windows.windows(50, 1));
    List<String> ids = new ArrayList<>();
    for (Window w : drawn) {
      ids.add(w.id());
      assertTrue(w.target().firstTime() > w.origin());
      assertTrue(w.target().lastTime() <= w.origin() + 2);
      assertTrue(w.context().firstTime() > w.origin() - 4);
    }
    assertTrue(ids.contains("s0") && ids.contains("s1") && ids.contains("s2"));
    for (WindowQuery query :
        windows.queries(30, 0.1, 3, (w, random) -> WindowQuery.training(w.context(), w.target()))) {
      assertTrue(query.context().length() >= 1);
    }
  }

  @Test
  void holdsTheForecastsOfFewWindowsAtATime() {
    TimeSeries wave = TinyModels.waves(1, 400, 5).iterator().next();
    List<Window> windows =
        Windows.of(1, 0.2).every(wave, 0.02, wave.firstTime() + 1, wave.lastTime());
    assertTrue(windows.size() > 100, () -> "only " + windows.size());
    List<Integer> blocks = new ArrayList<>();
    Forecaster simple = failingAfter(Double.POSITIVE_INFINITY);
    Forecaster counting =
        new Forecaster() {
          @Override
          public Forecast forecast(TimeSeries history, double[] times) {
            return simple.forecast(history, times);
          }

          @Override
          public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
            blocks.add(histories.size());
            return Forecaster.super.forecastAll(histories, times);
          }
        };
    fit(counting, windows, notices(new ArrayList<>()));
    assertTrue(blocks.size() > 1 && blocks.stream().allMatch(n -> n <= 32), blocks::toString);
  }
}
