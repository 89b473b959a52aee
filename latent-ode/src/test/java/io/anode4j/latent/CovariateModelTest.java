package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.Covariate;
import io.anode4j.data.Covariate.Kind;
import io.anode4j.data.Covariates;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.SensorModel;
import io.anode4j.forecast.CovariateException;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are told covariates. */
class CovariateModelTest {
  @TempDir Path folder;

  private static final SeriesSet TOLD = DrivenOscillator.told(TinyModels.waves(12, 40, 1));

  private static LatentOde tiny(SeriesSet data, int threads) {
    return TinyModels.trainer(TinyModels.anchored().build()).threads(threads).fit(data);
  }

  private static final LatentOde TINY = tiny(TOLD, 1);

  private static TimeSeries half(int series) {
    TimeSeries one = TOLD.series().get(series);
    return one.until(one.time(25));
  }

  private static double[] ahead(TimeSeries history) {
    return new double[] {history.lastTime() + 0.7, history.lastTime() + 2};
  }

  @Test
  void itComesBackFromItsFileAndAnswersAloneAsInABatch() throws IOException {
    Path file = folder.resolve("told.anode");
    TINY.save(file);
    byte[] bytes = Files.readAllBytes(file);
    String json = new String(ModelContainer.unpack(bytes).description(), StandardCharsets.UTF_8);
    assertTrue(json.contains("\"formatVersion\" : 14"), json.substring(0, 200));
    LatentOde again = LatentOde.load(file);
    assertEquals(TOLD.series().get(0).covariates().all(), again.covariates());
    assertEquals(TINY.fingerprint(), again.fingerprint());
    assertEquals(TINY.fingerprint(), tiny(TOLD, 2).fingerprint());
    List<TimeSeries> histories = List.of(half(0), half(3), half(7));
    List<double[]> times = histories.stream().map(CovariateModelTest::ahead).toList();
    List<Forecast> together = again.forecastAll(histories, times);
    for (int i = 0; i < 3; i++) {
      Forecast alone = TINY.forecast(histories.get(i), times.get(i));
      assertEquals(alone.mean(1, 0), together.get(i).mean(1, 0));
      assertEquals(alone.quantile(0.9, 0, 1), together.get(i).quantile(0.9, 0, 1));
    }
  }

  /** Every forecaster in the table, whatever it does with covariates. */
  @Test
  void aHorizonThatTheyDoNotReachIsRefusedByAllItIsMadeOf() {
    TimeSeries history = half(2);
    double[] times = {history.lastTime() + 1, 90};
    List<Forecaster> all = new ArrayList<>(TINY.companions().values());
    all.add(TINY);
    for (Forecaster one : all) {
      assertRefused(
          "The covariate bends of series 's2' is known until", () -> one.forecast(history, times));
      assertRefused(
          "has the covariates none; expected bends (known), jumps (held)",
          () -> one.forecastAll(List.of(history.with(Covariates.NONE)), List.of(times)));
    }
    Covariates unread =
        Covariates.of(TINY.covariates(), TimeSeries.empty(history.id(), TINY.covariates().size()));
    assertRefused(
        "no value of its covariate bends", () -> TINY.forecast(history.with(unread), times));
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(CovariateException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void aTrainingRefusesSeriesThatAreNotToldTheSame() {
    List<TimeSeries> mixed = new ArrayList<>(TOLD.series());
    mixed.set(3, mixed.get(3).with(Covariates.NONE));
    assertRefused("Series 's3' has the covariates none", () -> tiny(TOLD.withSeries(mixed), 1));
    Covariates unread = Covariates.of(TINY.covariates(), TimeSeries.empty("s3", 2));
    mixed.set(3, mixed.get(3).with(unread));
    String message =
        assertThrows(IllegalArgumentException.class, () -> tiny(TOLD.withSeries(mixed), 1))
            .getMessage();
    assertTrue(message.contains("'s3' of waves has no value of its covariate bends"), message);
  }

  /** What is measured after the last observation changes nothing; what is known ahead does. */
  @Test
  void onlyWhatIsKnownAheadIsReadAhead() {
    for (Kind kind : List.of(Kind.PAST, Kind.KNOWN)) {
      List<Covariate> all = List.of(new Covariate("bends", kind), new Covariate("jumps", kind));
      LatentOde model =
          tiny(TOLD.map(one -> one.with(Covariates.of(all, one.covariates().readings()))), 2);
      TimeSeries history = half(1);
      TimeSeries readings = history.covariates().readings();
      double[][] rows = new double[readings.length()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = readings.time(i) > history.lastTime() ? new double[] {5, -5} : readings.row(i);
      }
      TimeSeries other = TimeSeries.of(readings.id(), readings.times(), rows);
      double[] times = ahead(history);
      double mean = model.forecast(history.with(Covariates.of(all, readings)), times).mean(1, 0);
      double moved = model.forecast(history.with(Covariates.of(all, other)), times).mean(1, 0);
      assertEquals(kind == Kind.PAST, mean == moved, kind + ": " + mean + " and " + moved);
    }
  }

  @Test
  void aStreamRefusesIt() {
    String message =
        assertThrows(ModelFileException.class, () -> SensorModel.of(TINY)).getMessage();
    assertTrue(message.contains("reads covariates (bends, jumps)"), message);
  }
}
