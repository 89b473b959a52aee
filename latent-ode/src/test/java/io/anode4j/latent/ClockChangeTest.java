package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.WallClock;
import io.anode4j.evaluation.Baselines;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.FilterGraph;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Scorer;
import io.anode4j.forecast.Forecaster;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads that follow the clock on the wall, which is put forward on 30 March 2025, 01:00Z: a model
 * that is told the zone goes on as if nothing had been.
 */
class ClockChangeTest {
  private static final double HOUR = 3_600;
  private static final double DAY = 24 * HOUR;
  private static final double CHANGE = 1_743_296_400;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final TimeFormat ZONED = TimeFormat.epochSeconds().in(BERLIN);

  /** Homes from six weeks before the change to two after it, hour by hour. */
  private static SeriesSet homes(TimeFormat format) {
    WallClock clock = WallClock.of("Europe/Berlin");
    SplittableRandom random = new SplittableRandom(3);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < 6; s++) {
      double[] times = new double[56 * 24];
      double[][] rows = new double[times.length][1];
      double level = 5 + 5 * random.nextDouble();
      for (int i = 0; i < times.length; i++) {
        times[i] = CHANGE - 42 * DAY + i * HOUR;
        double hour = clock.shown(times[i]) / HOUR % 24;
        double day = peak(hour, 7) + 1.5 * peak(hour, 19);
        rows[i][0] = level * (1 + day) + 0.4 * random.nextGaussian();
      }
      all.add(TimeSeries.of("h" + s, times, rows));
    }
    return new SeriesSet(List.of("load"), all, format, "homes");
  }

  private static double peak(double hour, double at) {
    return Math.exp(-Math.pow(hour - at, 2) / 2);
  }

  private static SeriesSet until(SeriesSet data, double time) {
    return data.map(one -> one.until(time));
  }

  /** Mean CRPS of days of 24 hours from midnight on. */
  private static double crps(Forecaster forecaster, SeriesSet data, int firstDay, int days) {
    double sum = 0;
    for (TimeSeries one : data) {
      for (int day = firstDay; day < firstDay + days; day++) {
        double origin = CHANGE + day * DAY;
        double[] asked = IntStream.rangeClosed(1, 24).mapToDouble(h -> origin + h * HOUR).toArray();
        var forecast = forecaster.forecast(one.until(origin), asked);
        for (int t = 0; t < asked.length; t++) {
          int row = (int) Math.round((asked[t] - one.firstTime()) / HOUR);
          sum += forecast.crps(t, 0, one.value(row, 0)) / (24 * days * data.size());
        }
      }
    }
    return sum;
  }

  @Test
  void forecastsKeepTheirSkillAcrossTheChange(@TempDir Path folder) {
    SeriesSet data = homes(ZONED);
    LatentOde told = fit(data);
    LatentOde untold = fit(homes(TimeFormat.epochSeconds()));
    double before = crps(told, data, -7, 7);
    double after = crps(told, data, 0, 7);
    double without = crps(untold, data, 0, 7);
    assertTrue(after < 1.15 * before, "before %s, after %s".formatted(before, after));
    assertTrue(without > 1.5 * after, "with %s, without %s".formatted(after, without));
    Forecaster naive =
        Objects.requireNonNull(
            Baselines.all(told.header().baselines()).get("seasonal_naive"), "baseline");
    assertTrue(after < 0.9 * crps(naive, data, 0, 7));
    Path file = folder.resolve("zoned.anode");
    told.save(file);
    LatentOde loaded = LatentOde.load(file);
    assertEquals("Europe/Berlin", loaded.header().phases().clock().zone());
    assertEquals(after, crps(loaded, data, 0, 7));
  }

  private static LatentOde fit(SeriesSet data) {
    return LatentOdeTrainer.with(TinyModels.anchored().build())
        .horizon(DAY)
        .fit(until(data, CHANGE - 7 * DAY));
  }

  /** A filter alarms no more often in the days after the change than in those before it. */
  @Test
  void aFilterIsBackAtItsRateWithinADay() {
    NeuralFilter told = filter(ZONED);
    int before = alarms(told, -7);
    int after = alarms(told, 1);
    assertTrue(after <= before + 15, before + " before, " + after + " after");
    int without = alarms(filter(TimeFormat.epochSeconds()), 1);
    assertTrue(without > 3 * after + 15, after + " with the zone, " + without + " without");
    String message =
        assertThrows(IllegalArgumentException.class, () -> FilterGraph.of(told)).getMessage();
    assertTrue(message.contains("Europe/Berlin") && message.contains("--timezone"), message);
  }

  private static NeuralFilter filter(TimeFormat format) {
    FilterConfig small =
        FilterConfig.builder().hidden(16).decoderUnits(16).epochs(40).windowsPerEpoch(128).build();
    return NeuralFilterTrainer.with(small)
        .horizon(DAY)
        .threads(1)
        .fit(until(homes(format), CHANGE - 7 * DAY));
  }

  /** Alarms among the 1,008 readings of a week. */
  private static int alarms(NeuralFilter model, int firstDay) {
    int alarms = 0;
    for (TimeSeries one : homes(ZONED)) {
      Scorer scorer = model.newScorer();
      double from = CHANGE + firstDay * DAY;
      for (int i = 0; i < one.length() && one.time(i) < from + 7 * DAY; i++) {
        boolean alarm = scorer.update(new Reading(one.time(i), one.row(i))).isAnomaly();
        alarms += alarm && one.time(i) >= from ? 1 : 0;
      }
    }
    return alarms;
  }
}
