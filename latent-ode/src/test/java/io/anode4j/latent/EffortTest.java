package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.latent.encoder.Pooling;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How many networks of which kind a budget makes. */
class EffortTest {
  private static final LatentOdeConfig CONFIG = LatentOdeConfig.builder().epochs(100).build();

  private static List<Integer> epochs(Lineup lineup) {
    return lineup.framed().stream().map(config -> config.training().epochs()).toList();
  }

  private static int cost(Lineup lineup) {
    int framed =
        lineup.framed().stream()
            .mapToInt(c -> c.training().epochs() * (c.encoder() instanceof OdeRnn ? 2 : 1))
            .sum();
    return framed + lineup.unframed().map(c -> c.training().epochs()).orElse(0);
  }

  @Test
  void aBudgetIsSpentAndNeverOverspent() {
    for (int budget = 3; budget < 1200; budget += 7) {
      Lineup lineup = Lineup.within(CONFIG, budget);
      assertTrue(cost(lineup) <= budget + 1, budget + " for " + lineup); // one for rounding
      assertTrue(cost(lineup) > budget - 100 || lineup.framed().size() == 8, budget + "");
      long seeds = lineup.framed().stream().map(LatentOdeConfig::seed).distinct().count();
      assertEquals(lineup.framed().size(), seeds);
    }
  }

  @Test
  void aSmallOneIsTheUsualTrainingMadeShort() {
    Lineup lineup = Lineup.within(CONFIG, 60);
    assertEquals(List.of(40), epochs(lineup));
    assertEquals(20, lineup.unframed().orElseThrow().training().epochs());
    assertEquals(List.of(1), epochs(Lineup.within(CONFIG, 1)));
  }

  @Test
  void aLargeOneMakesOtherKinds() {
    Lineup lineup = Lineup.within(CONFIG, 150 + 100 + 100 + 200 + 40);
    assertEquals(List.of(100, 100, 100, 100, 40), epochs(lineup));
    assertEquals(CONFIG, lineup.framed().get(0));
    assertEquals(new Linear(), lineup.framed().get(1).dynamics());
    assertEquals(Pooling.defaults(), lineup.framed().get(2).encoder());
    assertEquals(OdeRnn.defaults(), lineup.framed().get(3).encoder());
    assertEquals(CONFIG.encoder(), lineup.framed().get(4).encoder());
  }

  @Test
  void alikeNetworksDifferBySeedsAlone() {
    Lineup lineup = Lineup.ofMembers(CONFIG, 3);
    assertEquals(
        List.of(42L, 43L, 44L), lineup.framed().stream().map(LatentOdeConfig::seed).toList());
    assertEquals(CONFIG, lineup.framed().get(2).toBuilder().seed(CONFIG.seed()).build());
    assertEquals(Lineup.of(CONFIG), Lineup.ofMembers(CONFIG, 1));
  }

  @Test
  void aTimeLimitIsTheBudgetThatFitsIntoIt() {
    Effort limited = new Effort(1, OptionalInt.empty(), java.util.Optional.of(Duration.ofHours(1)));
    assertEquals(
        Lineup.within(CONFIG, 480), limited.lineup(CONFIG, time -> (int) time.toMinutes() * 8));
  }

  @Test
  void whatCannotBeIsRefused() {
    LatentOdeTrainer trainer = LatentOdeTrainer.with(CONFIG).horizon(2);
    assertThrows(IllegalArgumentException.class, () -> trainer.members(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.budget(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.timeLimit(Duration.ZERO));
    LatentOdeTrainer two = trainer.members(2);
    String both = assertThrows(IllegalArgumentException.class, () -> two.budget(5)).getMessage();
    assertTrue(both.contains("expected one of them"), both);
    LatentOdeTrainer alone =
        LatentOdeTrainer.with(CONFIG.toBuilder().alone().build()).horizon(2).members(2);
    String message =
        assertThrows(IllegalArgumentException.class, () -> alone.fit(TinyModels.waves(24, 40, 1)))
            .getMessage();
    assertTrue(message.contains("nothing weighs its networks"), message);
  }
}
