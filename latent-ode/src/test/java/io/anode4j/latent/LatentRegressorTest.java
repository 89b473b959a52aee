package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.StoredModel;
import io.anode4j.model.ModelFileException;
import io.anode4j.regression.KnownNumbers;
import io.anode4j.regression.Prediction;
import io.anode4j.regression.RegressionReport;
import io.anode4j.regression.RegressionScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentRegressorTest {
  private static final Swings SWINGS = Swings.of(60, 1);
  private static final LatentRegressor MODEL = trainer(1).fit(SWINGS.data(), SWINGS.labels());

  @TempDir Path folder;

  private static LatentRegressorTrainer trainer(int threads) {
    return LatentRegressorTrainer.with(TinyModels.config().epochs(2).build()).threads(threads);
  }

  /** Swings of any phase; what is asked is how fast they are, and at each row how much is left. */
  private record Swings(SeriesSet data, Map<String, String> labels, RowLabels rows) {
    static Swings of(int count, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      List<TimeSeries> series = new ArrayList<>();
      Map<String, String> labels = new HashMap<>();
      RowLabels rows = new RowLabels();
      for (int s = 0; s < count; s++) {
        double speed = 1 + 2 * random.nextDouble();
        double phase = 6 * random.nextDouble();
        double[] times = new double[24];
        double[][] values = new double[24][1];
        double t = 0;
        for (int i = 0; i < times.length; i++) {
          t += 0.1 + 0.4 * random.nextDouble();
          times[i] = t;
          values[i][0] = Math.sin(phase + speed * t) + 0.02 * random.nextGaussian();
          rows.add("s" + s, t, Double.toString(20 * Math.cos(phase + speed * t)));
        }
        series.add(TimeSeries.of("s" + s, times, values));
        labels.put("s" + s, Double.toString(100 * speed));
      }
      return new Swings(
          new SeriesSet(List.of("x"), series, TimeFormat.number(), "swings"), labels, rows);
    }
  }

  /** Speed is seen by the network; last, mean, least and most value hardly tell it. */
  @Test
  void theNetworkSeesWhatFeaturesDoNotShow() {
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .latentSize(8)
            .augment(0)
            .encoderUnits(32)
            .fieldUnits(16)
            .decoderUnits(16)
            .batchSize(16)
            .learningRate(0.01)
            .epochs(40)
            .seed(3)
            .build();
    Swings train = Swings.of(300, 5);
    LatentRegressor model = LatentRegressorTrainer.with(config).fit(train.data(), train.labels());
    Swings test = Swings.of(200, 6);
    KnownNumbers known = KnownNumbers.of(test.data(), test.labels(), model.labelMax());
    RegressionReport report =
        RegressionReport.of(model, model.members(), known, "series", model.labelMax());
    Map<String, RegressionScores> scores = report.scores();
    double ridge = scores.get(LatentRegressor.REGRESSION).rmse();
    assertTrue(scores.get("model").rmse() < 0.7 * ridge, report.table());
    assertTrue(ridge < scores.get(LatentRegressor.MEAN).rmse() + 1, report.table());
    // Intervals come from 45 series: two deviations of a share of 0.9 are 0.09, and more of few.
    assertEquals(0.9, scores.get("model").coverage(), 0.12, report.table());
  }

  @Test
  void theModelDependsOnSeedAndNotOnThreads() {
    LatentRegressor two = trainer(2).fit(SWINGS.data(), SWINGS.labels());
    assertEquals(MODEL.fingerprint(), two.fingerprint());
    LatentOdeConfig other = TinyModels.config().epochs(2).seed(6).build();
    assertNotEquals(
        MODEL.fingerprint(),
        LatentRegressorTrainer.with(other).fit(SWINGS.data(), SWINGS.labels()).fingerprint());
  }

  @Test
  void aSeriesAloneIsAnsweredAsAmongOthers() {
    List<TimeSeries> strangers = Swings.of(9, 7).data().series();
    List<Prediction> all = MODEL.predictAll(strangers);
    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.get(i), MODEL.predict(strangers.get(i)));
      assertTrue(all.get(i).lower() <= all.get(i).upper());
    }
    double mean = MODEL.description().target().mean();
    assertEquals(mean, MODEL.predict(TimeSeries.empty("none", 1)).value(), 1e-9);
    TimeSeries wide = TimeSeries.of("w", new double[] {0}, new double[][] {{1, 2}});
    assertThrows(IllegalArgumentException.class, () -> MODEL.predict(wide));
  }

  @Test
  void aModelReadAgainSaysTheSame() throws IOException {
    Path file = folder.resolve("m.anode");
    MODEL.save(file);
    LatentRegressor again = LatentRegressor.load(file);
    List<TimeSeries> strangers = Swings.of(9, 7).data().series();
    assertEquals(MODEL.predictAll(strangers), again.predictAll(strangers));
    assertArrayEquals(Files.readAllBytes(file), LatentRegressor.FILE.bytes(again));
    byte[] bytes = Files.readAllBytes(file);
    String message =
        assertThrows(ModelFileException.class, () -> StoredModel.parse(bytes, "m")).getMessage();
    assertTrue(message.contains("use 'anode4j regress'"), message);
    LatentRegressor alone =
        trainer(1)
            .regressor(HeadSettings.defaults().alone().withUnits(0))
            .fit(SWINGS.data(), SWINGS.labels());
    assertFalse(alone.members().containsKey(LatentRegressor.REGRESSION));
    byte[] own = LatentRegressor.FILE.bytes(alone);
    assertEquals(
        alone.predictAll(strangers), LatentRegressor.FILE.parse(own, "a").predictAll(strangers));
  }

  @Test
  void rowsAreAnsweredFromWhatCameUpToThem() {
    LatentRegressor rows = trainer(1).context(4).fitRows(SWINGS.data(), SWINGS.rows());
    TimeSeries one = Swings.of(1, 9).data().series().get(0);
    List<Prediction> said = rows.predictRows(one);
    assertEquals(24, said.size());
    assertEquals(rows.predict(one.slice(0, 11)).value(), said.get(10).value());
    assertThrows(IllegalArgumentException.class, () -> MODEL.predictRows(one));
  }

  /** Whole series are set apart; of few series the end of each, and no window is on both sides. */
  @Test
  void noRowIsLearntFromAndSetApart() {
    LatentOdeConfig config = TinyModels.config().build();
    HeadData many = RegressorData.ofRows(SWINGS.data(), SWINGS.rows(), 2, 1e9, config);
    many.apart().forEach(w -> assertFalse(many.seen().containsKey(w.id().split("@")[0])));
    SeriesSet two = SWINGS.data().withSeries(SWINGS.data().series().subList(0, 2));
    HeadData few = RegressorData.ofRows(two, SWINGS.rows(), 0.5, 1e9, config);
    for (TimeSeries window : few.apart()) {
      double until = few.seen().getOrDefault(window.id().split("@")[0], Double.NaN);
      assertTrue(window.firstTime() > until, window.id());
    }
    assertEquals(2, few.apartSeries());
    // Where no context is stated it is short enough for the ends of two series to hold windows.
    assertEquals(2, RegressorData.ofRows(two, SWINGS.rows(), 0, 1e9, config).apartSeries());
    Map<String, String> none = Map.of("s0", "1");
    assertThrows(IllegalArgumentException.class, () -> trainer(1).fit(SWINGS.data(), none));
    RowLabels empty = new RowLabels();
    assertThrows(IllegalArgumentException.class, () -> trainer(1).fitRows(two, empty));
  }

  @Test
  void labelsAndAnswersKeepToTheLimit() {
    LatentRegressor limited = trainer(1).labelMax(150).fit(SWINGS.data(), SWINGS.labels());
    assertEquals(150, limited.labelMax());
    limited
        .members()
        .values()
        .forEach(
            member ->
                member
                    .predictAll(SWINGS.data().series())
                    .forEach(one -> assertTrue(one.value() <= 150, one.toString())));
    assertThrows(IllegalArgumentException.class, () -> trainer(1).labelMax(Double.NaN));
  }

  @Test
  void descriptionsThatDoNotHoldTogetherAreRefused() {
    RegressorDescription own = MODEL.description();
    assertThrows(IllegalArgumentException.class, () -> own.with(own.regression(), 2, own.bands()));
    assertThrows(IllegalArgumentException.class, () -> new RegressorTarget(0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RegressorDescription(
                own.config(),
                own.regressor(),
                0,
                false,
                own.target(),
                own.regression(),
                1,
                own.bands()));
  }
}
