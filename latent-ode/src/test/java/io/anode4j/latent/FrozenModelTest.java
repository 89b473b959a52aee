package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.classification.Classifier;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.synthetic.WornSprings;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TimeGrid;
import io.anode4j.period.SparseStars;
import io.anode4j.regression.Prediction;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Model files of earlier versions are read for ever and forecast the same. */
class FrozenModelTest {
  @Test
  void aModelOfTheFirstFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-0.1.0.anode",
        new double[][] {
          {11.86602468, 0.67380217, 13.97801808},
          {11.99600615, 1.04318583, 14.83127249},
          {12.26241208, 1.33112559, 15.64241860}
        });
  }

  /** With an ODE-RNN encoder, linear dynamics and Student's t. */
  @Test
  void aModelOfTheSecondFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-2.anode",
        new double[][] {
          {11.29220263, 0.65036027, 13.24263761},
          {10.95292217, 0.70121916, 13.27450194},
          {10.60326350, 0.74540714, 13.08178775}
        });
  }

  /** Anchored, with a second network and a stack. */
  @Test
  void aModelOfTheFourthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-4.anode",
        new double[][] {
          {12.19247649, 0.56272142, 13.42453050},
          {12.64517138, 0.74092479, 14.24223330},
          {12.72701074, 0.85469216, 14.36469961}
        });
  }

  /** With several networks in the frame. */
  @Test
  void aModelOfTheFifthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-5.anode",
        new double[][] {
          {12.28268291, 0.77002995, 13.45935382},
          {12.84485562, 0.89145253, 14.35469620},
          {12.86767649, 0.92655197, 14.44269645}
        });
  }

  /** With the shape of errors. */
  @Test
  void aModelOfTheSixthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-6.anode",
        new double[][] {
          {12.15379576, 0.61623703, 13.26552120},
          {12.67498586, 0.71340870, 14.14020974},
          {12.68670094, 0.74149796, 14.24771867}
        });
  }

  /** With anchors of one series, also on the logarithms of amounts. */
  @Test
  void aModelOfTheSeventhFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-7.anode",
        TinyModels.amounts(1, 100, 99).series().get(0),
        new double[][] {
          {12.44463781, 0.90382223, 12.58947547},
          {11.40339738, 0.55915808, 11.54427139},
          {9.96696033, 0.47687177, 10.11802256}
        });
  }

  /** With seasons brought to the level of now. */
  @Test
  void aModelOfTheEighthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-8.anode",
        TinyModels.amounts(1, 100, 99).series().get(0),
        new double[][] {
          {12.55417157, 0.29144167, 12.71068098},
          {11.39854134, 0.23211112, 11.63543534},
          {9.96679997, 0.24488008, 10.48404178}
        });
  }

  /** With counts. */
  @Test
  void aModelOfTheNinthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-9.anode",
        CountsTest.visitors(1, 120, 99).series().get(0),
        new double[][] {
          {1.61997720, 0.01073922, 3},
          {1.79887372, 0.00979954, 3},
          {1.95753926, 0.01050989, 3}
        });
  }

  /** With what follows stillness. */
  @Test
  void aModelOfTheTenthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-10.anode",
        RareEventsTest.data(RareEventsTest.Kind.RAIN, 1, 99).series().get(0),
        new double[][] {
          {0.10037976, 0.91627882, 0.12044069},
          {0.10089084, 0.91633320, 0.11923678},
          {0.10015058, 0.91484857, 0.11357095}
        });
  }

  /** Of questions that share one origin. */
  @Test
  void aModelOfTheEleventhFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-11.anode",
        SharedOriginTest.stations(1, true, 99).series().get(0).until(60),
        new double[][] {
          {-24.05697735, 0.10478061, -23.92936743},
          {-24.19424038, 0.08892539, -24.08594017},
          {-24.07999580, 0.08079438, -23.98159816}
        });
  }

  /** With errors far beyond stated widths. */
  @Test
  void aModelOfTheTwelfthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-12.anode",
        RareEventsTest.mixed(99).series().get(5),
        new double[][] {
          {0.15611538, 1.08242563, 0.19886106},
          {0.14462697, 1.07403849, 0.17814112},
          {0.13143807, 1.06912814, 0.15722784}
        });
  }

  /** With what follows stillness by the size of the series. */
  @Test
  void aModelOfTheThirteenthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-13.anode",
        RareEventsTest.walks(99).series().get(7),
        new double[][] {
          {-12.00181459, 0.80049730, -11.03353544},
          {-12.00524439, 0.95589074, -10.84900178},
          {-12.01431463, 1.11593685, -10.66448073}
        });
  }

  /** With boosted trees. */
  @Test
  void aModelOfTheFourteenthFormatForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-format-14.anode",
        TinyModels.waves(1, 100, 99).series().get(0),
        new double[][] {
          {12.53180348, 0.05823632, 12.70441700},
          {11.38168760, 0.04861805, 11.71574368},
          {9.99835441, 0.05184009, 10.82320395}
        });
  }

  @Test
  void aClassifierOfTheFirstFormatSaysWhatItDid() throws URISyntaxException {
    URL file =
        Objects.requireNonNull(FrozenModelTest.class.getResource("classifier-format-1.anode"));
    LatentClassifier model = LatentClassifier.load(Path.of(file.toURI()));
    List<TimeSeries> springs = new WornSprings(304, 1).generate().data().series();
    double[] worn = {0.209872, 0.00922235, 0.00216431, 0.41588};
    for (int i = 0; i < worn.length; i++) {
      double p = model.classify(springs.get(300 + i)).probability("worn");
      assertEquals(worn[i], p, 1e-4);
    }
  }

  /** With a random forest that looks at periods, alone and weighed with the others. */
  @Test
  void aClassifierOfTheSecondFormatSaysWhatItDid() throws URISyntaxException {
    URL file =
        Objects.requireNonNull(FrozenModelTest.class.getResource("classifier-format-2.anode"));
    LatentClassifier model = LatentClassifier.load(Path.of(file.toURI()));
    List<TimeSeries> stars = SparseStars.data(4, 9).series();
    Classifier forest = Objects.requireNonNull(model.members().get(LatentClassifier.FOREST));
    double[] weighed = {0.94146485, 0.03118150, 0.92974539, 0.23181028};
    double[] votes = {0.9059, 0.05945, 0.89105, 0.27725};
    for (int i = 0; i < weighed.length; i++) {
      assertEquals(weighed[i], model.classify(stars.get(i)).probability("fast"), 1e-4);
      assertEquals(votes[i], forest.classify(stars.get(i)).probability("fast"), 1e-9);
    }
  }

  /** With covariates, whose anchor read no lags yet. */
  @Test
  void aModelOfCovariatesForecastsAsItDid() throws URISyntaxException {
    assertForecasts(
        "model-covariates-format-6.anode",
        DrivenOscillator.told(TinyModels.waves(1, 20, 99)).series().get(0),
        new double[][] {
          {11.74791166, 0.90008522, 13.12716070},
          {12.33847629, 1.16108260, 13.98738337},
          {12.12350218, 1.23467605, 13.88444637}
        });
  }

  @Test
  void aRegressorOfTheFirstFormatSaysWhatItDid() throws URISyntaxException {
    URL file =
        Objects.requireNonNull(FrozenModelTest.class.getResource("regressor-format-1.anode"));
    LatentRegressor model = LatentRegressor.load(Path.of(file.toURI()));
    List<TimeSeries> waves = TinyModels.waves(3, 24, 99).series();
    double[][] said = {
      {12.66038783, 12.64920048, 12.83355008},
      {10.13885779, 10.12767045, 10.31201974},
      {12.44256624, 12.43137890, 12.61572849}
    };
    for (int i = 0; i < said.length; i++) {
      Prediction one = model.predict(waves.get(i));
      assertArrayEquals(
          said[i], new double[] {one.value(), one.lower(), one.upper()}, 1e-4, one.series());
    }
  }

  private static void assertForecasts(String name, double[][] expected) throws URISyntaxException {
    assertForecasts(name, TinyModels.waves(1, 20, 99).series().get(0), expected);
  }

  private static void assertForecasts(String name, TimeSeries history, double[][] expected)
      throws URISyntaxException {
    URL file = Objects.requireNonNull(FrozenModelTest.class.getResource(name));
    LatentOde model = LatentOde.load(Path.of(file.toURI()));
    Forecast forecast = model.forecast(history, TimeGrid.every(0.5).count(3));
    for (int t = 0; t < 3; t++) {
      // SIMD and plain kernels round differently; across them figures agree to about 1e-6.
      assertEquals(expected[t][0], forecast.mean(t, 0), 1e-4);
      assertEquals(expected[t][1], forecast.std(t, forecast.channels().size() - 1), 1e-4);
      assertEquals(expected[t][2], forecast.quantile(0.9, t, 0), 1e-4);
    }
  }
}
