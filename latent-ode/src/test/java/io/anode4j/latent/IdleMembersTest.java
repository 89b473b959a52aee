package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.stack.Blend;
import io.anode4j.stack.Stack;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Members that a stack gives no weight cost nothing. */
class IdleMembersTest {
  private static final List<TimeSeries> SERIES = TinyModels.waves(8, 120, 1).series();
  private static final LatentOde MODEL =
      TinyModels.trainer(TinyModels.anchored().build()).fit(TinyModels.waves(8, 120, 1));
  private static final Anchoring ANCHORING = MODEL.description().anchored().orElseThrow();

  private static Stack without(List<String> names) {
    Stack fitted = ANCHORING.stacks().get(1);
    double[] kept =
        fitted.members().stream().mapToDouble(name -> names.contains(name) ? 0 : 1).toArray();
    return new Stack(
        fitted.members(),
        fitted.blends().stream()
            .map(row -> row.stream().map(blend -> blend.reweighed(kept)).toList())
            .toList(),
        fitted.shapes());
  }

  /** All of them, and how often the network on the channels' scales was asked. */
  private static Members counted(AtomicInteger calls) {
    Members all = AnchoredForecasters.weighed(MODEL, ANCHORING);
    UnframedNetwork unframed = all.unframed().get(0);
    Forecaster network =
        (history, times) -> {
          calls.incrementAndGet();
          return unframed.network().forecast(history, times);
        };
    return new Members(
        all.framed(),
        series -> true,
        List.of(new UnframedNetwork(network, unframed.header(), unframed.strangers())),
        all.regressions(),
        all.anchor(),
        all.baselines(),
        Set.of());
  }

  private static Forecast forecast(Members members, Stack stack) {
    RecentErrors recent = new RecentErrors(members, stack, 2);
    List<Bounds> bounds = Collections.nCopies(2, Bounds.NONE);
    TimeSeries history = SERIES.get(0);
    double last = history.lastTime();
    return new StackedForecaster(members, recent, stack, bounds, 2)
        .forecast(history, new double[] {last - 1, last + 0.5, last + 2});
  }

  @Test
  void whoHasNoWeightIsNotAskedAndNoBitTells() {
    Stack stack = without(List.of(EvaluationReport.UNFRAMED, "own_ridge"));
    AtomicInteger calls = new AtomicInteger();
    Members members = counted(calls);
    Forecast all = forecast(members, stack);
    assertTrue(calls.get() > 0);
    calls.set(0);
    Forecast asked = forecast(members.asking(stack), stack);
    assertEquals(0, calls.get());
    assertArrayEquals(all.mean(), asked.mean());
    assertArrayEquals(all.quantile(0.9), asked.quantile(0.9));
  }

  @Test
  void theAnchorStandsInForARegressionThatIsNotAsked() {
    Stack stack = without(List.of("own_ridge"));
    Members members = AnchoredForecasters.weighed(MODEL, ANCHORING);
    List<double[]> times = List.of(new double[] {SERIES.get(0).lastTime() + 1});
    List<TimeSeries> history = List.of(SERIES.get(0));
    Members.Answers asked = members.asking(stack).answers(history, times, List.of(true)).get(0);
    assertTrue(asked.regressions().get(0) == asked.ridge());
    Members.Answers all = members.answers(history, times, List.of(true)).get(0);
    assertFalse(all.regressions().get(0) == all.ridge());
  }

  @Test
  void whoHasAShareIsAsked() {
    Stack stack = alike();
    assertTrue(stack.asked().contains(EvaluationReport.UNFRAMED));
    AtomicInteger calls = new AtomicInteger();
    forecast(counted(calls).asking(stack), stack);
    assertTrue(calls.get() > 0);
  }

  /** All members weigh the same. */
  private static Stack alike() {
    Stack fitted = ANCHORING.stacks().get(1);
    double[] weights = new double[fitted.members().size()];
    Arrays.fill(weights, 1.0 / weights.length);
    return new Stack(
        fitted.members(),
        fitted.blends().stream()
            .map(row -> row.stream().map(blend -> new Blend(weights, 0.5, 0, 1)).toList())
            .toList(),
        fitted.shapes());
  }
}
