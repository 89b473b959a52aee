import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import java.util.List;
import java.util.SplittableRandom;

/** Trains a neural filter on one sensor and scores readings as they come; the last is a fault. */
final class ScorerApp {
  private ScorerApp() {}

  public static void main(String[] args) {
    int readings = 300;
    double[] times = new double[readings];
    double[][] values = new double[readings][1];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < readings; i++) {
      times[i] = i + 0.5 * random.nextDouble();
      values[i][0] = 50 + 5 * Math.sin(times[i] / 3) + 0.1 * random.nextGaussian();
    }
    TimeSeries sensor = TimeSeries.of("pump", times, values);
    SeriesSet data = new SeriesSet(List.of("pressure"), List.of(sensor), TimeFormat.number(), "");
    FilterConfig config = FilterConfig.builder().epochs(5).windowsPerEpoch(64).build();
    SensorModel model = NeuralFilterTrainer.with(config).horizon(10).fit(data);

    Scorer scorer = model.newScorer(0.001);
    Score score = null;
    for (int i = 0; i < readings; i++) {
      score = scorer.update(new Reading(times[i], values[i]));
    }
    System.out.println("ordinary p " + score.pValue());
    score = scorer.update(new Reading(readings + 1, new double[] {90}));
    System.out.println("fault p " + score.pValue());
  }
}
