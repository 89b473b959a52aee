package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.TimeFormat;
import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sensors' states as this version wrote them, for a stream that is upgraded instance by instance:
 * whoever comes later goes on from them and says of the next readings what was said then, or has
 * given its states another version and says so in the guide to upgrades.
 *
 * <p>{@code -Danode4j.freeze} writes those that are missing: the state after eighty readings in
 * hexadecimal digits, then the scores of four readings more.
 */
class FrozenStateTest {
  private static final int BEFORE = 80;
  private static final int AFTER = 4;

  enum Kind {
    FILTER,
    ADAPTIVE_FILTER,
    ROBUST,
    ADAPTIVE_ROBUST,
    WINDOWED;

    SensorModel model() throws URISyntaxException {
      return switch (this) {
        case FILTER -> NeuralFilter.load(frozen("filter-format-1.anode"));
        case ADAPTIVE_FILTER -> AdaptiveSensorModel.of(FILTER.model());
        case ROBUST -> RobustSensorModel.of(List.of("a", "b"), TimeFormat.number());
        case ADAPTIVE_ROBUST -> AdaptiveSensorModel.of(ROBUST.model());
        case WINDOWED ->
            WindowedLatentOde.of(LatentOde.load(frozen("../latent/model-format-2.anode")));
      };
    }
  }

  private static Path frozen(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(FrozenStateTest.class.getResource(name), name).toURI());
  }

  private static Reading reading(int i) {
    double t = 0.25 * i;
    double other = i % 3 == 0 ? Double.NaN : Math.cos(t) + 0.1 * (i * 7 % 5);
    return new Reading(t, new double[] {10 + 3 * Math.sin(t) + 0.2 * (i * 5 % 3), other});
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromTheStateThatWasFrozen(Kind kind) throws Exception {
    SensorModel model = kind.model();
    Scorer now = model.newScorer(0.01);
    for (int i = 0; i < BEFORE; i++) {
      now.update(reading(i));
    }
    Path file =
        Path.of(
            "src/test/resources/io/anode4j/filter/state-%s.txt"
                .formatted(kind.name().toLowerCase(Locale.ROOT)));
    if (Boolean.getBoolean("anode4j.freeze") && !Files.exists(file)) {
      freeze(file, now);
    }
    List<String> lines = Files.readAllLines(file);
    byte[] state = HexFormat.of().parseHex(lines.get(0));
    Scorer scorer = model.newScorer(0.01);
    scorer.restore(state);
    assertArrayEquals(state, scorer.save(), "is written as it was read");
    for (int i = 0; i < AFTER; i++) {
      String[] said = lines.get(1 + i).split(" ");
      Score score = scorer.update(reading(BEFORE + i));
      // SIMD and plain kernels round differently; across them figures agree to about 1e-6.
      assertEquals(Double.parseDouble(said[0]), score.anomaly(), 1e-4);
      assertEquals(Double.parseDouble(said[1]), score.level(), 1e-4);
      assertEquals(Double.parseDouble(said[2]), score.mean(0), 1e-4);
      assertEquals(Double.parseDouble(said[3]), score.std(0), 1e-4);
    }
  }

  private static void freeze(Path file, Scorer scorer) throws IOException {
    StringBuilder text = new StringBuilder(HexFormat.of().formatHex(scorer.save())).append('\n');
    for (int i = 0; i < AFTER; i++) {
      Score score = scorer.update(reading(BEFORE + i));
      text.append(score.anomaly()).append(' ').append(score.level()).append(' ');
      text.append(score.mean(0)).append(' ').append(score.std(0)).append('\n');
    }
    Files.writeString(file, text);
  }
}
