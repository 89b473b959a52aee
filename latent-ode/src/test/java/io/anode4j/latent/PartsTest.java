package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.dynamics.GruSteps;
import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.dynamics.PointProcess;
import io.anode4j.latent.encoder.MultiTimeAttention;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.latent.encoder.Pooling;
import io.anode4j.latent.likelihood.FixedGaussian;
import io.anode4j.latent.likelihood.StudentT;
import io.anode4j.model.ModelContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a model of any part. */
class PartsTest {
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);

  @TempDir Path folder;

  static Stream<Arguments> parts() {
    NeuralField field = new NeuralField(8, 1, "dopri5", "discrete", 1e-3, 1e-4, 0);
    return Stream.of(
        argumentSet("ODE-RNN", TinyModels.config().encoder(new OdeRnn(8, 0, 6, 1, "rk4", 0.5))),
        argumentSet("mTAND", TinyModels.config().encoder(new MultiTimeAttention(8, 4, 1, 6, 8))),
        argumentSet("pooling", TinyModels.config().encoder(new Pooling(8, 0, 4, 6, 4, 3))),
        argumentSet("linear", TinyModels.config().dynamics(new Linear())),
        argumentSet("GRU that is told Δt", TinyModels.config().dynamics(GruSteps.defaults())),
        argumentSet("point process", TinyModels.config().dynamics(PointProcess.defaults())),
        argumentSet("tsit5", TinyModels.config().dynamics(field.solvedBy("tsit5", "adjoint"))),
        argumentSet("fixed", TinyModels.config().likelihood(new FixedGaussian(0.2))),
        argumentSet("Student's t", TinyModels.config().likelihood(StudentT.defaults())));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void itTrainsAndComesBackFromItsFile(LatentOdeConfigBuilder parts) throws IOException {
    LatentOdeConfig config = parts.build();
    LatentOde model = TinyModels.trainer(config).fit(WAVES);
    Path file = folder.resolve("m.anode");
    model.save(file);
    LatentOde again = LatentOde.load(file);
    assertEquals(config, again.config());
    assertEquals(model.fingerprint(), again.fingerprint());
    assertEquals(
        model.fingerprint(), TinyModels.trainer(config).threads(2).fit(WAVES).fingerprint());
    String json =
        new String(
            ModelContainer.unpack(Files.readAllBytes(file)).description(), StandardCharsets.UTF_8);
    // Libraries that know no parts check this number, and refuse.
    assertTrue(json.contains("\"formatVersion\" : 2"), json.substring(0, 200));
    List<Forecast> together = again.forecastAll(WAVES.series(), times());
    for (int i = 0; i < 5; i++) {
      TimeSeries one = WAVES.series().get(i);
      Forecast alone = model.forecast(one, times().get(i));
      for (int c = 0; c < 2; c++) {
        assertEquals(alone.mean(0, c), together.get(i).mean(0, c));
        assertEquals(alone.quantile(0.9, 1, c), together.get(i).quantile(0.9, 1, c));
      }
    }
  }

  private static List<double[]> times() {
    List<double[]> times = new ArrayList<>();
    for (TimeSeries s : WAVES) {
      times.add(new double[] {s.lastTime() + 1, s.lastTime() + 2, s.lastTime() - 7});
    }
    return times;
  }

  /** Two values in a hundred are wild: what the Gaussian takes for noise, the t leaves aside. */
  @Test
  void studentsTIsNarrowWhereAFewValuesAreWild() {
    SplittableRandom random = new SplittableRandom(3);
    List<TimeSeries> series = new ArrayList<>();
    for (TimeSeries s : WAVES) {
      double[][] values = new double[s.length()][];
      for (int i = 0; i < values.length; i++) {
        values[i] = s.row(i);
        if (random.nextDouble() < 0.02) {
          values[i][0] += 40 * random.nextGaussian();
        }
      }
      series.add(TimeSeries.of(s.id(), s.times(), values));
    }
    SeriesSet wild = WAVES.withSeries(series);
    LatentOdeConfigBuilder few =
        TinyModels.config().epochs(60).patience(60).windowsPerEpoch(512).learningRate(0.01);
    LatentOde gaussian = TinyModels.trainer(few.build()).fit(wild);
    LatentOde robust = TinyModels.trainer(few.likelihood(StudentT.defaults()).build()).fit(wild);
    double wide = noise(gaussian);
    double narrow = noise(robust);
    assertTrue(narrow < 0.6 * wide, narrow + " beside " + wide);
    // The waves' own noise is 0.1; what such a small network leaves unexplained comes on top.
    double gain = 0;
    for (TimeSeries clean : WAVES) {
      gain += logDensity(robust, clean) - logDensity(gaussian, clean);
    }
    assertTrue(gain / WAVES.size() > 0.3, "gain of " + gain / WAVES.size() + " nats a value");
  }

  private static double noise(LatentOde model) {
    TimeSeries history = WAVES.series().get(0);
    return model.forecast(history, new double[] {history.lastTime()}).scale(0, 0, 0);
  }

  private static double logDensity(LatentOde model, TimeSeries s) {
    int last = s.length() - 1;
    double[] time = {s.time(last)};
    return model.forecast(s.until(s.time(last) - 1), time).logDensity(0, 0, s.value(last, 0));
  }
}
