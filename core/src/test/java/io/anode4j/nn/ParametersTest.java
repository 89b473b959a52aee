package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void layoutPacksSlotsOneAfterTheOther() {
    ParameterLayout.Builder builder = ParameterLayout.builder();
    ParameterSlot a = builder.add("a", 2, 3);
    Dense dense = Dense.in(builder, "d", 4, 5);
    GruCell gru = GruCell.in(builder, "g", 2, 3);
    ParameterLayout layout = builder.build();
    assertEquals(0, a.offset());
    assertEquals(6, dense.weight().offset());
    assertEquals(26, dense.bias().offset());
    assertEquals(6 + 20 + 5 + 18 + 27 + 9 + 9, layout.size());
    assertEquals(
        List.of("a", "d.weight", "d.bias", "g.w_ih", "g.w_hh", "g.b_ih", "g.b_hh"),
        layout.slots().stream().map(ParameterSlot::name).toList());
    assertEquals(4, dense.inputs());
    assertEquals(5, dense.outputs());
    assertEquals(2, gru.inputs());
    assertEquals(3, gru.hidden());
  }

  @Test
  void layoutRefusesDoubleNamesAndEmptyArrays() {
    ParameterLayout.Builder builder = ParameterLayout.builder();
    builder.add("w", 1, 1);
    String twice =
        assertThrows(IllegalArgumentException.class, () -> builder.add("w", 1, 1)).getMessage();
    assertTrue(twice.contains("w is declared twice"), twice);
    assertThrows(IllegalArgumentException.class, () -> builder.add("x", 0, 1));
    String empty =
        assertThrows(IllegalArgumentException.class, () -> builder.add("x", 1, 0)).getMessage();
    assertTrue(empty.contains("x has shape 1 × 0"), empty);
    assertEquals(1, builder.build().size());
  }

  @Test
  void parametersKnowTheirLayoutAndWhetherTheyAreFinite() {
    ParameterLayout.Builder builder = ParameterLayout.builder();
    builder.add("w", 2, 2);
    ParameterLayout layout = builder.build();
    Parameters parameters = new Parameters(layout);
    assertEquals(layout, parameters.layout());
    assertEquals(4, parameters.size());
    assertTrue(parameters.isFinite());
    Parameters copy = parameters.copy();
    copy.values()[3] = Float.NEGATIVE_INFINITY;
    assertFalse(copy.isFinite());
    copy.values()[3] = Float.NaN;
    assertFalse(copy.isFinite());
    assertArrayEquals(new float[4], parameters.values(), "the copy is independent");
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Parameters(layout, new float[3]))
            .getMessage();
    assertTrue(message.contains("4 parameters but 3"), message);
  }

  @Test
  void mlpRefusesSizesThatDoNotChain() {
    ParameterLayout.Builder builder = ParameterLayout.builder();
    Dense first = Dense.in(builder, "a", 2, 3);
    Dense second = Dense.in(builder, "b", 4, 1);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mlp(List.of(first, second), Activation.TANH))
            .getMessage();
    assertTrue(message.contains("Layer 1 takes 4 inputs"), message);
    assertThrows(IllegalArgumentException.class, () -> Mlp.in(builder, "m", Activation.TANH, 3));
  }

  @Test
  void initialisersStayInsideTheirBoundsAndFillThem() {
    ParameterLayout.Builder builder = ParameterLayout.builder();
    ParameterSlot before = builder.add("before", 1, 1);
    ParameterSlot w = builder.add("w", 60, 90);
    builder.add("after", 1, 1);
    Parameters p = new Parameters(builder.build());
    SplittableRandom random = new SplittableRandom(1);
    Initializer.glorotUniform(2).initialize(p, w, random);
    checkUniform(p, w, 2 * Math.sqrt(6.0 / 150));
    Initializer.fanInUniform(25).initialize(p, w, random);
    checkUniform(p, w, 0.2);
    Initializer.constant(-0.5f).initialize(p, w, random);
    assertEquals(-0.5f, p.values()[w.offset()]);
    assertEquals(-0.5f, p.values()[w.offset() + w.size() - 1]);
    Initializer.zeros().initialize(p, w, random);
    assertArrayEquals(new float[p.size()], p.values(), "neighbours are never touched");
    assertEquals(1, before.size());
  }

  private static void checkUniform(Parameters p, ParameterSlot slot, double bound) {
    float[] drawn = Arrays.copyOfRange(p.values(), slot.offset(), slot.offset() + slot.size());
    double largest = 0;
    double sum = 0;
    double squares = 0;
    for (float v : drawn) {
      largest = Math.max(largest, Math.abs(v));
      sum += v;
      squares += (double) v * v;
    }
    assertTrue(largest <= bound && largest > 0.999 * bound, "largest " + largest);
    // Five standard errors of the mean and of the mean square of 5,400 uniform draws.
    assertEquals(0, sum / drawn.length / bound, 5 * 0.577 / 73);
    assertEquals(1.0 / 3, squares / drawn.length / bound / bound, 5 * 0.298 / 73);
  }

  @Test
  void initialisationDependsOnTheSeedAlone() {
    assertArrayEquals(drawn(7).values(), drawn(7).values());
    assertFalse(Arrays.equals(drawn(7).values(), drawn(8).values()));
  }

  private static Parameters drawn(long seed) {
    ParameterLayout.Builder builder = ParameterLayout.builder();
    Mlp mlp = Mlp.in(builder, "m", Activation.TANH, 2, 5, 3);
    GruCell gru = GruCell.in(builder, "g", 2, 4);
    Parameters p = new Parameters(builder.build());
    SplittableRandom random = new SplittableRandom(seed);
    mlp.initialize(p, Initializer.glorotUniform(1), Initializer.zeros(), random);
    gru.initialize(p, random);
    ParameterSlot last = mlp.layers().get(1).weight();
    for (int i = 0; i < last.size(); i++) {
      assertEquals(0f, p.values()[last.offset() + i], "the last layer has its own initialiser");
    }
    return p;
  }
}
