package io.anode4j.latent.task;

import io.anode4j.tensor.Matrix;

/**
 * The divergence of q(z) from its prior N(0, I), times β (Kingma and Welling 2014, appendix B;
 * summed, not averaged, over latent dimensions, so that β = 1 gives the true bound).
 */
public final class Kl implements LossTerm {
  @Override
  public double add(LatentPass pass, double scale) {
    int latent = pass.latentSize();
    int windows = pass.batch().windows();
    if (scale != 0) {
      addGradient(pass, windows, latent, scale * pass.klWeight());
    }
    return pass.klWeight()
        * DiagonalGaussian.divergenceFromStandard(windows, latent, pass.statistics());
  }

  private static void addGradient(LatentPass pass, int windows, int latent, double scale) {
    Matrix statistics = pass.statistics();
    float[] s = statistics.data();
    float[] d = pass.statisticsCotangents().data();
    for (int w = 0; w < windows; w++) {
      int at = w * statistics.stride();
      for (int j = 0; j < latent; j++) {
        float deviation = DiagonalGaussian.deviation(s[at + latent + j]);
        d[at + j] += (float) (scale * s[at + j]);
        d[at + latent + j] += (float) (scale * 0.5 * (deviation * deviation - 1));
      }
    }
  }
}
