package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.nd4j.NdForecast;
import io.anode4j.forecast.nd4j.NdForecaster;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model asked with INDArrays answers as it does without. */
class NdForecasterTest {
  private static final LatentOde MODEL = TinyModels.trained();
  private static final TimeSeries SERIES = TinyModels.waves(1, 25, 8).series().get(0);
  private static final double[] ASKED = {
    SERIES.lastTime() + 1, SERIES.time(3), SERIES.lastTime() + 0.5
  };

  private final NdForecaster forecaster = NdForecaster.of(MODEL);

  private static double[][] rows() {
    double[][] rows = new double[SERIES.length()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = SERIES.row(i); // NaN where missing
    }
    return rows;
  }

  @Test
  void forecastsAreThoseOfTheModel() {
    INDArray times = Nd4j.createFromArray(SERIES.times());
    INDArray values = Nd4j.createFromArray(rows());
    INDArray asked = Nd4j.createFromArray(ASKED);
    Forecast expected = MODEL.forecast(SERIES, ASKED);
    for (INDArray v :
        new INDArray[] {values, values.dup('f'), values.transpose().dup().transpose()}) {
      NdForecast actual = forecaster.forecast(times, v, asked);
      assertArrayEquals(expected.mean(), actual.mean().toDoubleMatrix());
      assertArrayEquals(expected.std(), actual.std().toDoubleMatrix());
      assertArrayEquals(expected.quantile(0.9), actual.quantile(0.9).toDoubleMatrix());
      assertArrayEquals(new long[] {3, 2}, actual.mean().shape());
      assertEquals(DataType.DOUBLE, actual.mean().dataType());
      assertEquals(expected.crps(0, 0, 10), actual.forecast().crps(0, 0, 10));
    }
    INDArray column = times.reshape(SERIES.length(), 1);
    assertEquals(
        expected.mean(2, 1), forecaster.forecast(column, values, asked).mean().getDouble(2, 1));
  }

  @Test
  void shapesThatDisagreeAreRefused() {
    INDArray times = Nd4j.createFromArray(SERIES.times());
    INDArray values = Nd4j.createFromArray(rows());
    INDArray asked = Nd4j.createFromArray(ASKED);
    for (INDArray bad :
        new INDArray[] {
          values.transpose(), values.reshape(25, 2, 1), values.getColumn(0).get(interval(3))
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> forecaster.forecast(times, bad, asked))
              .getMessage();
      assertTrue(message.contains("[rows × channels]"), message);
    }
    String channels =
        assertThrows(
                IllegalArgumentException.class,
                () -> forecaster.forecast(times, values.getColumn(0), asked))
            .getMessage();
    assertTrue(channels.contains("1 channels"), channels);
    INDArray none = Nd4j.empty(DataType.DOUBLE);
    assertThrows(IllegalArgumentException.class, () -> forecaster.forecast(none, none, asked));
  }

  private static org.nd4j.linalg.indexing.INDArrayIndex interval(int end) {
    return org.nd4j.linalg.indexing.NDArrayIndex.interval(0, end);
  }
}
