package io.anode4j.examples;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.latent.LatentRegressorTrainer;
import io.anode4j.regression.KnownNumbers;
import io.anode4j.regression.RegressionReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long a machine lasts, from what was seen of it so far: bearings whose vibration grows with
 * their wear, each at a speed of its own, and fail at 10. By the command line: {@code anode4j train
 * bearings.csv --task regress --label life --model life.anode}, then {@code anode4j regress}.
 */
public final class RemainingLife {
  private static final double FAILURE = 10;

  private RemainingLife() {}

  /** Bearings and the life that remains of each after its last reading, in days. */
  private record Bearings(SeriesSet data, Map<String, String> labels) {}

  /** Trains on some bearings and compares model, members and mean on others. */
  static RegressionReport run(LatentOdeConfigBuilder settings, int count) {
    Bearings train = bearings(count, 1);
    LatentRegressor model =
        LatentRegressorTrainer.with(settings.build()).fit(train.data, train.labels);
    Bearings test = bearings(150, 2);
    System.out.println(model.predict(test.data.series().get(0)));
    KnownNumbers known = KnownNumbers.of(test.data, test.labels, model.labelMax());
    return RegressionReport.of(model, model.members(), known, "bearings", model.labelMax());
  }

  private static Bearings bearings(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> series = new ArrayList<>();
    Map<String, String> labels = new HashMap<>();
    for (int s = 0; s < count; s++) {
      // Vibration is e^(growth · day): it fails where that is 10.
      double growth = 0.02 + 0.03 * random.nextDouble();
      double life = Math.log(FAILURE) / growth;
      double seen = life * (0.3 + 0.5 * random.nextDouble());
      double[] times = new double[20];
      double[][] values = new double[20][1];
      for (int i = 0; i < times.length; i++) {
        times[i] = seen * (i + random.nextDouble()) / times.length;
        values[i][0] = Math.exp(growth * times[i]) + 0.1 * random.nextGaussian();
      }
      series.add(TimeSeries.of("bearing" + s, times, values));
      labels.put("bearing" + s, Double.toString(life - times[19]));
    }
    return new Bearings(
        new SeriesSet(List.of("vibration"), series, TimeFormat.number(), "bearings"), labels);
  }

  /**
   * Prints the comparison for 200 bearings.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println(run(LatentOdeConfig.builder().epochs(40), 200).table());
  }
}
