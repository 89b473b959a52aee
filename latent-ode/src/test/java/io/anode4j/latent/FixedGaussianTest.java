package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.likelihood.FixedGaussian;
import io.anode4j.latent.likelihood.LikelihoodPass;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import org.junit.jupiter.api.Test;

class FixedGaussianTest {
  /** Two channels, one scaled by 4 and one by 0.5: σ = 0.2 is 0.05 and 0.4 of their scales. */
  @Test
  void itIsANormalDensityInTheDatasUnits() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    LikelihoodPass pass =
        new FixedGaussian(0.2).in(layout, 2, new double[] {4, 0.5}, new double[2]).pass();
    Parameters none = new Parameters(layout.build());
    assertEquals(0, none.size());
    pass.load(none);
    float[] gradient = new float[3];
    double z = (0.3f - 0.1f) / 0.05;
    double expected = z * z / 2 + Math.log(0.05) + 0.5 * Math.log(2 * Math.PI);
    assertEquals(
        expected, pass.negativeLogDensity(0, 0.1f, new float[] {9, 0.3f, 9}, 1, 2, gradient), 1e-5);
    assertEquals(2 * z / 0.05, gradient[1], 1e-3);
    assertEquals(0.04, pass.squaredError(), 1e-6);
    assertEquals(0.4, pass.scale(1, gradient, 0), 1e-12);
    assertEquals(1e-3, new FixedGaussian(1e-9).in(layout, 1).pass().scale(0, gradient, 0));
    assertThrows(IllegalArgumentException.class, () -> new FixedGaussian(0));
  }

  /** The same in other units, which are a power of two apart, is the same model. */
  @Test
  void unitsDoNotMatter() {
    SeriesSet waves = TinyModels.waves(12, 30, 3);
    SeriesSet larger =
        waves.map(
            s -> {
              double[][] rows = new double[s.length()][];
              for (int i = 0; i < rows.length; i++) {
                rows[i] = s.row(i);
                for (int c = 0; c < rows[i].length; c++) {
                  rows[i][c] *= 8;
                }
              }
              return TimeSeries.of(s.id(), s.times(), rows);
            });
    LatentOde one = fitted(waves, 0.2);
    LatentOde other = fitted(larger, 1.6);
    TimeSeries s = waves.series().get(0);
    double[] times = {s.lastTime() - 1, s.lastTime() + 1};
    double small = one.forecast(s, times).mean(1, 0);
    double large = other.forecast(larger.series().get(0), times).mean(1, 0);
    assertEquals(8 * small, large, 1e-6);
  }

  private static LatentOde fitted(SeriesSet waves, double deviation) {
    LatentOdeConfig config =
        TinyModels.config().likelihood(new FixedGaussian(deviation)).epochs(2).build();
    return TinyModels.trainer(config).fit(waves);
  }
}
