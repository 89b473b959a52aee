package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Leaderboard;
import io.anode4j.evaluation.Leaderboard.Standing;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.encoder.Pooling;
import io.anode4j.model.EpochReport;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of several networks in the frame. */
class MembersTest {
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);
  private static final Told TOLD = new Told();

  /** Three epochs and two of the network on the channels' scales, three each of two others. */
  private static final LatentOde SEVERAL =
      TinyModels.trainer(TinyModels.anchored().build()).budget(11).listener(TOLD).fit(WAVES);

  @TempDir Path folder;

  private static final class Told implements TrainingListener {
    private final List<String> notices = new ArrayList<>();
    private final List<Leaderboard> boards = new ArrayList<>();

    @Override
    public void onEpoch(EpochReport report, TrainingPace pace) {}

    @Override
    public void onNotice(String sentence) {
      notices.add(sentence);
    }

    @Override
    public void onLeaderboard(Leaderboard leaderboard) {
      boards.add(leaderboard);
    }
  }

  private static List<String> members(LatentOde model) {
    return model.description().anchored().orElseThrow().stacks().get(1).members();
  }

  @Test
  void allAreWeighedTogether() {
    assertEquals(
        List.of("latent_ode", "latent_ode_2", "latent_ode_3", "unframed", "own_ridge", "trees"),
        members(SEVERAL).subList(0, 6));
    assertEquals(new Linear(), SEVERAL.beside().framed().get(0).config().dynamics());
    assertEquals(Pooling.defaults(), SEVERAL.beside().framed().get(1).config().encoder());
    assertTrue(
        TOLD.notices.stream().anyMatch(s -> s.contains("linear dynamics and seed 6")),
        TOLD.notices.toString());
  }

  @Test
  void aFileHoldsAllOfThem() {
    Path file = folder.resolve("several.anode");
    SEVERAL.save(file);
    LatentOde loaded = LatentOde.load(file);
    assertEquals(SEVERAL.parameterCount(), loaded.parameterCount());
    assertEquals(SEVERAL.fingerprint(), loaded.fingerprint());
    assertEquals(14, new LatentOdeKind().format(loaded.description()));
    TimeSeries history = WAVES.series().get(3);
    double[] times = {history.lastTime() + 0.5, history.lastTime() + 2};
    Forecast one = SEVERAL.forecast(history, times);
    Forecast other = loaded.forecast(history, times);
    assertArrayEquals(
        new double[] {one.mean(0, 0), one.std(1, 1)},
        new double[] {other.mean(0, 0), other.std(1, 1)});
  }

  /** The first network and the one on the channels' scales are what they are without others. */
  @Test
  void furtherNetworksChangeNoOther() {
    LatentOde one = TinyModels.trainer(TinyModels.anchored().build()).threads(3).fit(WAVES);
    LatentOde two =
        TinyModels.trainer(TinyModels.anchored().build()).members(2).threads(2).fit(WAVES);
    float[] first = one.parameters().values();
    assertArrayEquals(first, java.util.Arrays.copyOf(two.parameters().values(), first.length));
    assertNotEquals(
        one.forecast(WAVES.series().get(3), new double[] {20}).mean(0, 0),
        two.forecast(WAVES.series().get(3), new double[] {20}).mean(0, 0));
    assertEquals(
        two.fingerprint(),
        TinyModels.trainer(TinyModels.anchored().build()).members(2).fit(WAVES).fingerprint());
  }

  @Test
  void theLeaderboardSaysWhatEachIsWorth() {
    assertEquals(1, TOLD.boards.size());
    List<Standing> standings = TOLD.boards.get(0).standings();
    Set<String> names = new HashSet<>(members(SEVERAL));
    names.add(Leaderboard.WEIGHED);
    assertEquals(names, new HashSet<>(standings.stream().map(Standing::member).toList()));
    double weights = standings.stream().mapToDouble(Standing::weight).sum();
    assertEquals(2, weights, 1e-9); // those of the members, and 1 for all together
    double weighed =
        standings.stream()
            .filter(one -> one.member().equals(Leaderboard.WEIGHED))
            .findFirst()
            .orElseThrow()
            .error();
    for (int i = 0; i < standings.size(); i++) {
      Standing one = standings.get(i);
      assertEquals(one.error() - weighed, one.behind(), 1e-9);
      assertTrue(i == 0 || one.error() >= standings.get(i - 1).error());
    }
  }

  /** The sentence gives the budget that makes the same model again. */
  @Test
  void aTimeLimitSaysTheBudgetThatRepeatsIt() {
    Told told = new Told();
    LatentOdeTrainer trainer = TinyModels.trainer(TinyModels.anchored().build());
    LatentOde limited = trainer.timeLimit(Duration.ofMillis(400)).listener(told).fit(WAVES);
    String sentence =
        told.notices.stream().filter(s -> s.contains("limit")).findFirst().orElseThrow();
    int budget = Integer.parseInt(sentence.replaceAll("[^0-9]+", " ").trim());
    assertEquals(limited.fingerprint(), trainer.budget(budget).fit(WAVES).fingerprint());
  }
}
