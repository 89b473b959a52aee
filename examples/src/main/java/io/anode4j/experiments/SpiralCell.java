package io.anode4j.experiments;

import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.encoder.OdeRnn;
import java.util.ArrayList;
import java.util.List;

/**
 * One noise and one way to be taught, for several numbers of points.
 *
 * @param noise standard deviation on both coordinates
 * @param whole whether training shows what lies beyond the points that are seen in a question
 */
record SpiralCell(double noise, boolean whole) {
  /**
   * What was trained on one number of points.
   *
   * @param points seen of a hundred
   * @param data spirals
   * @param fits recurrent predictor, asked in two ways, recurrent autoencoder, latent ODE read by a
   *     GRU and, where it was trained, by an ODE-RNN
   */
  record Models(int points, SpiralData data, List<SpiralModel.Fit> fits) {
    SpiralModel.Fit predictor() {
      return fits.get(0);
    }

    /** The same network, asked for every point at once. */
    SpiralModel.Fit everyPoint() {
      return fits.get(1);
    }

    SpiralModel.Fit latent() {
      return fits.get(3);
    }
  }

  String words() {
    return (whole ? "whole spirals" : "first halves") + ", σ = " + noise;
  }

  /** Trains all models on one number of points. */
  Models train(int points, Setting setting, long seed) {
    SpiralData data = SpiralData.of(setting.choose(250, 1000, 1000), noise, points, whole, seed);
    // From 100 points the predictor's error beyond falls by a quarter from 100 to 300 epochs, the
    // latent ODE's by a third from 150 to 400 (on a seed that is not reported).
    int epochs = setting.choose(40, 300, 300);
    List<SpiralModel.Fit> fits = new ArrayList<>(RecurrentSpirals.predictor(data, epochs, seed));
    int autoencoderEpochs = setting.choose(40, 100, 300);
    fits.add(RecurrentSpirals.autoencoder(data, noise, autoencoderEpochs, seed));
    Gru encoder = new Gru(whole ? 64 : 32, 3);
    int latentEpochs = whole ? epochs : setting.choose(80, 400, 600);
    fits.add(LatentSpirals.train("latent ODE, GRU", encoder, data, latentEpochs, seed));
    boolean chen = !whole && noise > 0.2;
    boolean dear = points > 30 || setting.size() == Setting.Size.QUICK;
    if (chen && (!dear || setting.size() == Setting.Size.FULL)) {
      OdeRnn reader = new OdeRnn(32, 3, 32, 1, "midpoint", 0.5);
      int dearEpochs = setting.choose(80, 150, 600);
      fits.add(LatentSpirals.train("latent ODE, ODE-RNN", reader, data, dearEpochs, seed));
    }
    return new Models(points, data, fits);
  }
}
