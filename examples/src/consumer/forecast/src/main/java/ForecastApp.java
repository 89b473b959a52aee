import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trains a latent ODE on waves, keeps it in a file, and forecasts with what it reads back. */
final class ForecastApp {
  private ForecastApp() {}

  public static void main(String[] args) throws Exception {
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < 12; s++) {
      double[] times = new double[40];
      double[][] values = new double[40][1];
      for (int i = 0; i < times.length; i++) {
        times[i] = i + 0.3 * Math.sin(7 * i + s);
        values[i][0] = 50 + 5 * Math.sin(times[i] / 3 + s);
      }
      series.add(TimeSeries.of("pump " + s, times, values));
    }
    SeriesSet pumps = new SeriesSet(List.of("pressure"), series, TimeFormat.number(), "waves");
    LatentOdeConfig config = LatentOdeConfig.builder().epochs(2).build();
    Path file = Files.createTempFile("pumps", ".anode");
    LatentOdeTrainer.with(config).horizon(4).context(16).fit(pumps).save(file);

    LatentOde model = LatentOde.load(file);
    Forecast forecast = model.forecast(pumps.series().get(0), new double[] {41, 42, 43});
    for (int i = 0; i < forecast.length(); i++) {
      System.out.println("pressure " + forecast.mean(i, 0) + " std " + forecast.std(i, 0));
    }
    Files.delete(file);
  }
}
