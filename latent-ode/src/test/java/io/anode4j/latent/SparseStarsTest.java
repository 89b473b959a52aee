package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.classification.ClassReport;
import io.anode4j.classification.ClassScores;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.Labelled;
import io.anode4j.data.SeriesSet;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelFileException;
import io.anode4j.period.SparseStars;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Series of which a period far below the gaps tells the class. */
class SparseStarsTest {
  private static final SeriesSet DATA = SparseStars.data(60, 1);
  private static final LatentClassifier MODEL = model(1);

  static LatentClassifier model(int threads) {
    LatentOdeConfig config = TinyModels.config().epochs(2).build();
    return LatentClassifierTrainer.with(config).threads(threads).fit(DATA, SparseStars.labels(60));
  }

  /** The network and features of levels know nothing, the forest all. */
  @Test
  void aPeriodOfHoursAmongYearsTellsTheClass() {
    SeriesSet test = SparseStars.data(60, 2);
    Labelled known = Labelled.of(test, SparseStars.labels(60), MODEL.classes());
    Map<String, Classifier> compared = new LinkedHashMap<>(Map.of("model", MODEL));
    compared.putAll(MODEL.members());
    ClassReport report = ClassReport.of(compared, MODEL.positive(), known, "series");
    Map<String, ClassScores> scores = report.scores();
    assertTrue(scores.get("model").accuracy() > 0.9, report.table());
    assertTrue(scores.get(LatentClassifier.FOREST).accuracy() > 0.9, report.table());
    assertTrue(scores.get(LatentClassifier.REGRESSION).accuracy() < 0.7, report.table());
    assertEquals(
        List.of("latent ODE", "logistic regression", "random forest", "prior"),
        List.copyOf(MODEL.members().keySet()));
  }

  @Test
  void threadsChangeNothing() {
    assertEquals(MODEL.fingerprint(), model(3).fingerprint());
  }

  @Test
  void theFileKeepsTheForestInASecondFormat() {
    byte[] bytes = LatentClassifier.FILE.bytes(MODEL);
    assertTrue(json(bytes).contains("\"formatVersion\" : 2"));
    LatentClassifier again = LatentClassifier.FILE.parse(bytes, "m");
    assertEquals(MODEL.description().forest(), again.description().forest());
    assertEquals(MODEL.classifyAll(DATA.series()), again.classifyAll(DATA.series()));
    LatentClassifier alone =
        LatentClassifierTrainer.with(TinyModels.config().epochs(1).build())
            .classifier(HeadSettings.defaults().alone())
            .fit(DATA, SparseStars.labels(60));
    String plain = json(LatentClassifier.FILE.bytes(alone));
    assertTrue(plain.contains("\"formatVersion\" : 1"));
    assertFalse(plain.contains("forest"));
  }

  private static String json(byte[] file) {
    return new String(ModelContainer.unpack(file).description(), StandardCharsets.UTF_8);
  }

  @Test
  void aForestOfOtherChannelsOrSearchesIsRefused() {
    assertRefused("its forest does not fit its channels", "\"features\" : 43", "\"features\" : 44");
    assertRefused(
        "number of frequencies is out of range", "\"frequencies\" : ", "\"frequencies\" : 9");
    assertRefused("does not fit its features or classes", "\"classes\" : 2", "\"classes\" : 1");
    assertRefused("does not fit its classes", "\"classes\" : 2", "\"classes\" : 3");
  }

  private static void assertRefused(String why, String is, String becomes) {
    byte[] bytes = LatentClassifier.FILE.bytes(MODEL);
    ModelContainer.Content content = ModelContainer.unpack(bytes);
    String text = new String(content.description(), StandardCharsets.UTF_8);
    assertTrue(text.contains(is), is);
    byte[] changed = text.replace(is, becomes).getBytes(StandardCharsets.UTF_8);
    byte[] file = ModelContainer.pack(new ModelContainer.Content(changed, content.weights()));
    String message =
        assertThrows(ModelFileException.class, () -> LatentClassifier.FILE.parse(file, "m"))
            .getMessage();
    assertTrue(message.contains(why), message);
  }
}
