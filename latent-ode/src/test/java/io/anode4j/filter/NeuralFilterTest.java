package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelContainer.Content;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.TimeGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralFilterTest {
  private static final NeuralFilter MODEL = TinyFilters.trained();
  private static final SeriesSet FRESH = TinyFilters.waves(5, 120, 0.3, 99);

  @TempDir Path directory;

  @Test
  void streamEqualsBatchToTheBit() {
    List<TimeSeries> ragged = new ArrayList<>();
    for (TimeSeries s : FRESH) {
      ragged.add(s.slice(0, 120 - 17 * ragged.size()));
    }
    List<Forecast> batch = MODEL.predictAll(ragged);
    for (int k = 0; k < ragged.size(); k++) {
      TimeSeries s = ragged.get(k);
      Scorer scorer = MODEL.newScorer();
      for (int i = 0; i < s.length(); i++) {
        Score score = scorer.update(new Reading(s.time(i), s.row(i)));
        for (int c = 0; c < 2; c++) {
          assertEquals(batch.get(k).mean(i, c), score.mean(c));
          assertEquals(batch.get(k).std(i, c), score.std(c));
          if (s.isObserved(i, c)) {
            double expected = batch.get(k).logDensity(i, c, s.value(i, c));
            // The same sum in double, in another order.
            assertEquals(expected, score.logLikelihood(c), 1e-12 * (1 + Math.abs(expected)));
          }
        }
      }
    }
  }

  @Test
  void scorerForecastsWhatTheModelDoes() {
    TimeSeries s = FRESH.series().get(0);
    Scorer scorer = MODEL.newScorer();
    for (int i = 0; i < s.length(); i++) {
      scorer.update(new Reading(s.time(i), s.row(i)));
    }
    TimeGrid grid = TimeGrid.every(1.0).count(20);
    Forecast streamed = scorer.forecast(grid);
    Forecast whole = MODEL.forecast(s, grid.after(s.lastTime()));
    assertArrayEquals(whole.mean(), streamed.mean());
    assertArrayEquals(whole.std(), streamed.std());
  }

  @Test
  void learnsTheWaves() {
    double error = 0;
    double spread = 0;
    int inside = 0;
    int values = 0;
    for (Forecast f : MODEL.predictAll(FRESH.series())) {
      TimeSeries s = FRESH.series().stream().filter(x -> x.id().equals(f.id())).findFirst().get();
      for (int i = 20; i < s.length(); i++) {
        double y = s.value(i, 0);
        if (!Double.isNaN(y)) {
          error += Math.pow(y - f.mean(i, 0), 2);
          spread += Math.pow(y - 50, 2);
          inside += Math.abs(y - f.mean(i, 0)) < 1.645 * f.std(i, 0) ? 1 : 0;
          values++;
        }
      }
    }
    // A wave of amplitude 5 with noise 0.3: far below its spread, and honest about it.
    assertTrue(error < 0.3 * spread, error / spread + " of the spread");
    assertEquals(0.9, (double) inside / values, 0.07);
  }

  @Test
  void savedModelIsTheSame() {
    Path file = directory.resolve("waves.anode");
    MODEL.save(file);
    NeuralFilter read = NeuralFilter.load(file);
    assertEquals(MODEL.id(), read.id());
    SensorModel any = SensorModel.load(file);
    assertEquals(MODEL.id(), any.id());
    TimeSeries s = FRESH.series().get(1);
    double[] times = {s.lastTime() + 3, s.lastTime() + 1, s.time(5)};
    assertArrayEquals(MODEL.forecast(s, times).mean(), read.forecast(s, times).mean());
    ModelFileException wrong = assertThrows(ModelFileException.class, () -> LatentOde.load(file));
    assertTrue(wrong.getMessage().contains("filter"), wrong.getMessage());
  }

  @Test
  void filesFromBeforeLevelsWereScoredAreRead() throws IOException {
    Content content = ModelContainer.unpack(NeuralFilter.FILE.bytes(MODEL));
    ObjectMapper json = new ObjectMapper();
    ObjectNode description = (ObjectNode) json.readTree(content.description());
    description.remove("levels");
    byte[] older =
        ModelContainer.pack(new Content(json.writeValueAsBytes(description), content.weights()));
    NeuralFilter read = NeuralFilter.FILE.parse(older, "older");
    TimeSeries s = FRESH.series().get(1);
    double[] times = {s.lastTime() + 1};
    assertArrayEquals(MODEL.forecast(s, times).mean(), read.forecast(s, times).mean());
    Score score = read.newScorer().update(new Reading(0, new double[] {50, -2}));
    assertTrue(Double.isFinite(score.levelThreshold()));
  }

  @Test
  void restoredScorerGoesOnTheSame() {
    TimeSeries s = FRESH.series().get(2);
    Scorer whole = MODEL.newScorer();
    Scorer resumed = MODEL.newScorer();
    for (int i = 0; i < s.length(); i++) {
      Score expected = whole.update(new Reading(s.time(i), s.row(i)));
      Scorer fresh = MODEL.newScorer();
      byte[] state = resumed.save();
      assertEquals(MODEL.stateBytes(), state.length);
      assertTrue(state.length <= 4096);
      fresh.restore(state);
      resumed = fresh;
      Score found = resumed.update(new Reading(s.time(i), s.row(i)));
      assertEquals(expected.toString(), found.toString());
      assertEquals(expected.overdueAfter(), found.overdueAfter());
    }
    assertArrayEquals(whole.save(), resumed.save());
  }
}
