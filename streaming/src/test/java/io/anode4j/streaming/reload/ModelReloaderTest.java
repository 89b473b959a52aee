package io.anode4j.streaming.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.RobustSensorModel;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelReloaderTest {
  private final NeuralFilter one = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");
  private final NeuralFilter two = SmallModels.of(2, TimeFormat.epochSeconds(), "a", "b");
  private final List<ReloadOutcome> told = new ArrayList<>();
  private ModelHandle handle;
  private ModelReloader reloader;
  @TempDir private Path directory;

  @BeforeAll
  void differ() {
    assertTrue(!one.id().equals(two.id()));
  }

  @BeforeEach
  void start() {
    told.clear();
    handle =
        new ModelHandle(one, "one.anode", Clock.fixed(Instant.ofEpochSecond(7), ZoneOffset.UTC));
    reloader = new ModelReloader(handle, told::add);
  }

  private Path save(NeuralFilter model, String name) {
    Path file = directory.resolve(name);
    model.save(file);
    return file;
  }

  private static String hash(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private String refusal(ReloadOutcome outcome) {
    assertSame(one, handle.serving().model());
    assertEquals(1, handle.serving().generation());
    return assertInstanceOf(ReloadOutcome.Refused.class, outcome).reason();
  }

  @Test
  void aGoodModelTakesOverAndIsTold() {
    ReloadOutcome outcome = reloader.offer(save(two, "two.anode"));
    assertInstanceOf(ReloadOutcome.Accepted.class, outcome, outcome::sentence);
    assertEquals(two.id(), handle.serving().model().id());
    assertEquals(
        new ServingModel(handle.current(), 2, Instant.ofEpochSecond(7), "two.anode"),
        handle.serving());
    assertEquals(List.of(outcome), told);
    assertTrue(outcome.sentence().contains(two.id().substring(0, 12)), outcome.sentence());
  }

  /** A stream may begin without training, and be given a trained model when there is one. */
  @Test
  void aTrainedModelFollowsOneWithoutTraining() {
    SensorModel untrained = RobustSensorModel.of(one.channels(), one.timeFormat());
    ModelHandle beginning = new ModelHandle(untrained, "none");
    ReloadOutcome outcome = new ModelReloader(beginning, told::add).offer(save(two, "two.anode"));
    assertInstanceOf(ReloadOutcome.Accepted.class, outcome, outcome::sentence);
    assertEquals(two.id(), beginning.serving().model().id());
  }

  /** A stream that follows its sensors goes on doing so, and knows the same file again. */
  @Test
  void aModelAfterAnAdaptiveOneIsAdaptive() {
    ModelHandle following = new ModelHandle(AdaptiveSensorModel.of(one), "one.anode");
    ModelReloader offers = new ModelReloader(following, told::add);
    assertInstanceOf(ReloadOutcome.Unchanged.class, offers.offer(save(one, "again.anode")));
    ReloadOutcome outcome = offers.offer(save(two, "two.anode"));
    assertInstanceOf(ReloadOutcome.Accepted.class, outcome, outcome::sentence);
    assertEquals(AdaptiveSensorModel.of(two).id(), following.serving().model().id());
  }

  @Test
  void aModelTooLargeToBeFollowedIsRefusedInWords() {
    String[] many = IntStream.range(0, 110).mapToObj(i -> "c" + i).toArray(String[]::new);
    NeuralFilter large = SmallModels.of(3, TimeFormat.epochSeconds(), many);
    ModelHandle following = new ModelHandle(AdaptiveSensorModel.of(one), "one.anode");
    ReloadOutcome outcome =
        new ModelReloader(following, told::add).offer(save(large, "large.anode"));
    assertInstanceOf(ReloadOutcome.Refused.class, outcome, outcome::sentence);
    assertTrue(outcome.sentence().contains("--adaptive"), outcome.sentence());
    assertTrue(outcome.sentence().contains("4096"), outcome.sentence());
    assertFalse(outcome.sentence().contains("Exception"), outcome.sentence());
  }

  @Test
  void theModelInServiceChangesNothing() {
    ReloadOutcome outcome = reloader.offer(save(one, "again.anode"));
    assertInstanceOf(ReloadOutcome.Unchanged.class, outcome);
    assertSame(one, handle.serving().model());
    assertTrue(outcome.sentence().contains("already in service"));
  }

  @Test
  void goingBackGivesTheModelBeforeOnceEach() {
    ReloadOutcome nothing = reloader.rollback();
    assertInstanceOf(ReloadOutcome.NothingEarlier.class, nothing);
    assertTrue(nothing.sentence().contains("no model before"));
    reloader.offer(save(two, "two.anode"));
    ReloadOutcome back = reloader.rollback();
    assertInstanceOf(ReloadOutcome.RolledBack.class, back);
    assertTrue(back.sentence().contains("went back"));
    assertSame(one, handle.serving().model());
    assertEquals(3, handle.serving().generation());
    assertEquals("one.anode", handle.serving().source());
    assertInstanceOf(ReloadOutcome.NothingEarlier.class, reloader.rollback());
  }

  @Test
  void onlyTheLastFourAreKept() {
    for (int i = 0; i < 6; i++) {
      handle.change(i % 2 == 0 ? two : one, "m" + i);
    }
    for (int i = 4; i > 0; i--) {
      assertEquals("m" + i, handle.back().orElseThrow().source());
    }
    assertTrue(handle.back().isEmpty());
  }

  @Test
  void damagedMissingAndForeignFilesAreRefused() throws Exception {
    Path bad = Files.write(directory.resolve("bad.anode"), new byte[] {1, 2, 3});
    assertTrue(refusal(reloader.offer(bad)).length() > 10);
    assertTrue(refusal(reloader.offer(directory.resolve("no.anode"))).contains("NoSuchFile"));
    Path cut = save(two, "cut.anode");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    ReloadOutcome refused = reloader.offer(cut);
    refusal(refused);
    assertTrue(refused.sentence().contains("stays in service"), refused.sentence());
    // The file that was offered, and no copy of ours.
    assertTrue(refused.sentence().contains(cut + " is not a usable"), refused.sentence());
  }

  @Test
  void otherChannelsAndOtherTimesAreRefused() {
    NeuralFilter channels = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "c");
    String reason = refusal(reloader.offer(save(channels, "channels.anode")));
    assertTrue(reason.contains("[a, c]") && reason.contains("[a, b]"), reason);
    NeuralFilter times = SmallModels.of(1, TimeFormat.number(), "a", "b");
    reason = refusal(reloader.offer(save(times, "times.anode")));
    assertTrue(reason.contains("times"), reason);
  }

  @Test
  void aManifestsHashIsChecked() throws Exception {
    Path file = save(two, "two.anode");
    String wrong = "0".repeat(64);
    String reason = refusal(reloader.offer(new ModelManifest("two.anode", wrong), directory));
    assertTrue(reason.contains(wrong) && reason.contains(hash(file)), reason);
    assertInstanceOf(
        ReloadOutcome.Accepted.class,
        reloader.offer(new ModelManifest("two.anode", hash(file)), directory));
  }

  @Test
  void aManifestsSelfTestIsRun() throws Exception {
    Path file = save(two, "two.anode");
    Scorer scorer = two.newScorer();
    double first = scorer.update(new Reading(1, new double[] {0.5, Double.NaN})).logLikelihood();
    double second = scorer.update(new Reading(2, new double[] {0.4, 10})).logLikelihood();
    List<ModelManifest.Vector> wrong =
        List.of(
            new ModelManifest.Vector(1, Arrays.asList(0.5, null), first),
            new ModelManifest.Vector(2, List.of(0.4, 10.0), second + 0.01));
    String reason =
        refusal(reloader.offer(new ModelManifest("two.anode", hash(file), wrong), directory));
    assertTrue(reason.contains("reading 2"), reason);
    List<ModelManifest.Vector> arity = List.of(new ModelManifest.Vector(1, List.of(1.0), 0));
    assertTrue(
        refusal(reloader.offer(new ModelManifest("two.anode", hash(file), arity), directory))
            .contains("mend the manifest"));
    List<ModelManifest.Vector> right =
        List.of(wrong.get(0), new ModelManifest.Vector(2, List.of(0.4, 10.0), second));
    assertInstanceOf(
        ReloadOutcome.Accepted.class,
        reloader.offer(new ModelManifest("two.anode", hash(file), right), directory));
  }

  @Test
  void manifestsAreReadLeniently() {
    String json =
        """
        {"file": "m.anode", "sha256": "%s", "created": "today",
         "selfTest": [{"time": 1, "values": [1, null], "logLikelihood": -2}]}"""
            .formatted("ab".repeat(32));
    ModelManifest manifest = ModelManifest.parse(json.getBytes(StandardCharsets.UTF_8));
    assertEquals("m.anode", manifest.file());
    assertEquals(Arrays.asList(1.0, null), manifest.selfTest().get(0).values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"file\": \"m.anode\"}",
        "{\"file\": \"../m.anode\", \"sha256\": \"HASH\"}",
        "{\"file\": \"/etc/m\", \"sha256\": \"HASH\"}",
        "{\"file\": \".m\", \"sha256\": \"HASH\"}",
        "{\"file\": \"m.anode\", \"sha256\": \"12\"}",
        "{\"file\": null, \"sha256\": \"HASH\"}",
        "{\"file\": \"m.anode\", \"sha256\": null}",
        "{\"file\": \"m.anode\", \"sha256\": \"HASH\"} x"
      })
  void otherManifestsAreRefused(String json) {
    byte[] bytes = json.replace("HASH", "ab".repeat(32)).getBytes(StandardCharsets.UTF_8);
    String message =
        assertThrows(IllegalArgumentException.class, () -> ModelManifest.parse(bytes)).getMessage();
    assertTrue(message.contains("manifest"), message);
  }
}
