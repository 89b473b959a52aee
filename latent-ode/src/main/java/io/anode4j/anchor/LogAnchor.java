package io.anode4j.anchor;

import io.anode4j.data.ValueScaler;
import java.util.List;

/**
 * A {@link LinearAnchor} of the logarithms of amounts.
 *
 * @param logarithms which channels are amounts
 * @param center of the logarithms {@code [channels]}
 * @param scale of the logarithms, above 0 {@code [channels]}
 * @param frames of the scaled logarithms
 * @param anchor fitted on them
 * @param prior how much it counts where it is fitted again to one series, above 0
 */
public record LogAnchor(
    Logarithms logarithms,
    List<Double> center,
    List<Double> scale,
    FrameStatistics frames,
    LinearAnchor anchor,
    double prior) {
  /** Checks and copies. */
  public LogAnchor {
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    int channels = logarithms.floors().size();
    if (!(prior > 0)
        || center.size() != channels
        || scale.size() != channels
        || frames.typical().size() != channels
        || anchor.weights().length != channels) {
      throw new IllegalArgumentException("its anchor of logarithms does not hold together");
    }
  }

  /**
   * Who forecasts logarithms by it.
   *
   * @param channels their names
   * @return a forecaster whose histories and answers are logarithms
   */
  public AnchorForecaster forecaster(List<String> channels) {
    return new AnchorForecaster(
        channels, ValueScaler.of(array(center), array(scale)), frames, anchor);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
