package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.latent.dynamics.PointProcess;
import io.anode4j.latent.likelihood.Gaussian;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely the times of PhysioNet's second day are, given the first: arguments are the folder of
 * the data, the series of set a to train on, those of set b to judge, epochs, and the weight of
 * times.
 */
public final class ArrivalRun {
  private static final double DAY = 24;

  private ArrivalRun() {}

  /** Runs it and prints nats an event. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    SeriesSet training = read(folder, "a", Integer.parseInt(arguments[1]));
    SeriesSet held = read(folder, "b", Integer.parseInt(arguments[2]));
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .augment(1)
            .encoderUnits(32)
            .dynamics(new PointProcess(32, 1, 1e-2, 1e-3, Double.parseDouble(arguments[4])))
            .decoderUnits(32)
            .likelihood(new Gaussian())
            .anchoring(AnchoringSettings.NONE)
            .windowsPerEpoch(1024)
            .epochs(Integer.parseInt(arguments[3]))
            .seed(1)
            .build();
    LatentOde trained =
        LatentOdeTrainer.with(config).horizon(DAY).context(DAY).threads(1).fit(training);
    ArrivalTimes times = ArrivalTimes.of(trained);
    double rate = rate(training);
    double[] shape = shape(training, rate);
    double[] sums = new double[3];
    double squares = 0;
    long events = 0;
    for (TimeSeries series : held) {
      TimeSeries known = series.until(DAY);
      TimeSeries later = series.after(DAY);
      double span = 2 * DAY - known.lastTime();
      double own = (known.length() + shape[0]) / (DAY + shape[1]) * shape[2];
      double model = times.logLikelihood(known, later.times(), 2 * DAY);
      double constant = later.length() * Math.log(rate) - rate * span;
      squares += (model - constant) * (model - constant);
      sums[0] += model;
      sums[1] += constant;
      sums[2] += later.length() * Math.log(own) - own * span;
      events += later.length();
    }
    double better = (sums[0] - sums[1]) / held.size();
    double error = Math.sqrt((squares / held.size() - better * better) / held.size());
    System.out.printf(
        "%d series, %d events; nats an event: model %.4f, constant rate %.4f, own first day's rate"
            + " %.4f; model over constant %.2f nats a series, standard error %.2f%n",
        held.size(), events, sums[0] / events, sums[1] / events, sums[2] / events, better, error);
  }

  private static SeriesSet read(Path folder, String set, int count) {
    SeriesSet all =
        CsvReader.wide("series", "time")
            .read(folder.resolve("physionet2012/physionet2012_set_%s.csv.gz".formatted(set)));
    List<TimeSeries> usable =
        all.series().stream()
            .filter(s -> s.firstTime() < DAY / 2 && s.until(DAY).length() > 1)
            .filter(s -> s.lastTime() > DAY)
            .limit(count)
            .toList();
    return all.withSeries(usable);
  }

  /** Events an hour of the second day. */
  private static double rate(SeriesSet training) {
    double events = 0;
    double hours = 0;
    for (TimeSeries series : training) {
      events += series.after(DAY).length();
      hours += 2 * DAY - series.until(DAY).lastTime();
    }
    return events / hours;
  }

  /** Gamma prior of first days' rates by moments, and the second day's rate over the first's. */
  private static double[] shape(SeriesSet training, double later) {
    double[] rates =
        IntStream.range(0, training.size())
            .mapToDouble(i -> training.series().get(i).until(DAY).length() / DAY)
            .toArray();
    double mean = java.util.Arrays.stream(rates).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(rates).map(r -> (r - mean) * (r - mean)).average().orElseThrow();
    double between = Math.max(1e-3, variance - mean / DAY);
    return new double[] {mean * mean / between, mean / between, later / mean};
  }
}
