package io.anode4j.latent;

import io.anode4j.anchor.WindowFrame;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.ModelHeader;

/**
 * A network on the channels' own scales. It knows what levels and phases mean, and nothing of those
 * it has not met: it is asked only about series like those it was judged on.
 *
 * @param network what forecasts
 * @param header of the model
 * @param strangers whether it was judged on series that no gradient was computed on
 */
record UnframedNetwork(Forecaster network, ModelHeader header, boolean strangers) {
  boolean knows(TimeSeries history, WindowFrame frame) {
    if (!strangers && header.seenUntil(history.id()).isEmpty()) {
      return false;
    }
    for (double level : frame.location()) {
      if (Math.abs(level) >= Framing.USUAL_LEVEL) {
        return false;
      }
    }
    return true;
  }
}
