package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.latent.Members.Answers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Networks that were not told the time of a series are not asked again without it. */
class ClocklessTest {
  private static final LatentOde MODEL =
      TinyModels.trainer(TinyModels.anchored().build()).fit(TinyModels.waves(8, 120, 1));
  private static final Members ALL =
      AnchoredForecasters.weighed(MODEL, MODEL.description().anchored().orElseThrow());

  /** One that was trained on, and the same under the name of another. */
  private static List<TimeSeries> histories() {
    TimeSeries known =
        TinyModels.waves(8, 120, 1).series().stream()
            .filter(one -> MODEL.header().seenUntil(one.id()).isPresent())
            .findFirst()
            .orElseThrow();
    double[][] rows = new double[known.length()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = known.row(i);
    }
    return List.of(known, TimeSeries.of("stranger", known.times(), rows));
  }

  private static List<double[]> times(List<TimeSeries> histories) {
    return histories.stream().map(h -> new double[] {h.lastTime() + 1, h.lastTime() + 2}).toList();
  }

  /** The same members, who note which series they are asked about without the time. */
  private static Members noting(Predicate<String> readsClock, List<String> asked) {
    FramedNetwork network = ALL.framed().get(0);
    Forecaster noted =
        (history, times) -> {
          asked.add(history.id());
          return network.clockless().forecast(history, times);
        };
    return new Members(
        List.of(new FramedNetwork(network.network(), noted)),
        readsClock,
        ALL.unframed(),
        ALL.regressions(),
        ALL.anchor(),
        ALL.baselines(),
        Set.of());
  }

  private static List<Answers> told(Members members) {
    List<TimeSeries> histories = histories();
    List<Boolean> clock = Collections.nCopies(histories.size(), true);
    return members.answers(histories, times(histories), clock);
  }

  @Test
  void thereIsATimeThatIsToldOfTheOneAlone() {
    assertFalse(MODEL.header().periods().isEmpty());
    assertTrue(ALL.readsClock().test(histories().get(0).id()));
    assertFalse(ALL.readsClock().test("stranger"));
  }

  @Test
  void onlyWhoseTimeWasToldAreAskedAgain() {
    List<String> asked = new ArrayList<>();
    List<TimeSeries> histories = histories();
    Members members = noting(ALL.readsClock(), asked);
    List<Answers> told = told(members);
    List<Answers> untold = members.clockless(told, histories, times(histories));
    assertEquals(List.of(histories.get(0).id()), asked);
    assertSame(told.get(1), untold.get(1));
    assertNotEquals(
        told.get(0).network().mean(1, 0), untold.get(0).network().mean(1, 0)); // the time tells
  }

  @Test
  void askedAgainOfAllTheyWouldSayTheSame() {
    List<String> asked = new ArrayList<>();
    List<TimeSeries> histories = histories();
    Members members = noting(series -> true, asked);
    List<Answers> told = told(members);
    List<Answers> again = members.clockless(told, histories, times(histories));
    assertEquals(2, asked.size());
    Forecast first = told.get(1).network();
    assertArrayEquals(first.mean(), again.get(1).network().mean());
    assertArrayEquals(first.std(), again.get(1).network().std());
    List<Answers> spared = ALL.clockless(told, histories, times(histories));
    assertArrayEquals(again.get(0).network().mean(), spared.get(0).network().mean());
  }
}
