package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.likelihood.LikelihoodPass;
import io.anode4j.latent.likelihood.NegativeBinomial;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts more uneven than a Poisson's, the more so the busier it is. */
class NegativeBinomialTest {
  private static final double HORIZON = 12;

  @TempDir private Path folder;

  private static LikelihoodPass pass(float logDispersion) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    LikelihoodPass pass =
        new NegativeBinomial(1).in(layout, 2, new double[] {4, 0.5}, new double[] {6, 1}).pass();
    Parameters weights = new Parameters(layout.build());
    weights.values()[0] = logDispersion;
    weights.values()[1] = logDispersion;
    pass.load(weights);
    return pass;
  }

  /** scipy 1.17.1: {@code nbinom(4, 1/2).logpmf}, mean 4 and α = ¼. */
  @Test
  void itIsTheProbabilityOfACount() {
    LikelihoodPass pass = pass((float) Math.log(0.25));
    // μ = 4·log(1 + e^x) = 4 at x = log(e − 1), decoded beside the channel's centre 6/4.
    float decoded = (float) (Math.log(Math.E - 1) - 1.5);
    float[] raw = {9, decoded, 9, 0, 9};
    float[] none = new float[5];
    assertEquals(
        2.772588722239781, pass.negativeLogDensity(0, (0 - 6) / 4f, raw, 1, 0, none), 1e-5);
    assertEquals(
        1.8562979903656252, pass.negativeLogDensity(0, (3 - 6) / 4f, raw, 1, 0, none), 1e-5);
    assertEquals(1.0 / 16, pass.squaredError(), 1e-6);
    assertEquals(
        14.962532939514823, pass.negativeLogDensity(0, (30 - 6) / 4f, raw, 1, 0, none), 1e-5);
    assertEquals((4 - 6) / 4.0, pass.location(0, raw, 1), 1e-6);
    assertEquals(Math.sqrt(4 + 0.25 * 16) / 4, pass.scale(0, raw, 1), 1e-6);
    assertArrayEquals(new float[5], none, "without a weight there is no gradient");
  }

  @Test
  void theGradientAgreesWithDifferenceQuotients() {
    for (float log : new float[] {-6, -1, 1.5f}) {
      for (int count : new int[] {0, 1, 7, 200}) {
        for (float decoded : new float[] {-8, -1, 0.4f, 30}) {
          LikelihoodPass pass = pass(log);
          float y = (count - 6) / 4f;
          float[] raw = {decoded, 0, 0.3f, 0};
          float[] gradient = new float[4];
          pass.negativeLogDensity(0, y, raw, 0, 2, gradient);
          float[] own = new float[2];
          pass.drainGradient(own);
          assertEquals(gradient[2], own[0], 1e-5 * (1 + Math.abs(own[0])), "both are of log α");
          for (int k : new int[] {0, 2}) {
            float step = 1 / 128f;
            double up = at(pass, y, raw, k, step);
            double down = at(pass, y, raw, k, -step);
            double up2 = at(pass, y, raw, k, 2 * step);
            double down2 = at(pass, y, raw, k, -2 * step);
            double slope = (8 * (up - down) - (up2 - down2)) / (12 * step);
            assertEquals(
                2 * slope,
                gradient[k],
                1e-4 * Math.max(0.1, Math.abs(slope)),
                "of " + k + " at " + log + ", " + count + ", " + decoded);
          }
        }
      }
    }
  }

  private static double at(LikelihoodPass pass, float y, float[] raw, int k, float step) {
    float[] moved = raw.clone();
    moved[k] += step;
    return pass.negativeLogDensity(0, y, moved, 0, 0, new float[4]);
  }

  /** Gamma rates of shape 2, so α = ½, on a daily rhythm. */
  private static SeriesSet visitors(int count, int hours, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      double level = random.nextDouble(2, 6);
      double[] times = new double[hours];
      double[][] rows = new double[hours][1];
      for (int i = 0; i < hours; i++) {
        times[i] = i;
        double rate = level * Math.exp(Math.sin(2 * Math.PI * i / 24));
        double shape = -Math.log(random.nextDouble()) - Math.log(random.nextDouble());
        rows[i][0] = poisson(rate * shape / 2, random);
      }
      all.add(TimeSeries.of("shop" + s, times, rows));
    }
    return new SeriesSet(List.of("visitors"), all, TimeFormat.number(), "visitors");
  }

  private static int poisson(double rate, SplittableRandom random) {
    int count = -1;
    for (double left = rate; left >= 0; left += Math.log(random.nextDouble())) {
      count++;
    }
    return count;
  }

  private static LatentOdeConfigBuilder alone() {
    return TinyModels.anchored().alone().epochs(12).windowsPerEpoch(128);
  }

  @Test
  void itSaysHowUnevenCountsAre() throws IOException {
    SeriesSet data = visitors(16, 240, 1);
    LatentOdeConfig config = alone().likelihood(NegativeBinomial.defaults()).build();
    LatentOdeTrainer trainer = LatentOdeTrainer.with(config).horizon(HORIZON).threads(1);
    LatentOde model = trainer.fit(data);
    assertEquals(model.fingerprint(), trainer.threads(2).fit(data).fingerprint());
    Path file = folder.resolve("counts.anode");
    model.save(file);
    LatentOde again = LatentOde.load(file);
    assertEquals(config, again.config());
    LatentOde gaussian =
        LatentOdeTrainer.with(alone().build()).horizon(HORIZON).threads(2).fit(data);
    double gained = 0;
    int within = 0;
    int asked = 0;
    for (TimeSeries shop : visitors(30, 180, 2)) {
      TimeSeries known = shop.until(160);
      double[] times = {161, 163, 166, 172};
      Forecast forecast = model.forecast(known, times);
      Forecast other = gaussian.forecast(known, times);
      assertArrayEquals(forecast.quantile(0.9), again.forecast(known, times).quantile(0.9));
      for (int t = 0; t < times.length; t++) {
        double seen = shop.value((int) times[t], 0);
        gained += forecast.logDensity(t, 0, seen) - other.logDensity(t, 0, seen);
        double low = forecast.quantile(0.05, t, 0);
        double high = forecast.quantile(0.95, t, 0);
        assertTrue(low >= 0 && low == Math.rint(low) && high == Math.rint(high), low + " " + high);
        within += seen >= low && seen <= high ? 1 : 0;
        asked++;
      }
    }
    assertTrue(gained > 0.1 * asked, gained / asked + " nats a count gained over a Gaussian");
    assertTrue(within >= 0.85 * asked, within + " of " + asked);
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    LatentOdeConfig counts = alone().likelihood(NegativeBinomial.defaults()).build();
    LatentOdeConfig anchored =
        TinyModels.anchored().likelihood(NegativeBinomial.defaults()).build();
    SeriesSet data = visitors(8, 60, 3);
    assertSays("--alone", () -> LatentOdeTrainer.with(anchored).horizon(HORIZON).fit(data));
    SeriesSet waves = TinyModels.waves(8, 40, 1);
    assertSays(
        "do not count: 'wave', 'slope'", () -> LatentOdeTrainer.with(counts).horizon(2).fit(waves));
    assertSays("dispersion", () -> new NegativeBinomial(0));
  }

  private static void assertSays(String words, Runnable call) {
    Exception found = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(String.valueOf(found.getMessage()).contains(words), found.getMessage());
  }
}
