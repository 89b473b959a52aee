package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.classification.ClassReport;
import io.anode4j.classification.ClassScores;
import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.Labelled;
import io.anode4j.classification.OpinionPool;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.synthetic.WornSprings;
import io.anode4j.filter.StoredModel;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.model.EpochReport;
import io.anode4j.model.ModelFileException;
import io.anode4j.training.TrainingFailedException;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class LatentClassifierTest {
  private static final WornSprings.Labelled SPRINGS = new WornSprings(60, 4).generate();
  private static final Map<String, String> LABELS = SPRINGS.labels().bySeries();
  private static final LatentClassifier MODEL = trainer(1).fit(SPRINGS.data(), LABELS);

  @TempDir Path folder;

  private static LatentClassifierTrainer trainer(int threads) {
    return LatentClassifierTrainer.with(TinyModels.config().epochs(2).build()).threads(threads);
  }

  private static List<TimeSeries> strangers() {
    return new WornSprings(9, 77).generate().data().series();
  }

  /** How fast a spring swings is seen by the network and little of it by its features. */
  @Test
  void theNetworkSeesWhatFeaturesDoNotShow() {
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .latentSize(8)
            .augment(0)
            .encoderUnits(32)
            .fieldUnits(24)
            .decoderUnits(24)
            .batchSize(16)
            .learningRate(0.01)
            .epochs(80)
            .seed(3)
            .build();
    WornSprings.Labelled train = new WornSprings(300, 1).generate();
    LatentClassifier model =
        LatentClassifierTrainer.with(config).fit(train.data(), train.labels().bySeries());
    WornSprings.Labelled test = new WornSprings(200, 2).generate();
    Labelled known = Labelled.of(test.data(), test.labels().bySeries(), model.classes());
    Map<String, Classifier> compared = new LinkedHashMap<>(Map.of("model", model));
    compared.putAll(model.members());
    ClassReport report = ClassReport.of(compared, model.positive(), known, "series");
    Map<String, ClassScores> scores = report.scores();
    double regression = scores.get(LatentClassifier.REGRESSION).auc();
    assertTrue(scores.get("model").auc() > 0.9, report.table());
    assertTrue(regression < scores.get("model").auc() - 0.1, report.table());
    assertTrue(
        scores.get("model").logLoss() < 0.8 * scores.get(LatentClassifier.PRIOR).logLoss(),
        report.table());
    assertEquals(WornSprings.WORN, model.positive());
  }

  @Test
  void probabilitiesSumToOne() {
    for (Classification one : MODEL.classifyAll(strangers())) {
      double sum = one.probabilities().stream().mapToDouble(Double::doubleValue).sum();
      assertEquals(1, sum, 1e-9);
      assertEquals(List.of("sound", "worn"), one.classes());
    }
  }

  @Test
  void theModelDependsOnSeedAndNotOnThreads() {
    String two = trainer(2).fit(SPRINGS.data(), LABELS).fingerprint();
    assertEquals(MODEL.fingerprint(), two);
    LatentOdeConfig other = TinyModels.config().epochs(2).seed(6).build();
    String another = LatentClassifierTrainer.with(other).fit(SPRINGS.data(), LABELS).fingerprint();
    assertNotEquals(MODEL.fingerprint(), another);
  }

  @Test
  void aSeriesAloneIsClassifiedAsAmongOthers() {
    List<Classification> all = MODEL.classifyAll(strangers());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.get(i), MODEL.classify(strangers().get(i)));
    }
  }

  @Test
  void aModelReadAgainSaysTheSame() throws IOException {
    Path file = folder.resolve("m.anode");
    MODEL.save(file);
    LatentClassifier again = LatentClassifier.load(file);
    assertEquals(MODEL.classifyAll(strangers()), again.classifyAll(strangers()));
    assertEquals(MODEL.classes(), again.classes());
    assertEquals(MODEL.settings(), again.settings());
    assertEquals(MODEL.config(), again.config());
    assertEquals(MODEL.header(), again.header());
    assertArrayEquals(Files.readAllBytes(file), LatentClassifier.FILE.bytes(again));
  }

  /** Older libraries say the first sentence, this one the second. */
  @Test
  void whoWantsForecastsIsToldWhatTheFileIs() {
    byte[] bytes = LatentClassifier.FILE.bytes(MODEL);
    assertRefused(
        "c.anode holds a model of kind 'classifier'; expected a latent-ode",
        () -> LatentOde.parse(bytes, "c.anode"));
    assertRefused("use 'anode4j classify'", () -> StoredModel.parse(bytes, "c.anode"));
    Path file = folder.resolve("ode.anode");
    TinyModels.trained().save(file);
    assertRefused("'latent-ode'; expected a classifier", () -> LatentClassifier.load(file));
  }

  private static void assertRefused(String why, Executable what) {
    String message = assertThrows(ModelFileException.class, what).getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void aSeriesWithoutValuesIsGivenThePrior() {
    Classification said = MODEL.classify(TimeSeries.empty("none", 2));
    List<Integer> counts = MODEL.description().counts();
    double share = (double) counts.get(1) / (counts.get(0) + counts.get(1));
    assertEquals(share, said.probability("worn"), 1e-12);
  }

  @Test
  void otherChannelsAreRefused() {
    TimeSeries one = TimeSeries.of("s", new double[] {0}, new double[][] {{1}});
    String message =
        assertThrows(IllegalArgumentException.class, () -> MODEL.classify(one)).getMessage();
    assertTrue(message.contains("has 1 channels; expected those of the model"), message);
  }

  @Test
  void ofALongSeriesTheEndIsRead() {
    TimeSeries whole = strangers().get(0);
    LatentClassifier last = trainer(1).context(5).fit(SPRINGS.data(), LABELS);
    int from = 0;
    while (whole.lastTime() - whole.time(from) > 5) {
      from++;
    }
    assertTrue(from > 0);
    assertEquals(last.classify(whole), last.classify(whole.slice(from, whole.length())));
  }

  /** Series without a label are learnt from, and said. */
  @Test
  void someLabelsMayBeMissing() {
    Map<String, String> few = new LinkedHashMap<>(LABELS);
    SPRINGS.data().series().subList(0, 20).forEach(s -> few.remove(s.id()));
    List<String> said = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochReport report, TrainingPace pace) {}

          @Override
          public void onNotice(String sentence) {
            said.add(sentence);
          }
        };
    LatentClassifier model = trainer(1).listener(listener).fit(SPRINGS.data(), few);
    assertTrue(said.toString().contains("20 series without a label"), said.toString());
    assertTrue(said.toString().contains("Classes, with their series in training: sound"));
    String first = SPRINGS.data().series().get(0).id();
    assertTrue(model.seenUntil(first).isPresent());
  }

  @Test
  void thereMustBeTwoClassesAndTwoOfOne() {
    SeriesSet two = SPRINGS.data().withSeries(SPRINGS.data().series().subList(0, 2));
    assertThrows(IllegalArgumentException.class, () -> trainer(1).fit(two, Map.of()));
    Map<String, String> single = Map.of("spring-0", "a", "spring-1", "b");
    String message =
        assertThrows(IllegalArgumentException.class, () -> trainer(1).fit(two, single))
            .getMessage();
    assertTrue(message.contains("no class of worn springs, seed 4 has two series"), message);
  }

  @Test
  void aClassOfOneSeriesIsLearntAndNotValidated() {
    Map<String, String> labels = new LinkedHashMap<>(LABELS);
    labels.put("spring-0", "odd");
    LatentClassifier model = trainer(1).fit(SPRINGS.data(), labels);
    assertEquals(List.of("odd", "sound", "worn"), model.classes());
    assertTrue(model.seenUntil("spring-0").isPresent());
    assertEquals("odd", model.positive());
  }

  @Test
  void withoutARegressionTheNetworkIsCalibratedAlone() {
    LatentClassifier alone =
        trainer(1).classifier(HeadSettings.defaults().alone()).fit(SPRINGS.data(), LABELS);
    assertEquals(1, alone.description().blend().weights().size());
    assertFalse(alone.members().containsKey(LatentClassifier.REGRESSION));
    byte[] bytes = LatentClassifier.FILE.bytes(alone);
    assertEquals(
        alone.classifyAll(strangers()),
        LatentClassifier.FILE.parse(bytes, "m").classifyAll(strangers()));
  }

  @Test
  void anyEncoderMayReadTheSeries() {
    LatentOdeConfig config =
        TinyModels.config().encoder(new OdeRnn(6, 3, 6, 1, "midpoint", 0.5)).epochs(2).build();
    LatentClassifier model = LatentClassifierTrainer.with(config).fit(SPRINGS.data(), LABELS);
    byte[] bytes = LatentClassifier.FILE.bytes(model);
    assertEquals(
        model.classifyAll(strangers()),
        LatentClassifier.FILE.parse(bytes, "m").classifyAll(strangers()));
  }

  @Test
  void descriptionsThatDoNotHoldTogetherAreRefused() {
    ClassifierDescription own = MODEL.description();
    List<Integer> counts = own.counts();
    assertNoDescription("at least two", 20, List.of("a"), List.of(3), own.blend());
    assertNoDescription("at least two", 20, List.of("a", "a"), counts, own.blend());
    assertNoDescription("never seen", 20, own.classes(), List.of(3, 0), own.blend());
    assertNoDescription("blend", 20, own.classes(), counts, OpinionPool.equal(4));
    assertNoDescription("context", 0, own.classes(), counts, own.blend());
    assertNoDescription(
        "does not fit its classes", 20, List.of("a", "b", "c"), List.of(1, 1, 1), own.blend());
  }

  private static void assertNoDescription(
      String why, double context, List<String> classes, List<Integer> counts, OpinionPool blend) {
    ClassifierDescription own = MODEL.description();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new ClassifierDescription(
                        own.config(),
                        own.classifier(),
                        context,
                        false,
                        classes,
                        counts,
                        own.regression(),
                        own.forest(),
                        blend))
            .getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> HeadSettings.defaults().withUnits(-1));
    assertThrows(IllegalArgumentException.class, () -> HeadSettings.defaults().withWeight(0));
    TimeSeries spring = strangers().get(0);
    assertThrows(IllegalArgumentException.class, () -> MODEL.classifyRows(spring));
    assertThrows(IllegalArgumentException.class, () -> trainer(1).context(-1));
  }

  /** Stopped after an epoch, it goes on as if it had never been. */
  @Test
  void aStoppedRunIsResumed() throws IOException {
    Path checkpoint = folder.resolve("c");
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochReport report, TrainingPace pace) {
            if (report.epoch() == 1) {
              throw new TrainingFailedException("stopped");
            }
          }
        };
    assertThrows(
        TrainingFailedException.class,
        () -> trainer(1).checkpoint(checkpoint).listener(stopping).fit(SPRINGS.data(), LABELS));
    LatentClassifier resumed = trainer(1).checkpoint(checkpoint).fit(SPRINGS.data(), LABELS);
    assertArrayEquals(MODEL.parameters().values(), resumed.parameters().values());
    assertFalse(Files.exists(checkpoint));
  }
}
