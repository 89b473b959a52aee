package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A system whose future is its setpoint's: who is told the setpoint knows all but the noise. */
class DrivenOscillatorTest {
  private static final double HORIZON = 8;

  private static LatentOde train(LatentOdeConfigBuilder config, SeriesSet set) {
    return LatentOdeTrainer.with(config.build()).horizon(HORIZON).context(16).threads(2).fit(set);
  }

  /**
   * Series that no training has seen. The least error there is are the readings' own 0.1, and the
   * mean of the training errs by 1.6. What is reached lies at 0.11: what is forecast errs by 0.05
   * from what is behind the noise.
   */
  @Test
  void aDrivenOscillatorIsForecastFromItsSetpoint() {
    SeriesSet training = DrivenOscillator.set(32, 100, 1);
    SeriesSet unseen = DrivenOscillator.set(10, 60, 2);
    LatentOdeConfigBuilder config =
        LatentOdeConfig.builder()
            .latentSize(8)
            .augment(1)
            .encoderUnits(32)
            .fieldUnits(32)
            .decoderUnits(32)
            .epochs(16)
            .windowsPerEpoch(512)
            .batchSize(64)
            .forecastSamples(8)
            .seed(3);
    LatentOde told = train(config, training);
    EvaluationReport scores = scores(told, unseen);
    double unit = told.baselines().standardisation().std().get(0);
    double error = unit * Math.sqrt(scores.overall().get(EvaluationReport.MODEL).mse());
    assertTrue(error < 0.125, error + " where the noise is " + DrivenOscillator.NOISE);
    double behind = behind(told, unseen, DrivenOscillator.truth(10, 60, 2));
    assertTrue(behind < 0.07, behind + " from what is behind the noise");
    double rule = scores.overall().get("training_mean").mse();
    assertTrue(unit * Math.sqrt(rule) > 1.2, "what is not told leaves nearly all of it open");
  }

  /** Root mean squared distance from what is behind the noise, over horizons after 8 origins. */
  private static double behind(LatentOde model, SeriesSet read, SeriesSet truth) {
    double squares = 0;
    int count = 0;
    for (int i = 0; i < read.size(); i++) {
      TimeSeries readings = read.series().get(i);
      for (double origin = 20; origin < 52; origin += 4) {
        TimeSeries history = readings.until(origin);
        TimeSeries real = truth.series().get(i).after(origin).until(history.lastTime() + HORIZON);
        Forecast forecast = model.forecast(history, real.times());
        for (int t = 0; t < real.length(); t++) {
          squares += Math.pow(forecast.mean(t, 0) - real.value(t, 0), 2);
          count++;
        }
      }
    }
    return Math.sqrt(squares / count);
  }

  private static EvaluationReport scores(LatentOde model, SeriesSet data) {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put(EvaluationReport.MODEL, model);
    forecasters.putAll(model.companions());
    forecasters.putAll(Baselines.all(model.baselines()));
    return Backtest.rolling(HORIZON, 4)
        .threads(2)
        .run(data, forecasters, model.baselines().standardisation());
  }
}
